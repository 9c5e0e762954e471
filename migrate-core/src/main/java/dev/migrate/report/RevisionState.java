package dev.migrate.report;

import java.util.Locale;

/** Whether the database has a revision. Written in lower case wherever users see it. */
public enum RevisionState {
    /** Applied, and its script is as it was then. */
    APPLIED,
    /** Not applied. */
    PENDING,
    /** Applied, but no script here. */
    MISSING,
    /** Applied, and its script has changed since. */
    EDITED,
    /** Begun and not finished. */
    INTERRUPTED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
