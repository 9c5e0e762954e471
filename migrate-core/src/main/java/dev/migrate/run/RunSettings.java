package dev.migrate.run;

import dev.migrate.dialect.Dialect;
import dev.migrate.history.LogEntry;
import dev.migrate.session.SessionLimits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a run: transaction scope, limits, and the values to log.
 *
 * @param singleTransaction whether all steps share one transaction, if DDL is transactional
 * @param limits the limits of the session
 * @param lockRetry the maximum time to retry a step after a lock timeout
 * @param principal the user who requested the run, or null
 * @param tag the caller's label for the run, or null
 */
public record RunSettings(
        boolean singleTransaction,
        SessionLimits limits,
        Duration lockRetry,
        @Nullable String principal,
        @Nullable String tag) {

    /** Returns whether all steps share one transaction in a database of this product. */
    boolean usesSingleTransaction(Dialect dialect) {
        return this.singleTransaction && dialect.transactionalDdl();
    }

    /**
     * Returns the entry for the log about a step.
     *
     * @param error the error message; null if the step succeeded
     */
    LogEntry logEntry(PreparedStep step, long statements, long durationMs, @Nullable String error) {
        return new LogEntry(
                step.direction().toString(),
                step.revision().id(),
                step.revision().message(),
                this.principal,
                this.tag,
                statements,
                durationMs,
                error);
    }
}
