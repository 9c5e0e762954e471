package dev.migrate.run;

import dev.migrate.catalog.InterruptionEffect;
import dev.migrate.history.HistoryWriter;
import dev.migrate.history.JournalEntry;
import dev.migrate.sql.Statement;
import org.jspecify.annotations.Nullable;

/** The destination of a {@link StepWalker}: the database, or a script for its client. */
interface StepOutput {

    /**
     * Ends the step before the next statement if the run was canceled.
     *
     * @throws dev.migrate.error.StoppedException if it was
     */
    void throwIfCancelled();

    /** Returns the effect of a statement, which decides what an interruption can leave. */
    InterruptionEffect effect(Statement statement);

    /** Runs a statement of a section; returns the number of changed rows, or null if not applicable. */
    @Nullable
    Long execute(Statement statement, long number);

    /** Returns the writer of the record. */
    HistoryWriter historyWriter();

    /** Returns the duration of the step until now, in milliseconds, or null if it is not known. */
    @Nullable
    Long durationMs();

    /** Ends the session state of the script, in the transaction that records the step. */
    void endScript();

    /** Verifies, in the open transaction, that this process still holds the migration lock. */
    void confirmLock();

    /**
     * Records the start of a step whose statements do not share a transaction.
     *
     * @return the number of the first statement to run, from one
     */
    long start(PreparedStep step);

    /** Records the progress of a started step. */
    void saveProgress(JournalEntry entry);

    /** Runs work between two statements in a transaction that can write, independent of the settings of the script. */
    void inTransaction(Runnable work);

    /** Runs work of the engine between two statements, in a separate transaction and in the engine's session state. */
    void asEngine(Runnable work);

    /**
     * Switches to the engine's session state in the open transaction.
     *
     * @param first whether nothing else has run in the transaction
     */
    void switchToEngine(boolean first);

    /** Switches back to the session state of the script. */
    void switchToScript();

    /**
     * Runs a statement that can share a transaction with its journal entry.
     *
     * @param work runs the statement and saves the entry, in one transaction
     * @return false, with nothing changed, if the statement cannot run inside a transaction
     */
    boolean runWithEntry(Statement statement, JournalEntry entry, Runnable work);

    /** Returns the entry of a statement with what is needed to verify later whether the statement took effect. */
    JournalEntry verifiable(Statement statement, JournalEntry entry, InterruptionEffect effect);

    /** Runs a statement outside a transaction; returns the number of changed rows, or null if not applicable. */
    @Nullable
    Long runOutsideTransaction(Statement statement, JournalEntry started, InterruptionEffect effect);
}
