package dev.migrate.report;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A revision as users see it, in HTTP and on the command line alike.
 *
 * @param id its id
 * @param message what it is for
 * @param revises its parents
 * @param dependsOn what else has to be applied before it
 * @param branchLabels the labels that it declares
 * @param author who wrote it
 * @param created when it was written
 * @param location where its script lies; none if it is {@code missing}
 * @param kind {@code sql} or {@code java}
 * @param head whether nothing revises it
 * @param branchPoint whether several revisions revise it
 * @param mergePoint whether it revises several
 * @param reversible whether it can be undone
 * @param state whether the database has it
 * @param applied when it was applied
 * @param appliedBy by whom, {@code user@host}
 * @param durationMs how long that took, in milliseconds
 * @param checksum of its script, or of the applied one if it is {@code missing}
 * @param upgrade the text of the upgrade section, only in {@code show}
 * @param downgrade the text of the downgrade section, only in {@code show}
 * @param difference what differs between the script that was applied and this one, only in {@code show} and only if it
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
