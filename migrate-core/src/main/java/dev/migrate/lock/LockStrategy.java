package dev.migrate.lock;

import dev.migrate.report.LockHolder;
import java.util.Optional;

/** The operations of one kind of lock; {@link MigrationLock} decides when to call them. */
interface LockStrategy {

    /** Acquires the lock if it is free, without waiting. */
    boolean tryLock();

    /** Verifies that the lock is still held, and extends it; returns false if it was lost. */
    boolean renew();

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
