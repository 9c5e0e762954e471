package dev.migrate.run;

import dev.migrate.catalog.InterruptionEffect;
import dev.migrate.history.HistoryWriter;
import dev.migrate.history.JournalEntry;
import dev.migrate.sql.Statement;
import java.util.function.Consumer;
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

    /** Returns the duration of the step until now, in milliseconds, or null if it is not known. */
    @Nullable
    Long durationMs();

    /**
     * Begins a step whose statements do not share a transaction. Its first journal entry records that it is started.
     *
     * @return the number of the first statement to run, from one
     */
    long start(PreparedStep step);

    /** Runs a statement and its journal entries in a transaction that can write, independent of the settings of the script. */
    void inTransaction(Runnable work);

    /** Records, in the open transaction, that its statement is about to run. */
    void saveStarted(JournalEntry entry);

    /** Records, at the end of the open transaction, that its statement is done. */
    void saveDone(JournalEntry entry);

    /** Records the progress of a step between two statements, in a separate transaction. */
    void saveProgress(JournalEntry entry);

    /** Records progress that is not recorded yet, because the run ends. */
    void saveUnsaved();

    /**
     * Ends the session state of the script and records a step, in the open transaction with its statements.
     *
     * @param record writes the record
     * @param last whether the transaction ends with the step
     */
    void record(Consumer<HistoryWriter> record, boolean last);

    /** Ends the session state of the script and records a step, in a separate transaction. */
    void recordAlone(Consumer<HistoryWriter> record);

    /**
     * Runs a statement that can share a transaction with its journal entry.
     *
     * @param work runs the statement and saves the entry, in one transaction
     * @return false, with nothing changed, if the statement cannot run inside a transaction
     */
    boolean runWithEntry(Statement statement, JournalEntry entry, Runnable work);

    /** Returns the entry of a statement with what is needed to verify later whether the statement took effect. */
    JournalEntry verifiable(Statement statement, JournalEntry entry, InterruptionEffect effect);

    /** Runs a statement outside a transaction, and records that it is done. */
    void runOutsideTransaction(Statement statement, JournalEntry started, InterruptionEffect effect);
}
