package dev.migrate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A new script that is asked for.
 *
 * @param message what the revision is for; more lines than one go below it
 * @param revisionId its id; one is made up if none is given
 * @param heads symbols of what it revises
 * @param splice whether it may follow a revision that others already follow
 * @param branchLabels labels for its branch
 * @param dependsOn symbols of what has to be applied before
 * @param location the location that it is written to; that of its parent, or the only one, if none is given
 * @param upgrade the SQL of the upgrade section; empty if it is still to be written
 * @param downgrade the SQL of the downgrade section; empty if it is still to be written
 */
public record RevisionRequest(
        String message,
        @Nullable String revisionId,
        List<String> heads,
        boolean splice,
        List<String> branchLabels,
        List<String> dependsOn,
        @Nullable String location,
        String upgrade,
        String downgrade) {

    public RevisionRequest {
        heads = List.copyOf(heads);
        branchLabels = List.copyOf(branchLabels);
        dependsOn = List.copyOf(dependsOn);
    }

    /** A script that follows the only head. */
    public static RevisionRequest of(String message) {
        return new RevisionRequest(message, null, List.of("head"), false, List.of(), List.of(), null, "", "");
    }

    /** The same with an id. */
    public RevisionRequest id(@Nullable String id) {
        return new RevisionRequest(
                this.message,
                id,
                this.heads,
                this.splice,
                this.branchLabels,
                this.dependsOn,
                this.location,
                this.upgrade,
                this.downgrade);
    }

    /** The same, following these. */
    public RevisionRequest heads(String... symbols) {
        return new RevisionRequest(
                this.message,
                this.revisionId,
                List.of(symbols),
                this.splice,
                this.branchLabels,
                this.dependsOn,
                this.location,
                this.upgrade,
                this.downgrade);
    }

    /** The same, which may open a branch or may not. */
    public RevisionRequest splice(boolean may) {
        return new RevisionRequest(
                this.message,
                this.revisionId,
                this.heads,
                may,
                this.branchLabels,
                this.dependsOn,
                this.location,
                this.upgrade,
                this.downgrade);
    }

    /** The same with branch labels. */
    public RevisionRequest branchLabels(String... labels) {
        return new RevisionRequest(
                this.message,
                this.revisionId,
                this.heads,
                this.splice,
                List.of(labels),
                this.dependsOn,
                this.location,
                this.upgrade,
                this.downgrade);
    }

    /** The same, depending on these. */
    public RevisionRequest dependsOn(String... symbols) {
        return new RevisionRequest(
                this.message,
                this.revisionId,
                this.heads,
                this.splice,
                this.branchLabels,
                List.of(symbols),
                this.location,
                this.upgrade,
                this.downgrade);
    }

    /** The same in a location. */
    public RevisionRequest in(@Nullable String place) {
        return new RevisionRequest(
                this.message,
                this.revisionId,
                this.heads,
                this.splice,
                this.branchLabels,
                this.dependsOn,
                place,
                this.upgrade,
                this.downgrade);
    }

    /** The same with its SQL. */
    public RevisionRequest sql(String up, String down) {
        return new RevisionRequest(
                this.message,
                this.revisionId,
                this.heads,
                this.splice,
                this.branchLabels,
                this.dependsOn,
                this.location,
                up,
                down);
    }
}
