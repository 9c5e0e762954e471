package dev.migrate.run;

import dev.migrate.catalog.CatalogSnapshot;
import dev.migrate.catalog.Effect;
import dev.migrate.error.Log;
import dev.migrate.error.StatementFailedException;
import dev.migrate.failure.FailureKind;
import dev.migrate.history.JournalEntry;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Statements;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs a step whose statements do not share a transaction. A statement that can share a transaction with its journal
 * entry does so. For any other statement, the journal records before it that it is started, and after it that it is
 * done. A run that finds a statement started and not done determines from the catalog whether it took effect, and never
 * guesses.
 */
final class JournaledStep implements StepStrategy {

    private static final Log LOGGER = Log.of(JournaledStep.class);

    private final StepExecution stepExecution;
    private boolean begun;

    JournaledStep(StepExecution stepExecution) {
        this.stepExecution = stepExecution;
    }

    @Override
    public long apply() {
        Session session = this.stepExecution.session();
        String revision = this.stepExecution.step().revision().id();
        Optional<JournalEntry> left = this.begun
                ? session.ours(() -> session.history().journal(revision))
                : session.history().journal(revision);
        Resumption resumption = Resumption.of(this.stepExecution, left, this.begun);
        long first = resumption.first();
        if (!this.begun || left.isEmpty()) {
            whileHoldingLock(() ->
                    this.stepExecution.recorder().begun(this.stepExecution.script(), this.stepExecution.status()));
        }
        this.begun = true;
        StatementDigest digest = new StatementDigest();
        long number = 0;
        try (Statements statements = this.stepExecution.section().statements()) {
            for (Optional<Statement> next = statements.next(); next.isPresent(); next = statements.next()) {
                number++;
                String before = digest.soFar();
                digest.add(next.get().sql());
                if (number >= first) {
                    run(next.get(), number, entry(next.get(), number, before, digest.soFar()));
                }
            }
        }
        long statements = number;
        session.opening();
        session.inTransaction(() -> {
            session.writable();
            this.stepExecution.end();
            this.stepExecution.lock().confirm();
            this.stepExecution.complete(statements);
            return statements;
        });
        return statements;
    }

    @Override
    public boolean restarts() {
        return false;
    }

    private JournalEntry entry(Statement statement, long number, String before, String through) {
        return JournalEntry.started(
                this.stepExecution.step(),
                new JournalEntry.Position(number, statement.location().line(), before, through),
                statement.sql());
    }

    private void run(Statement statement, long number, JournalEntry entry) {
        Effect effect = this.stepExecution.effect(statement);
        if (effect != Effect.TRANSACTIONAL) {
            runUnprotected(statement, number, entry, effect);
        } else if (!runWithJournal(statement, number, entry)) {
            runUnprotected(statement, number, entry, Effect.PARTIAL);
        }
    }

    /**
     * Runs a statement and its journal entry in one transaction. Returns false, with nothing changed, if the statement
     * cannot run inside a transaction.
     */
    private boolean runWithJournal(Statement statement, long number, JournalEntry entry) {
        try {
            Session session = this.stepExecution.session();
            session.opening();
            session.inTransaction(() -> {
                session.writable();
                if (mayEndTransaction(statement)) {
                    session.own(true);
                    this.stepExecution.recorder().saveProgress(entry);
                    session.script();
                }
                Long rows = this.stepExecution.execute(statement, number);
                session.own(false);
                this.stepExecution.recorder().saveProgress(entry.done(rows));
                this.stepExecution.lock().confirm();
                return number;
            });
            session.script();
            return true;
        } catch (FailedStatement failure) {
            if (failure.kind() == FailureKind.NOT_IN_TRANSACTION) {
                return false;
            }
            throw rolledBack(statement, entry, failure);
        } catch (CommitFailure failure) {
            FailureKind kind = this.stepExecution.dialect().failureKind(failure);
            if (kind != FailureKind.CONSTRAINT && kind != FailureKind.DUPLICATE) {
                throw failure;
            }
            throw rolledBack(
                    statement, entry, new FailedStatement(this.stepExecution, statement, number, kind, false, failure));
        }
    }

    private StatementFailedException rolledBack(Statement statement, JournalEntry entry, FailedStatement failure) {
        if (!mayEndTransaction(statement)) {
            noteFailure(entry, failure);
            return failure.with(Outcome.NOT_DONE);
        }
        if (failure.kind().endsSession()) {
            return failure.with(Outcome.TO_BE_PROVED);
        }
        if (isNoted(entry)) {
            noteUnclear(entry, failure);
            return failure.with(Outcome.UNKNOWN);
        }
        noteFailure(entry, failure);
        return failure.with(Outcome.NOT_DONE);
    }

