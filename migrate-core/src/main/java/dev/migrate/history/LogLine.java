package dev.migrate.history;

import dev.migrate.error.OneLine;
import org.jspecify.annotations.Nullable;

/**
 * A line of the log that is to be written.
 *
 * @param action {@code upgrade}, {@code downgrade}, {@code stamp} or {@code repair}
 * @param revision the revision; for a stamp, the new current revisions
 * @param message what the revision is for
 * @param principal in whose name
 * @param tag what the caller calls it
 * @param statements how many statements ran
 * @param durationMs how long they took
 * @param error what went wrong; none if nothing did
 */
public record LogLine(
        String action,
        String revision,
        String message,
        @Nullable String principal,
        @Nullable String tag,
        long statements,
        long durationMs,
        @Nullable String error) {

    /** What a caller has said of itself stays on its line, whoever reads it. */
    public LogLine {
        principal = OneLine.ofNullable(principal);
        tag = OneLine.ofNullable(tag);
    }
}
