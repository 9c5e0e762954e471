package dev.migrate.report;

import dev.migrate.revision.Revision;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A revision with its state in a database.
 *
 * @param revision the node of the graph, with the values of its header
 * @param script the script that defines it
 * @param head whether no revision revises it
 * @param branchPoint whether several revisions revise it
 * @param state whether the database has it
 * @param application how it was applied; null if it is {@code pending}
 * @param sections the texts of its script; only in {@code show}
 */
public record RevisionReport(
        Revision revision,
        Script script,
        boolean head,
        boolean branchPoint,
        RevisionState state,
        @Nullable Application application,
        @Nullable Sections sections) {

    /**
     * The script that defines a revision.
     *
     * @param location its location; null if it is {@code missing}
     * @param kind {@code sql} or {@code java}
     * @param reversible whether it has a downgrade
     * @param checksum its checksum, or that of the applied script if it is {@code missing}; null if it is not known
     */
    public record Script(
            @Nullable String location,
            String kind,
            boolean reversible,
            @Nullable String checksum) {}

    /**
     * The application of a revision to the database.
     *
     * @param at the time at which it was applied
     * @param by the user that applied it, {@code user@host}
     * @param durationMs the duration of its run in milliseconds; null if it was stamped
     */
    public record Application(
            Instant at, String by, @Nullable Long durationMs) {}

    /**
     * The texts of a script.
     *
     * @param upgrade the text of the upgrade section; null if it is not recorded
     * @param downgrade the text of the downgrade section; null if there is none
     * @param difference the differences between the applied script and the current one; null unless it is
     *     {@code edited}
     */
    public record Sections(
            @Nullable String upgrade,
            @Nullable String downgrade,
            @Nullable String difference) {}

    /** Returns the id. */
    public String id() {
        return this.revision.id();
    }

    /** Returns the message. */
    public String message() {
        return this.revision.message();
    }

    /** Returns the ids of the parents. */
    public List<String> revises() {
        return this.revision.revises();
    }

    /** Returns the ids or branch labels of the dependencies. */
    public List<String> dependsOn() {
        return this.revision.dependsOn();
    }

    /** Returns the labels that it declares. */
    public List<String> branchLabels() {
        return this.revision.branchLabels();
    }

    /** Returns whether it revises several revisions. */
    public boolean mergePoint() {
        return revises().size() > 1;
    }
}
