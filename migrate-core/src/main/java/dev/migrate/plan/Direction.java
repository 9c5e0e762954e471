package dev.migrate.plan;

import java.util.Locale;

/** Which way a step goes. */
public enum Direction {
    UPGRADE,
    DOWNGRADE;

    /** The word that users see: {@code upgrade} or {@code downgrade}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