    /**
     * Returns whether the statement is Java code that might end its transaction: without transactional DDL, any DDL
     * commits the preceding statements, including the journal entry.
     */
    private boolean mayEndTransaction(Statement statement) {
        return statement.code().isPresent() && !this.stepExecution.dialect().transactionalDdl();
    }

    private boolean isNoted(JournalEntry entry) {
        Session session = this.stepExecution.session();
        return session.ours(() -> session.history().journal(entry.revision()))
                .filter((left) -> left.statement() == entry.statement() && left.status() == JournalEntry.Status.STARTED)
                .isPresent();
    }

    private void runUnprotected(Statement statement, long number, JournalEntry entry, Effect effect) {
        JournalEntry started = effect == Effect.VERIFIABLE ? withSnapshot(statement, entry) : entry;
        whileHoldingLock(() -> this.stepExecution.recorder().saveProgress(started));
        Long rows;
        try {
            rows = this.stepExecution.execute(statement, number);
        } catch (FailedStatement failure) {
            throw failure.with(outcome(statement, started, effect, failure));
        }
        this.stepExecution.session().checkpoint();
        whileHoldingLock(() -> this.stepExecution.recorder().saveProgress(started.done(rows)));
    }

    private JournalEntry withSnapshot(Statement statement, JournalEntry entry) {
        try {
            @Nullable
            String before = this.stepExecution
                    .dialect()
                    .snapshot(this.stepExecution.session().connection(), statement)
                    .map(CatalogSnapshot::text)
                    .orElse(null);
            return entry.withSnapshot(before);
        } catch (SQLException failure) {
            throw Session.failed("Read the catalog", failure);
        }
    }

    private Outcome outcome(Statement statement, JournalEntry started, Effect effect, FailedStatement failure) {
        boolean provable = effect == Effect.IDEMPOTENT || (effect == Effect.VERIFIABLE && started.snapshot() != null);
        if (failure.kind().endsSession()) {
            return provable ? Outcome.TO_BE_PROVED : Outcome.UNKNOWN;
        }
        if (leftNothing(statement, started, effect, failure)) {
            return noteFailure(started, failure) ? Outcome.NOT_DONE : Outcome.TO_BE_PROVED;
        }
        noteUnclear(started, failure);
        return Outcome.UNKNOWN;
    }

    /** Returns whether a statement that the database rejected had no effect. */
    private boolean leftNothing(Statement statement, JournalEntry started, Effect effect, FailedStatement failure) {
        if (effect != Effect.PARTIAL && (effect != Effect.VERIFIABLE || started.snapshot() == null)) {
            return true;
        }
        try {
            if (effect == Effect.PARTIAL) {
                return this.stepExecution
                        .dialect()
                        .rejectedUnrun(this.stepExecution.session().connection(), statement, failure.reported());
            }
            return StatementOutcome.of(
                            this.stepExecution.dialect(),
                            this.stepExecution.session().connection(),
                            statement,
                            started.snapshot())
                    == StatementOutcome.NOT_DONE;
        } catch (SQLException second) {
            LOGGER.debug("Could not read what a rejected statement left: {}", second.getMessage());
            return false;
        }
    }

    /**
     * Records a rejected statement that had no effect. If it is the first statement, records instead that the revision
     * was not started. Returns whether this was written.
     */
    private boolean noteFailure(JournalEntry entry, FailedStatement failure) {
        return afterwards(failure, () -> {
            if (entry.statement() == 1) {
                this.stepExecution
                        .recorder()
                        .abandoned(this.stepExecution.step().revision(), this.stepExecution.status());
            } else {
                this.stepExecution.recorder().saveProgress(entry.failed(message(failure)));
            }
        });
    }

    private void noteUnclear(JournalEntry entry, FailedStatement failure) {
        afterwards(failure, () -> this.stepExecution.recorder().saveProgress(entry.unclear(message(failure))));
    }

    private static String message(FailedStatement failure) {
        return String.valueOf(failure.with(Outcome.UNKNOWN).getMessage());
    }

    private boolean afterwards(RuntimeException failure, Runnable note) {
        try {
            whileHoldingLock(note);
            return true;
        } catch (RuntimeException second) {
            failure.addSuppressed(second);
            return false;
        }
    }

    /** Writes to the record in a transaction that first confirms the migration lock. */
    private void whileHoldingLock(Runnable write) {
        this.stepExecution.session().ours(() -> {
            this.stepExecution.lock().confirm();
            write.run();
            return true;
        });
    }
}
