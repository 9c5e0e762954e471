package dev.migrate.request;

import org.jspecify.annotations.Nullable;

/**
 * A repair that is asked for: what a person says of a revision, after having looked.
 *
 * @param revision the symbol of one revision
 * @param verdict what is said of it
 * @param principal in whose name, for the log
 * @param tag what the caller calls it, for the log
 */
public record RepairRequest(
        String revision,
        Verdict verdict,
        @Nullable String principal,
        @Nullable String tag) {

    /** What a person may say. */
    public enum Verdict {

        /** Nothing yet: settle what can be proved, and say what cannot. */
        NONE,

        /** The statement that was interrupted took effect. */
        DONE,

        /** The statement that was interrupted did not take effect. */
        NOT_DONE,

        /** The revision is whole in the database. */
        APPLIED,

        /** Nothing of the revision is in the database. */
        NOT_APPLIED,

        /** The edited script is what the database has. */
        ACCEPT
    }
}
