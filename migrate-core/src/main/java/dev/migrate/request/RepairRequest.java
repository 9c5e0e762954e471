package dev.migrate.request;

import org.jspecify.annotations.Nullable;

/**
 * Request to settle an interrupted or edited revision, with a verdict on the state of the database.
 *
 * @param revision the symbol of one revision
 * @param verdict the verdict, from an inspection of the database
 * @param principal the user who requests it, for the log, or null
 * @param tag the caller's label for the request, for the log, or null
 */
public record RepairRequest(
        String revision,
        Verdict verdict,
        @Nullable String principal,
        @Nullable String tag) {

    /** Verdicts on the state of the database. */
    public enum Verdict {

        /** No verdict: settle the revision from the catalog if possible, and report otherwise. */
        NONE,

        /** The interrupted statement took effect. */
        DONE,

        /** The interrupted statement did not take effect. */
        NOT_DONE,

        /** The revision is applied completely. */
        APPLIED,

        /** The revision is not applied, not even in part. */
        NOT_APPLIED,

        /** The database corresponds to the edited script. */
        ACCEPT
    }

    /** Returns a request to settle a revision by a verdict. */
    public static RepairRequest of(String revision, Verdict verdict) {
        return new RepairRequest(revision, verdict, null, null);
    }

    /** Returns a copy with a user. */
    public RepairRequest by(@Nullable String name) {
        return new RepairRequest(this.revision, this.verdict, name, this.tag);
    }

    /** Returns a copy with a tag. */
    public RepairRequest tagged(@Nullable String text) {
        return new RepairRequest(this.revision, this.verdict, this.principal, text);
    }
}
