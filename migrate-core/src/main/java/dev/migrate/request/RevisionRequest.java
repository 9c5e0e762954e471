package dev.migrate.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Request to write a new script.
 *
 * @param message the message of the revision; the lines after the first become a comment
 * @param revisionId the revision id; null for a generated one
 * @param heads the symbols of the revisions to revise
 * @param splice whether it may follow a revision that already has successors
 * @param branchLabels the branch labels
 * @param dependsOn the symbols of the revisions to depend on
 * @param location the location to write to; null for the only location, or else that of a parent
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

    /** Returns a request for a script that revises the only head. */
    public static RevisionRequest of(String message) {
        return new RevisionRequest(message, null, List.of("head"), false, List.of(), List.of(), null, "", "");
    }

    /** Returns a copy with an id. */
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

    /** Returns a copy that revises other revisions. */
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

    /** Returns a copy with or without permission to follow a revision that already has successors. */
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

    /** Returns a copy with branch labels. */
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

    /** Returns a copy with dependencies. */
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

    /** Returns a copy with a location. */
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

    /** Returns a copy with SQL. */
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
