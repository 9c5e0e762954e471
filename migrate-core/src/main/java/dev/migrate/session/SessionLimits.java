package dev.migrate.session;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Limits that a migrating session sets itself, whatever its user's defaults are.
 *
 * @param lockTimeout the longest wait for a lock of the database; a safe default if not given
 * @param statementTimeout the longest time that a statement may run; the session's own limit if not given
 */
public record SessionLimits(
        @Nullable Duration lockTimeout, @Nullable Duration statementTimeout) {

    private static final Duration DEFAULT_LOCK_TIMEOUT = Duration.ofSeconds(5);

    /** Returns the longest wait for a lock of the database. */
    Duration lock() {
        return this.lockTimeout == null ? DEFAULT_LOCK_TIMEOUT : this.lockTimeout;
    }

    /** Returns the limit of the JDBC driver where the session has none: whole seconds, 0 for no limit. */
    public int statementSeconds() {
        return this.statementTimeout == null ? 0 : (int) Math.max(1, (this.statementTimeout.toMillis() + 999) / 1000);
    }
}
