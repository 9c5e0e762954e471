package dev.migrate.run;

import dev.migrate.catalog.InterruptionEffect;
import dev.migrate.dialect.Dialect;
import dev.migrate.history.HistoryWriter;
import dev.migrate.history.JournalEntry;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Statements;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sequence of actions of a step: its statements, their journal entries, its record, and the session state of each
 * of them. A {@link StepOutput} runs the actions in the database or writes them as a script, so that both are the same
 * by construction.
 *
 * <p>Without a common transaction, a statement shares one with its journal entry if it can. For any other statement,
 * the journal records before it that it is started, and after it that it is done. A run that finds a statement started
 * and not done determines from the catalog whether it took effect, and never guesses.
 */
final class StepWalker {

    private final Dialect dialect;
    private final RunSettings settings;
    private final StepOutput output;

    StepWalker(Dialect dialect, RunSettings settings, StepOutput output) {
        this.dialect = dialect;
        this.settings = settings;
        this.output = output;
    }

    /**
     * Walks a step that shares the open transaction with its record.
     *
     * @param last whether the transaction ends with the step
     * @return the number of statements
     */
    long walkInTransaction(PreparedStep step, boolean last) {
        long number = 0;
        try (Statements statements = step.section().statements()) {
            for (Optional<Statement> next = statements.next(); next.isPresent(); next = statements.next()) {
                number++;
                this.output.throwIfCancelled();
                this.output.execute(next.get(), number);
            }
        }
        long count = number;
        this.output.record((historyWriter) -> record(historyWriter, step, TransactionScope.REVISION, count), last);
        return count;
    }

    /**
     * Walks a step whose statements do not share a transaction.
     *
     * @return the number of statements
     */
    long walkWithJournal(PreparedStep step) {
        long first = this.output.start(step);
        try {
            long count = walkFrom(first, step);
            this.output.recordAlone((historyWriter) -> record(historyWriter, step, TransactionScope.STATEMENT, count));
            return count;
        } catch (RuntimeException | Error failure) {
            saveUnsaved(failure);
            throw failure;
        }
    }

    private void saveUnsaved(Throwable failure) {
        try {
            this.output.saveUnsaved();
        } catch (RuntimeException second) {
            failure.addSuppressed(second);
        }
    }

    private long walkFrom(long first, PreparedStep step) {
        long number = 0;
        StatementDigest digest = new StatementDigest();
        try (Statements statements = step.section().statements()) {
            for (Optional<Statement> next = statements.next(); next.isPresent(); next = statements.next()) {
                Statement statement = next.get();
                number++;
                String before = digest.soFar();
                digest.add(statement.sql());
                if (number >= first) {
                    JournalEntry.Position position = new JournalEntry.Position(
                            number, statement.location().line(), before, digest.soFar());
                    walk(statement, JournalEntry.started(step.step(), position, statement.sql()));
                }
            }
        }
        return number;
    }

    /** Walks a statement. A canceled run ends before the journal records the statement as started. */
    private void walk(Statement statement, JournalEntry entry) {
        this.output.throwIfCancelled();
        InterruptionEffect effect = this.output.effect(statement);
        if (effect != InterruptionEffect.TRANSACTIONAL) {
            walkOutsideTransaction(statement, entry, effect);
        } else if (!this.output.runWithEntry(statement, entry, () -> walkInTransaction(statement, entry))) {
            walkOutsideTransaction(statement, entry, InterruptionEffect.PARTIAL);
        }
    }

    private void walkInTransaction(Statement statement, JournalEntry entry) {
        this.output.inTransaction(() -> {
            if (mightEndTransaction(statement, this.dialect)) {
                this.output.saveStarted(entry);
            }
            Long rows = this.output.execute(statement, entry.statement());
            this.output.saveDone(entry.done(rows));
        });
    }

    /**
     * Returns whether a statement is Java code that might end its transaction: without transactional DDL, any DDL
     * commits the preceding statements, including the journal entry.
     */
    static boolean mightEndTransaction(Statement statement, Dialect dialect) {
        return statement.code().isPresent() && !dialect.transactionalDdl();
    }

    private void walkOutsideTransaction(Statement statement, JournalEntry entry, InterruptionEffect effect) {
        JournalEntry started = this.output.verifiable(statement, entry, effect);
        this.output.saveProgress(started);
        this.output.runOutsideTransaction(statement, started, effect);
    }

    private void record(HistoryWriter historyWriter, PreparedStep step, TransactionScope scope, long statements) {
        @Nullable Long durationMs = this.output.durationMs();
        if (!step.isUpgrade()) {
            historyWriter.reverted(step.revision(), step.change());
        } else if (scope == TransactionScope.STATEMENT) {
            historyWriter.completed(step.revision(), step.change(), statements, durationMs);
        } else {
            historyWriter.applied(step.script(), step.change(), statements, durationMs);
        }
        historyWriter.log(this.settings.logEntry(step, statements, durationMs == null ? 0 : durationMs, null));
    }
}
