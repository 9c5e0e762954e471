package dev.migrate.error;

import java.time.Duration;

/**
 * Thrown if another process held the migration lock for longer than this process was configured to wait. Nothing was
 * run.
 */
public final class LockedException extends MigrateException {

    private final String holder;

    /**
     * Creates the exception.
     *
     * @param holder the lock holder and since when, as far as the database shows
     * @param waited the time this process waited, reported in seconds
     */
    public LockedException(String holder, Duration waited) {
        this(
                "The migration lock is held by %s; waited %d s for it.".formatted(holder, waited.toSeconds()),
                Remedy.of(
                        "Wait until that process has finished, or increase %s, then retry. Nothing was changed.",
                        Setting.LOCK_WAIT),
                holder);
    }

    private LockedException(String message, Remedy remedy, String holder) {
        super(ErrorCode.LOCKED, message, remedy);
        this.holder = holder;
    }

    /** Returns the exception for a request that did not wait because another request already waits. */
    public static LockedException crowded(String holder) {
        return new LockedException(
                "The migration lock is held by %s, and another request is already waiting for it.".formatted(holder),
                Remedy.of("Retry after the lock is released. Nothing was changed."),
                holder);
    }

    /**
     * Returns the exception for a lock of another migration tool.
     *
     * @param tool the tool
     * @param history its history, for the message
     * @param waited the time this process waited, reported in seconds
     */
    public static LockedException ofTool(String tool, String history, Duration waited) {
        return new LockedException(
                "%s is locked by %s; waited %d s for it.".formatted(history, tool, waited.toSeconds()),
                Remedy.of(
                        "Wait until %s has finished, or release its lock if it is not running, or increase %s, then retry. No revision was run.",
                        tool, Setting.LOCK_WAIT),
                tool);
    }

    /** Returns a description of the lock holder. */
    public String holder() {
        return this.holder;
    }
}
