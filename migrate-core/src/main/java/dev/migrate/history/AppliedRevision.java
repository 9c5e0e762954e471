package dev.migrate.history;

import dev.migrate.revision.Revision;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A revision as recorded in the database.
 *
 * @param revision the node of the graph as of its application
 * @param head whether it is a current revision
 * @param status whether it was completed
 * @param location the location of its script when it was applied
 * @param checksum the checksum of the applied script; null if it was stamped without one
 * @param applied the time at which it was applied
 * @param appliedBy the user that applied it, {@code user@host}
 * @param durationMs the duration in milliseconds; null if it was stamped
 * @param reversible whether a downgrade is stored
 * @param format the lowest format of the record that an engine must support to change it
 */
public record AppliedRevision(
        Revision revision,
        boolean head,
        Status status,
        @Nullable String location,
        @Nullable String checksum,
        Instant applied,
        String appliedBy,
        @Nullable Long durationMs,
        boolean reversible,
        int format) {

    /** The completion of a recorded revision. */
    public enum Status {
        /** Applied completely. */
        APPLIED,
        /** The upgrade was started and not finished. */
        UPGRADING,
        /** The downgrade was started and not finished. */
        DOWNGRADING
    }

    /** Returns a revision to be stamped, without the values that only the database has. */
    public static AppliedRevision stamped(Revision revision, boolean head) {
        return new AppliedRevision(
                revision, head, Status.APPLIED, null, null, Instant.EPOCH, "", null, false, RecordFormat.FIRST);
    }

    /**
     * Returns a revision that another tool has applied.
     *
     * @param durationMs the duration in milliseconds; null if it is not known
     */
    public static AppliedRevision adopted(
            Revision revision, boolean head, Instant applied, String appliedBy, @Nullable Long durationMs) {
        return new AppliedRevision(
                revision, head, Status.APPLIED, null, null, applied, appliedBy, durationMs, false, RecordFormat.FIRST);
    }

    /** Returns the id. */
    public String id() {
        return this.revision.id();
    }

    /** Returns this revision as a current revision, or as one that is not. */
    public AppliedRevision asHead(boolean current) {
        return new AppliedRevision(
                this.revision,
                current,
                this.status,
                this.location,
                this.checksum,
                this.applied,
                this.appliedBy,
                this.durationMs,
                this.reversible,
                this.format);
    }
}
