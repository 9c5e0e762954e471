package dev.migrate.plan;

import java.util.Locale;

/** The direction of a plan or step. */
public enum Direction {
    /** Applies revisions. */
    UPGRADE,
    /** Reverts revisions. */
    DOWNGRADE;

    /** Returns the word for messages and reports: {@code upgrade} or {@code downgrade}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
