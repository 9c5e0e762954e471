package dev.migrate.revision;

import dev.migrate.error.Location;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node of the graph: what a script says of itself in its header.
 *
 * @param id one to 64 characters of {@code A-Z a-z 0-9 _}
 * @param revises the parents; none makes a base, several make a merge point
 * @param dependsOn ids or branch labels that have to be applied before, without being parents
 * @param branchLabels the labels that this revision gives to its branch
 * @param message the first line of the header, empty if there is none
 * @param author who wrote it
 * @param created when it was written
 * @param location where its script lies, for messages
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
}
