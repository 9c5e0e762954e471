package dev.migrate.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a plan is walked.
 *
 * @param together whether all steps share one transaction
 * @param statementTimeout how long a statement may run; no limit if not given
 * @param lockRetry for how long a step is tried again after a lock timeout
 * @param principal in whose name
 * @param tag what the caller calls it
 */
public record RunSettings(
        boolean together,
        @Nullable Duration statementTimeout,
        Duration lockRetry,
        @Nullable String principal,
        @Nullable String tag) {

    int timeoutSeconds() {
        return this.statementTimeout == null ? 0 : (int) Math.max(1, this.statementTimeout.toSeconds());
    }
}
