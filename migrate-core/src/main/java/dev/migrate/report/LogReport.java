package dev.migrate.report;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The log of upgrades, downgrades, stamps, and repairs of a database.
 *
 * @param entries the entries, newest first
 */
public record LogReport(List<Entry> entries) {

    /**
     * An entry of the log.
     *
     * @param id the number of the entry
     * @param at the end of the action
     * @param action {@code upgrade}, {@code downgrade}, {@code stamp} or {@code repair}
     * @param revision the revision; for a stamp, the new current revisions
     * @param message the message of the revision
     * @param outcome {@code done} or {@code failed}
     * @param by the operating system user, {@code user@host}
     * @param principal the authenticated user that requested the action, if any
     * @param statements the number of statements that ran
     * @param durationMs the duration in milliseconds
     * @param tag the tag given by the caller
     * @param error the error message, if it failed
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
