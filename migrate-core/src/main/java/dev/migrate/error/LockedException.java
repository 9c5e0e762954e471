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
        super(
                "locked",
                "The migration lock is held by %s; waited %d s for it.".formatted(holder, waited.toSeconds()),
                "Wait until that process has finished, or raise 'migrate.lock.wait'. Nothing was changed.");
        this.holder = holder;
    }

    /** Who holds the lock. */
    public String holder() {
        return this.holder;
    }
}
