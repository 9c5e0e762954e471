package dev.migrate.report;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A revision as shown to users, over HTTP and on the command line.
 *
 * @param id the id
 * @param message the message
 * @param revises the parents
 * @param dependsOn the dependencies
 * @param branchLabels the labels that it declares
 * @param author the author
 * @param created the creation time
 * @param location the location of its script; null if it is {@code missing}
 * @param kind {@code sql} or {@code java}
 * @param head whether no revision revises it
 * @param branchPoint whether several revisions revise it
 * @param mergePoint whether it revises several revisions
 * @param reversible whether it has a downgrade
 * @param state whether the database has it
 * @param applied the time at which it was applied
 * @param appliedBy the user that applied it, {@code user@host}
 * @param durationMs the duration of its run in milliseconds
 * @param checksum the checksum of its script, or of the applied script if it is {@code missing}
 * @param upgrade the text of the upgrade section, only in {@code show}
 * @param downgrade the text of the downgrade section, only in {@code show}
 * @param difference the differences between the applied script and the current one, only in {@code show} and only if it
 * is {@code edited}
 */
public record RevisionReport(
        String id,
        String message,
        List<String> revises,
        List<String> dependsOn,
        List<String> branchLabels,
        @Nullable String author,
        @Nullable Instant created,
        @Nullable String location,
        String kind,
        boolean head,
        boolean branchPoint,
        boolean mergePoint,
        boolean reversible,
        RevisionState state,
        @Nullable Instant applied,
        @Nullable String appliedBy,
        @Nullable Long durationMs,
        @Nullable String checksum,
        @Nullable String upgrade,
        @Nullable String downgrade,
        @Nullable String difference) {}
