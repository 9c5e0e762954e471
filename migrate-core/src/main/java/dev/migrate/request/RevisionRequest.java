package dev.migrate.request;

import java.util.List;
import java.util.function.Consumer;
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
 * @param downgrade the SQL of the downgrade section; empty if it is still to be written; null if the revision is
 *     irreversible
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
        @Nullable String downgrade) {

    public RevisionRequest {
        heads = List.copyOf(heads);
        branchLabels = List.copyOf(branchLabels);
        dependsOn = List.copyOf(dependsOn);
    }

    /** Returns a request for a script that revises the only head. */
    public static RevisionRequest of(String message) {
        return new Values(message).request();
    }

    /** Returns a copy with a revision id, or with a generated one for null. */
    public RevisionRequest id(@Nullable String id) {
        return with((values) -> values.revisionId = id);
    }

    /** Returns a copy that revises other revisions. */
    public RevisionRequest heads(String... symbols) {
        return heads(List.of(symbols));
    }

    /** Returns a copy that revises other revisions; none for a new base. */
    public RevisionRequest heads(List<String> symbols) {
        return with((values) -> values.heads = symbols);
    }

    /** Returns a copy with or without permission to follow a revision that already has successors. */
    public RevisionRequest splice(boolean permitted) {
        return with((values) -> values.splice = permitted);
    }

    /** Returns a copy with branch labels. */
    public RevisionRequest branchLabels(String... labels) {
        return branchLabels(List.of(labels));
    }

    /** Returns a copy with branch labels. */
    public RevisionRequest branchLabels(List<String> labels) {
        return with((values) -> values.branchLabels = labels);
    }

    /** Returns a copy with dependencies. */
    public RevisionRequest dependsOn(String... symbols) {
        return dependsOn(List.of(symbols));
    }

    /** Returns a copy with dependencies. */
    public RevisionRequest dependsOn(List<String> symbols) {
        return with((values) -> values.dependsOn = symbols);
    }

    /** Returns a copy with a location. */
    public RevisionRequest in(@Nullable String other) {
        return with((values) -> values.location = other);
    }

    /** Returns a copy with SQL. */
    public RevisionRequest sql(String up, String down) {
        return with((values) -> {
            values.upgrade = up;
            values.downgrade = down;
        });
    }

    /** Returns a copy with the SQL of an upgrade, and without a downgrade section. */
    public RevisionRequest irreversible(String up) {
        return with((values) -> {
            values.upgrade = up;
            values.downgrade = null;
        });
    }

    private RevisionRequest with(Consumer<Values> change) {
        Values values = new Values(this.message);
        values.revisionId = this.revisionId;
        values.heads = this.heads;
        values.splice = this.splice;
        values.branchLabels = this.branchLabels;
        values.dependsOn = this.dependsOn;
        values.location = this.location;
        values.upgrade = this.upgrade;
        values.downgrade = this.downgrade;
        change.accept(values);
        return values.request();
    }

    /** The values of a request while it is copied. */
    private static final class Values {

        private final String message;
        private @Nullable String revisionId;
        private List<String> heads = List.of("head");
        private boolean splice;
        private List<String> branchLabels = List.of();
        private List<String> dependsOn = List.of();
        private @Nullable String location;
        private String upgrade = "";
        private @Nullable String downgrade = "";

        Values(String message) {
            this.message = message;
        }

        RevisionRequest request() {
            return new RevisionRequest(
                    this.message,
                    this.revisionId,
                    this.heads,
                    this.splice,
                    this.branchLabels,
                    this.dependsOn,
                    this.location,
                    this.upgrade,
                    this.downgrade);
        }
    }
}
