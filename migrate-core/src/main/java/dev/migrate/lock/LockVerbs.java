package dev.migrate.lock;

import dev.migrate.report.LockHolder;
import java.util.Optional;

/** What a product answers; when to ask is {@link MigrationLock}'s business. */
interface LockVerbs {

    /** Takes the lock if it is free, without ever waiting for it. */
    boolean tryLock();

    /** Makes sure that it is still held, and goes on holding it; false if it was lost. */
    boolean renew();

    /** Why it may have been lost, in a sentence that can follow another; nothing if that is not known. */
    default String lost() {
        return "";
    }

    /** Runs what ends all locks of the session, and still holds the lock afterwards; false if it was lost. */
    default boolean across(Runnable work) {
        work.run();
        return true;
    }

    /** Says what the holder is working on. */
    void workingOn(String revision);

    /** Gives it back. */
    void unlock();

    /** Who holds it. */
    Optional<LockHolder> holder();
}
