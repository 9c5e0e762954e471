package dev.migrate.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Request to write a new merge point.
 *
 * @param message the message; null for one that lists the merged revisions
 * @param revisionId the revision id; null for a generated one
 * @param revisions the symbols of the revisions to merge; empty for all heads
 * @param splice whether it may follow revisions that already have successors
 * @param branchLabels the branch labels
 * @param location the location to write to; null for the only location, or else that of a parent
 */
public record MergeRequest(
        @Nullable String message,
        @Nullable String revisionId,
        List<String> revisions,
        boolean splice,
        List<String> branchLabels,
        @Nullable String location) {

    public MergeRequest {
        revisions = List.copyOf(revisions);
        branchLabels = List.copyOf(branchLabels);
    }

    /** Returns a request to merge the given revisions, or all heads if none are given. */
    public static MergeRequest of(String... revisions) {
        return new MergeRequest(null, null, List.of(revisions), false, List.of(), null);
    }
}
