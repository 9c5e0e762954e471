package dev.migrate.run;

import dev.migrate.catalog.CatalogSnapshot;
import dev.migrate.catalog.InterruptionEffect;
import dev.migrate.failure.FailureKind;
import dev.migrate.history.HistoryWriter;
import dev.migrate.history.JournalEntry;
import dev.migrate.sql.Statement;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs a step in the database. A step without a common transaction resumes where the journal ends, and a failed
 * statement is reported with what it left.
 */
final class LiveStepOutput implements StepOutput {

    private final StatementExecutor executor;
    private final Session session;
    private boolean started;

    LiveStepOutput(StatementExecutor executor) {
        this.executor = executor;
        this.session = executor.session();
    }

    @Override
    public void throwIfCancelled() {
        this.executor.context().cancellation().throwIfCancelled();
    }

    @Override
    public InterruptionEffect effect(Statement statement) {
        return this.executor.effect(statement);
    }

    @Override
    public @Nullable Long execute(Statement statement, long number) {
        return this.executor.execute(statement, number);
    }

    @Override
    public HistoryWriter historyWriter() {
        return this.executor.context().historyWriter();
    }

    @Override
    public Long durationMs() {
        return this.executor.millis();
    }

    @Override
    public void endScript() {
        try {
            this.session.isolation().endScript();
        } catch (SQLException failure) {
            throw new CommitFailure(failure, true);
        }
    }

    @Override
    public void confirmLock() {
        this.executor.context().lock().confirm();
    }

    @Override
    public long start(PreparedStep step) {
        Optional<JournalEntry> entry = this.started ? this.session.asEngine(() -> journal(step)) : journal(step);
        long first = Resumption.firstStatement(this.executor, entry, this.started);
        if (!this.started || entry.isEmpty()) {
            asEngine(() -> historyWriter().started(step.script(), step.startedStatus()));
        }
        this.started = true;
        return first;
    }

    private Optional<JournalEntry> journal(PreparedStep step) {
        return this.session.history().journal(step.revision().id());
    }

    @Override
    public void saveProgress(JournalEntry entry) {
        historyWriter().saveProgress(entry);
    }

    @Override
    public void inTransaction(Runnable work) {
        this.session.isolation().beforeBegin();
        this.session.inTransaction(() -> {
            this.session.isolation().makeWritable();
            work.run();
            return true;
        });
    }

    /** Runs the work if this process still holds the migration lock. */
    @Override
    public void asEngine(Runnable work) {
        this.session.asEngine(() -> {
            confirmLock();
            work.run();
            return true;
        });
    }

    @Override
    public void switchToEngine(boolean first) {
        this.session.isolation().switchToEngine(first);
    }

    @Override
    public void switchToScript() {
        this.session.isolation().switchToScript();
    }

    @Override
    public boolean runWithEntry(Statement statement, JournalEntry entry, Runnable work) {
        try {
            work.run();
            return true;
        } catch (FailedStatement failure) {
            if (failure.kind() == FailureKind.NOT_IN_TRANSACTION) {
                return false;
            }
            throw failures(statement, entry).rolledBack(failure);
        } catch (CommitFailure failure) {
            FailureKind kind = this.executor.dialect().failureKind(failure);
            if (kind != FailureKind.CONSTRAINT && kind != FailureKind.DUPLICATE) {
                throw failure;
            }
            throw failures(statement, entry)
                    .rolledBack(new FailedStatement(this.executor, statement, entry.statement(), kind, false, failure));
        }
    }

    @Override
    public JournalEntry verifiable(Statement statement, JournalEntry entry, InterruptionEffect effect) {
        if (effect != InterruptionEffect.VERIFIABLE) {
            return entry;
        }
        try {
            return entry.withSnapshot(this.executor
                    .dialect()
                    .snapshot(this.session.connection(), statement)
                    .map(CatalogSnapshot::text)
                    .orElse(null));
        } catch (SQLException failure) {
            throw Session.failed("Read the catalog", failure);
        }
    }

    @Override
    public @Nullable Long runOutsideTransaction(Statement statement, JournalEntry started, InterruptionEffect effect) {
        Long rows;
        try {
            rows = execute(statement, started.statement());
        } catch (FailedStatement failure) {
            throw failures(statement, started).outsideTransaction(effect, failure);
        }
        this.session.flushToDisk();
        return rows;
    }

    private JournaledFailure failures(Statement statement, JournalEntry entry) {
        return new JournaledFailure(this.executor, this, statement, entry);
    }
}
