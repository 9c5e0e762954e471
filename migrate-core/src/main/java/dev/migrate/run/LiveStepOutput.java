package dev.migrate.run;

import dev.migrate.catalog.CatalogSnapshot;
import dev.migrate.catalog.InterruptionEffect;
import dev.migrate.dialect.RecordWrite;
import dev.migrate.failure.FailureKind;
import dev.migrate.history.HistoryWriter;
import dev.migrate.history.JournalEntry;
import dev.migrate.sql.Statement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs a step in the database. A step without a common transaction resumes where the journal ends, and a failed
 * statement is reported with what it left. The statements of the engine between two statements of the script share one
 * transaction, and one round trip where the dialect allows it.
 */
final class LiveStepOutput implements StepOutput {

    private final StatementExecutor executor;
    private final Session session;
    private boolean again;

    /** Whether no earlier attempt can have recorded the step. */
    private boolean first;

    /** Whether the record shows that the step is started. */
    private boolean recorded;

    /** Whether the journal has an entry of the step. */
    private boolean journaled;

    /** The entry of the last statement if the next entry includes it: until then, the catalog shows its effect. */
    private @Nullable JournalEntry unsaved;

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
    public Long durationMs() {
        return this.executor.millis();
    }

    /** Reads the journal only if an earlier run, or an earlier attempt of this one, might have written to it. */
    @Override
    public long start(PreparedStep step) {
        this.first = !this.again && !this.executor.wasStarted();
        Optional<JournalEntry> entry = Optional.empty();
        if (!this.first) {
            entry = this.again ? this.session.asEngine(() -> journal(step)) : journal(step);
        }
        long number = Resumption.firstStatement(this.executor, entry, this.again);
        this.recorded = this.again && entry.isPresent();
        this.journaled = entry.isPresent();
        this.again = true;
        return number;
    }

    private Optional<JournalEntry> journal(PreparedStep step) {
        return this.session.history().journal(step.revision().id());
    }

    @Override
    public void inTransaction(Runnable work) {
        saveUnsaved();
        boolean recordedBefore = this.recorded;
        boolean journaledBefore = this.journaled;
        this.session.isolation().beforeBegin();
        try {
            this.session.inTransaction(() -> {
                this.session.isolation().makeWritable();
                work.run();
                return true;
            });
        } catch (RuntimeException | Error failure) {
            this.first = false;
            this.recorded = recordedBefore;
            this.journaled = journaledBefore;
            throw failure;
        }
        this.session.isolation().switchToScript();
    }

    @Override
    public void saveStarted(JournalEntry entry) {
        this.session.isolation().switchToEngine(true);
        this.session.write("", writes((historyWriter) -> writeProgress(historyWriter, entry)), false);
        saved();
        this.session.isolation().switchToScript();
    }

    @Override
    public void saveDone(JournalEntry entry) {
        this.session.isolation().switchToEngine(false);
        this.session.write("", withLock(writes((historyWriter) -> writeProgress(historyWriter, entry)), null), true);
        saved();
    }

    @Override
    public void saveProgress(JournalEntry entry) {
        writeAlone((historyWriter) -> writeProgress(historyWriter, entry));
        saved();
        this.unsaved = null;
    }

    @Override
    public void saveUnsaved() {
        if (this.unsaved != null) {
            saveProgress(this.unsaved);
        }
    }

    /** Records that the first statement of the step was rejected without effect, so that the step was not started. */
    void saveAbandoned() {
        PreparedStep step = this.executor.step();
        writeAlone((historyWriter) -> historyWriter.abandoned(step.revision(), step.startedStatus()));
        this.first = false;
        this.recorded = false;
        this.journaled = false;
    }

    private void saved() {
        this.recorded = true;
        this.journaled = true;
    }

    private void writeProgress(HistoryWriter historyWriter, JournalEntry entry) {
        writeStarted(historyWriter);
        if (this.journaled) {
            historyWriter.saveProgress(entry);
        } else if (this.first) {
            historyWriter.saveFirstProgress(entry);
        } else {
            historyWriter.replaceProgress(entry);
        }
    }

    private void writeStarted(HistoryWriter historyWriter) {
        PreparedStep step = this.executor.step();
        if (!this.recorded && this.first) {
            historyWriter.started(step.script(), step.startedStatus());
        } else if (!this.recorded) {
            historyWriter.startedAgain(step.script(), step.startedStatus());
        }
    }

    @Override
    public void record(Consumer<HistoryWriter> record, boolean last) {
        String before = endScript();
        List<RecordWrite> writes = writes(record);
        this.session.write(before, last ? withLock(writes, this.executor.next()) : writes, last);
    }

    private String endScript() {
        try {
            return this.session.isolation().endScript();
        } catch (SQLException failure) {
            throw new CommitFailure(failure, true);
        }
    }

    @Override
    public void recordAlone(Consumer<HistoryWriter> record) {
        List<RecordWrite> writes = withLock(
                writes((historyWriter) -> {
                    writeStarted(historyWriter);
                    record.accept(historyWriter);
                }),
                this.executor.next());
        if (!this.session.writeAlone(writes)) {
            this.session.isolation().beforeBegin();
            this.session.inTransaction(() -> {
                this.session.isolation().makeWritable();
                this.session.write(endScript(), writes, true);
                return true;
            });
        }
        this.unsaved = null;
    }

    /** Writes in a separate transaction, in the engine's session state, if this process still holds the migration lock. */
    private void writeAlone(Consumer<HistoryWriter> work) {
        List<RecordWrite> writes = withLock(writes(work), null);
        if (!this.session.writeAlone(writes)) {
            this.session.asEngine(() -> {
                this.session.write("", writes, true);
                return true;
            });
        }
    }

    private List<RecordWrite> writes(Consumer<HistoryWriter> work) {
        List<RecordWrite> writes = new ArrayList<>();
        work.accept(this.session.historyWriter(this.executor.context().actor(), writes::add));
        return writes;
    }

    /** Returns the writes after those that verify the lock: a lost lock is the cause of whatever else would fail. */
    private List<RecordWrite> withLock(List<RecordWrite> writes, @Nullable String next) {
        List<RecordWrite> all = new ArrayList<>(this.executor.context().lock().renewal(next));
        all.addAll(writes);
        return all;
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

    /**
     * Runs the statement. If an interruption until the next journal entry can be resolved without it, the next entry, or
     * the record, implies that the statement is done.
     */
    @Override
    public void runOutsideTransaction(Statement statement, JournalEntry started, InterruptionEffect effect) {
        Long rows;
        try {
            rows = execute(statement, started.statement());
        } catch (FailedStatement failure) {
            throw failures(statement, started).outsideTransaction(effect, failure);
        }
        this.session.flushToDisk();
        JournalEntry done = started.done(rows);
        if (effect == InterruptionEffect.IDEMPOTENT || isExplainable(statement, started)) {
            this.unsaved = done;
        } else {
            saveProgress(done);
        }
    }

    private boolean isExplainable(Statement statement, JournalEntry entry) {
        return entry.snapshot() != null
                && this.executor.dialect().isExplainable(statement, CatalogSnapshot.parse(entry.snapshot()));
    }

    private JournaledFailure failures(Statement statement, JournalEntry entry) {
        return new JournaledFailure(this.executor, this, statement, entry);
    }
}
