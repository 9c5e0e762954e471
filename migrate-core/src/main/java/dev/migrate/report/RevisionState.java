package dev.migrate.report;

import java.util.Locale;

/** The state of a revision in a database. Shown to users in lower case. */
public enum RevisionState {
    /** Applied, with an unchanged script. */
    APPLIED,
    /** Not applied. */
    PENDING,
    /** Applied, but no script of the revision was found. */
    MISSING,
    /** Applied, with a script that changed afterwards. */
    EDITED,
    /** Started and not finished. */
    INTERRUPTED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
