package dev.migrate.run;

import dev.migrate.catalog.InterruptionEffect;
import dev.migrate.dialect.Dialect;
import dev.migrate.error.Log;
import dev.migrate.error.StatementFailedException;
import dev.migrate.history.JournalEntry;
import dev.migrate.sql.Statement;
import java.sql.SQLException;
import org.springframework.dao.DataAccessException;

/** Determines what a failed statement of a journaled step left, and records it in the journal. */
record JournaledFailure(StatementExecutor executor, LiveStepOutput output, Statement statement, JournalEntry entry) {

    private static final Log LOGGER = Log.of(JournaledFailure.class);

    /** Returns the exception for a statement whose transaction was rolled back. */
    StatementFailedException rolledBack(FailedStatement failure) {
        if (!StepWalker.mightEndTransaction(this.statement, dialect())) {
            saveFailure(failure);
            return failure.with(RevisionOutcome.NOT_DONE);
        }
        if (failure.kind().endsSession()) {
            return failure.with(RevisionOutcome.TO_BE_VERIFIED);
        }
        try {
            if (!isStarted()) {
                saveFailure(failure);
                return failure.with(RevisionOutcome.NOT_DONE);
            }
        } catch (DataAccessException unreadable) {
            failure.addSuppressed(unreadable);
            return failure.with(RevisionOutcome.TO_BE_VERIFIED);
        }
        saveUnclear(failure);
        return failure.with(RevisionOutcome.UNKNOWN);
    }

    /** Returns whether the journal shows that the statement was started. */
    private boolean isStarted() {
        Session session = this.executor.session();
        return session.asEngine(() -> session.history().journal(this.entry.revision()))
                .filter((stored) ->
                        stored.statement() == this.entry.statement() && stored.status() == JournalEntry.Status.STARTED)
                .isPresent();
    }

    /** Returns the exception for a statement that ran outside a transaction. */
    StatementFailedException outsideTransaction(InterruptionEffect effect, FailedStatement failure) {
        return failure.with(outcome(effect, failure));
    }

    private RevisionOutcome outcome(InterruptionEffect effect, FailedStatement failure) {
        boolean verifiable = effect == InterruptionEffect.IDEMPOTENT || hasSnapshot(effect);
        if (failure.kind().endsSession()) {
            return verifiable ? RevisionOutcome.TO_BE_VERIFIED : RevisionOutcome.UNKNOWN;
        }
        if (hadNoEffect(effect, failure)) {
            return saveFailure(failure) ? RevisionOutcome.NOT_DONE : RevisionOutcome.TO_BE_VERIFIED;
        }
        saveUnclear(failure);
        return RevisionOutcome.UNKNOWN;
    }

    private boolean hasSnapshot(InterruptionEffect effect) {
        return effect == InterruptionEffect.VERIFIABLE && this.entry.snapshot() != null;
    }

    /** Returns whether a statement that the database rejected had no effect. */
    private boolean hadNoEffect(InterruptionEffect effect, FailedStatement failure) {
        if (effect != InterruptionEffect.PARTIAL && !hasSnapshot(effect)) {
            return true;
        }
        Session session = this.executor.session();
        try {
            if (effect == InterruptionEffect.PARTIAL) {
                return dialect().rejectedUnrun(session.connection(), this.statement, failure.reported());
            }
            return InterruptedStatementOutcome.of(
                            dialect(), session.connection(), this.statement, this.entry.snapshot())
                    == InterruptedStatementOutcome.NOT_DONE;
        } catch (SQLException second) {
            LOGGER.debug("Could not determine the effect of a rejected statement: {}", second.getMessage());
            return false;
        }
    }

    /**
     * Records a statement that had no effect. If it is the first statement, records instead that the revision was not
     * started.
     *
     * @return whether this was recorded
     */
    private boolean saveFailure(FailedStatement failure) {
        return save(failure, () -> {
            if (this.entry.statement() == 1) {
                this.output.saveAbandoned();
            } else {
                this.output.saveProgress(this.entry.failed(message(failure)));
            }
        });
    }

    /** Records a statement that might have taken effect, completely or in part. */
    private void saveUnclear(FailedStatement failure) {
        save(failure, () -> this.output.saveProgress(this.entry.unclear(message(failure))));
    }

    private boolean save(FailedStatement failure, Runnable write) {
        try {
            write.run();
            return true;
        } catch (RuntimeException second) {
            failure.addSuppressed(second);
            return false;
        }
    }

    private static String message(FailedStatement failure) {
        return String.valueOf(failure.with(RevisionOutcome.UNKNOWN).getMessage());
    }

    private Dialect dialect() {
        return this.executor.dialect();
    }
}
