package dev.migrate.lock;

import dev.migrate.dialect.RecordWrite;
import dev.migrate.error.HistoryConflictException;
import dev.migrate.report.LockHolder;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The operations of one kind of lock; {@link MigrationLock} decides when to call them. */
interface LockStrategy {

    /** Acquires the lock if it is free, without waiting. */
    boolean tryLock();

    /** Verifies that the lock is still held, and extends it; returns false if it was lost. */
    boolean renew();

    /**
     * Returns the statements that verify in a transaction that the lock is still held, and extend it.
     *
     * @param next the revision that begins when the transaction is committed, to record for other processes; null if
     *     it does not change
     * @param lost returns the exception if the lock was lost
     */
    List<RecordWrite> renewal(@Nullable String next, Supplier<HistoryConflictException> lost);

    /** Returns the reason why the lock might have been lost, as a sentence to append; empty if unknown. */
    default String lossReason() {
        return "";
    }

    /**
     * Runs work that releases all locks of the session, and holds the lock afterwards; returns false if it was lost.
     */
    default boolean keepAcross(Runnable work) {
        work.run();
        return true;
    }

    /** Records the revision in progress. */
    void workingOn(String revision);

    /** Releases the lock. */
    void unlock();

    /** Returns the lock holder, if any. */
    Optional<LockHolder> holder();
}
