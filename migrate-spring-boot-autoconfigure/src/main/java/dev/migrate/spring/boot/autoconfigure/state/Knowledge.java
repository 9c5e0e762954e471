package dev.migrate.spring.boot.autoconfigure.state;

import dev.migrate.error.MigrateException;
import dev.migrate.report.StatusReport;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one database.
 *
 * @param report where it is; none where that could not be read
 * @param lacking how many revisions are missing on the way to the target of the application
 * @param unreadable why it could not be read
 * @param failure what went wrong with the last run of this process, where that has not been put right since
 */
public record Knowledge(
        @Nullable StatusReport report,
        int lacking,
        @Nullable MigrateException unreadable,
        @Nullable String failure) {

    /** Whether the application can work with the database: it is where it should be, or ahead of that. */
    public boolean isFit() {
        return this.report != null && this.report.interrupted().isEmpty() && this.lacking == 0;
    }
}
