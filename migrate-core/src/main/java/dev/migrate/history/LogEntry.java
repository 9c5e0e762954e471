package dev.migrate.history;

import dev.migrate.error.OneLine;
import org.jspecify.annotations.Nullable;

/**
 * An entry to be written to the log.
 *
 * @param action {@code upgrade}, {@code downgrade}, {@code stamp} or {@code repair}
 * @param revision the revision; for a stamp, the new current revisions
 * @param message the message of the revision
 * @param principal the authenticated user that requested the action, if any
 * @param tag the tag given by the caller
 * @param statements the number of statements that ran
 * @param durationMs the duration in milliseconds
 * @param error the error message; null if the action succeeded
 */
public record LogEntry(
        String action,
        String revision,
        String message,
        @Nullable String principal,
        @Nullable String tag,
        long statements,
        long durationMs,
        @Nullable String error) {

    /** Creates the entry, with the values of the caller escaped to one line. */
    public LogEntry {
        principal = OneLine.ofNullable(principal);
        tag = OneLine.ofNullable(tag);
    }
}
