package dev.migrate.revision;

import dev.migrate.error.Location;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node of the revision graph, with the values of its script's header.
 *
 * @param id one to 64 characters of {@code A-Z a-z 0-9 _ .}
 * @param revises ids of the parents; empty for a base, several for a merge point
 * @param dependsOn ids or branch labels of revisions that must be applied before this one without being parents
 * @param branchLabels labels that this revision declares for its branch
 * @param message the first line of the header, empty if there is none
 * @param author the author named in the header
 * @param created the creation time named in the header
 * @param location the location of the script, for messages
 */
public record Revision(
        String id,
        List<String> revises,
        List<String> dependsOn,
        List<String> branchLabels,
        String message,
        @Nullable String author,
        @Nullable Instant created,
        @Nullable Location location) {

    public Revision {
        revises = List.copyOf(revises);
        dependsOn = List.copyOf(dependsOn);
        branchLabels = List.copyOf(branchLabels);
    }

    /** Returns whether another revision has the same id and the same place in the graph. */
    public boolean hasPlaceOf(Revision other) {
        return this.id.equals(other.id)
                && this.revises.equals(other.revises)
                && this.dependsOn.equals(other.dependsOn)
                && this.branchLabels.equals(other.branchLabels);
    }
}
