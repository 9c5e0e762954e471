package dev.migrate.spring.boot.autoconfigure.status;

import dev.migrate.error.MigrateException;
import dev.migrate.report.StatusReport;
import org.jspecify.annotations.Nullable;

/**
 * The known status of one database.
 *
 * @param report the status, or null if it could not be read
 * @param pending the number of pending revisions up to the application's target
 * @param unreadable the reason why the status could not be read, or null
 * @param failure the failure of the last run of this process, or null if a later run succeeded
 */
public record StatusSnapshot(
        @Nullable StatusReport report,
        int pending,
        @Nullable MigrateException unreadable,
        @Nullable String failure) {

    /** Returns whether the database is at the target or ahead of it. */
    public boolean isHealthy() {
        return this.report != null && this.report.interrupted().isEmpty() && this.pending == 0;
    }
}
