package dev.migrate.error;

import java.time.Duration;

/** Another process held the lock for longer than this one was willing to wait. Nothing was run. */
public final class LockedException extends MigrateException {

    private final String holder;

    /**
     * Makes the exception.
     *
     * @param holder who holds it, since when, as far as the database tells
     * @param waited how long this process waited
     */
    public LockedException(String holder, Duration waited) {
        this(
                "The migration lock is held by %s; waited %d s for it.".formatted(holder, waited.toSeconds()),
                "Wait until that process has finished, or raise 'migrate.lock.wait'. Nothing was changed.",
                holder);
    }

    private LockedException(String message, String remedy, String holder) {
        super("locked", message, remedy);
        this.holder = holder;
    }

    /** Returns the exception for a request that did not wait, because another request waits already. */
    public static LockedException crowded(String holder) {
        return new LockedException(
                "The migration lock is held by %s, and another request already waits for it.".formatted(holder),
                "Retry when the lock is free. Nothing was changed.",
                holder);
    }

    /** Who holds the lock. */
    public String holder() {
        return this.holder;
    }
}
