package dev.migrate.request;

import org.jspecify.annotations.Nullable;

/**
 * Rules for the requests of remote callers. If enforced, at most one such request of an engine waits for the migration
 * lock, and a migration that might lose data requires a confirmation.
 *
 * @param enforced whether the rules apply
 * @param confirm the current revisions that the caller expects afterwards: their ids, sorted and joined by commas,
 *     or {@code base}; null for no confirmation
 * @param floor the symbol of a revision that must remain applied after a downgrade or a stamp; null for none
 */
public record Safeguards(
        boolean enforced,
        @Nullable String confirm,
        @Nullable String floor) {

    /** No rules, for requests from a console or from the application itself. */
    public static final Safeguards NONE = new Safeguards(false, null, null);

    /** Returns the rules for a remote caller. */
    public static Safeguards remote(@Nullable String confirm, @Nullable String floor) {
        return new Safeguards(true, confirm, floor);
    }
}
