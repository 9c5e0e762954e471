package dev.migrate.run;

import dev.migrate.session.SessionLimits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a plan is walked.
 *
 * @param together whether all steps share one transaction
 * @param limits limits of the session
 * @param lockRetry for how long a step is tried again after a lock timeout
 * @param principal in whose name
 * @param tag what the caller calls it
 */
public record RunSettings(
        boolean together,
        SessionLimits limits,
        Duration lockRetry,
        @Nullable String principal,
        @Nullable String tag) {}
