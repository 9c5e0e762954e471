package dev.migrate.session;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Timeouts that a migrating session sets, independent of the defaults of its user.
 *
 * @param lockTimeout the maximum wait for a database lock; null for 5 seconds
 * @param statementTimeout the maximum duration of a statement; null for the limit of the session
 */
public record SessionLimits(
        @Nullable Duration lockTimeout, @Nullable Duration statementTimeout) {

    private static final Duration DEFAULT_LOCK_TIMEOUT = Duration.ofSeconds(5);

    /** Returns the maximum wait for a database lock. */
    Duration lock() {
        return this.lockTimeout == null ? DEFAULT_LOCK_TIMEOUT : this.lockTimeout;
    }

    /** Returns the query timeout for a driver whose session has no limit, in whole seconds; 0 for no limit. */
    public int statementSeconds() {
        return this.statementTimeout == null ? 0 : (int) Math.max(1, (this.statementTimeout.toMillis() + 999) / 1000);
    }
}
