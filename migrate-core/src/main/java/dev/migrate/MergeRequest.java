package dev.migrate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A new merge point that is asked for.
 *
 * @param message what it is for; says what is merged if none is given
 * @param revisionId its id; one is made up if none is given
 * @param revisions symbols of what is merged; all heads if there are none
 * @param splice whether it may follow revisions that others already follow
 * @param branchLabels labels for its branch
 * @param location the location that it is written to; that of the first parent if none is given
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

    /** A merge point of these; of all heads if there are none. */
    public static MergeRequest of(String... revisions) {
        return new MergeRequest(null, null, List.of(revisions), false, List.of(), null);
    }
}
