package dev.migrate.report;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was done to a database.
 *
 * @param entries newest first
 */
public record LogReport(List<Entry> entries) {

    /**
     * One thing that was done.
     *
     * @param id its number
     * @param at when it ended
     * @param action {@code upgrade}, {@code downgrade}, {@code stamp} or {@code repair}
     * @param revision the revision; for a stamp, the new current revisions
     * @param message what the revision is for
     * @param outcome {@code done} or {@code failed}
     * @param by who connected, {@code user@host}
     * @param principal in whose name it was asked for, if anyone was signed in
     * @param statements how many statements ran
     * @param durationMs how long they took, in milliseconds
     * @param tag what the caller called it
     * @param error what the database said, if it failed
     */
    public record Entry(
            long id,
            Instant at,
            String action,
            String revision,
            String message,
            String outcome,
            String by,
            @Nullable String principal,
            long statements,
            long durationMs,
            @Nullable String tag,
            @Nullable String error) {}
}
