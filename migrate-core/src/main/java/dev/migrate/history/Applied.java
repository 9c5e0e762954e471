package dev.migrate.history;

import dev.migrate.revision.Revision;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A revision as the database keeps it.
 *
 * @param revision its place in the graph when it was applied
 * @param head whether it is one of the current revisions
 * @param status whether it is whole
 * @param location where its script lay
 * @param checksum of the script that was applied; none if it was stamped without one
 * @param applied when
 * @param appliedBy by whom, {@code user@host}
 * @param durationMs how long that took; none if it was stamped
 * @param reversible whether a way back is stored
 * @param format the lowest format of the record that an engine must know to change it
 */
public record Applied(
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

    /** Whether a revision is whole. */
    public enum Status {
        /** Applied from its first to its last statement. */
        APPLIED,
        /** An upgrade to it was begun and not finished. */
        UPGRADING,
        /** A downgrade from it was begun and not finished. */
        DOWNGRADING
    }

    /** A revision that will be stamped, without what only the database knows. */
    public static Applied stamped(Revision revision, boolean head) {
        return new Applied(
                revision, head, Status.APPLIED, null, null, Instant.EPOCH, "", null, false, RecordFormat.FIRST);
    }

    /** Its id. */
    public String id() {
        return this.revision.id();
    }

    /** The same as a current revision, or as one that is not. */
    public Applied asHead(boolean is) {
        return new Applied(
                this.revision,
                is,
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
