package dev.migrate.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Request to write a new merge point.
 *
 * @param revisions the symbols of the revisions to merge; empty for all heads
 * @param message the message; null for one that lists the merged revisions
 * @param revisionId the revision id; null for a generated one
 * @param splice whether it may follow revisions that already have successors
 * @param branchLabels the branch labels
 * @param location the location to write to; null for the only location, or else that of a parent
 */
public record MergeRequest(
        List<String> revisions,
        @Nullable String message,
        @Nullable String revisionId,
        boolean splice,
        List<String> branchLabels,
        @Nullable String location) {

    public MergeRequest {
        revisions = List.copyOf(revisions);
        branchLabels = List.copyOf(branchLabels);
    }

    /** Returns a request to merge the given revisions, or all heads if none are given. */
    public static MergeRequest of(String... revisions) {
        return of(List.of(revisions));
    }

    /** Returns a request to merge the given revisions, or all heads if none are given. */
    public static MergeRequest of(List<String> revisions) {
        return new MergeRequest(revisions, null, null, false, List.of(), null);
    }

    /** Returns a copy with a message, or with one that lists the merged revisions for null. */
    public MergeRequest message(@Nullable String text) {
        return new MergeRequest(this.revisions, text, this.revisionId, this.splice, this.branchLabels, this.location);
    }

    /** Returns a copy with a revision id, or with a generated one for null. */
    public MergeRequest id(@Nullable String id) {
        return new MergeRequest(this.revisions, this.message, id, this.splice, this.branchLabels, this.location);
    }

    /** Returns a copy with or without permission to follow revisions that already have successors. */
    public MergeRequest splice(boolean permitted) {
        return new MergeRequest(
                this.revisions, this.message, this.revisionId, permitted, this.branchLabels, this.location);
    }

    /** Returns a copy with branch labels. */
    public MergeRequest branchLabels(List<String> labels) {
        return new MergeRequest(this.revisions, this.message, this.revisionId, this.splice, labels, this.location);
    }

    /** Returns a copy with a location. */
    public MergeRequest in(@Nullable String other) {
        return new MergeRequest(this.revisions, this.message, this.revisionId, this.splice, this.branchLabels, other);
    }
}
