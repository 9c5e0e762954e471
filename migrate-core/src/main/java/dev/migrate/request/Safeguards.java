package dev.migrate.request;

import org.jspecify.annotations.Nullable;

/**
 * What a request from a remote caller must meet. Enforced, at most one such request of an engine waits for the lock, and
 * a move that may lose data needs a confirmation.
 *
 * @param enforced whether the rules apply
 * @param confirm where the caller expects the database to stand afterwards: the ids of the current revisions, sorted and
 * joined by commas, or {@code base}
 * @param floor the symbol of a revision that must still be applied after a downgrade or a stamp
 */
public record Safeguards(
        boolean enforced,
        @Nullable String confirm,
        @Nullable String floor) {

    /** No rules: the caller sits at a console, or is the application itself. */
    public static final Safeguards NONE = new Safeguards(false, null, null);

    /** The rules for a remote caller. */
    public static Safeguards remote(@Nullable String confirm, @Nullable String floor) {
        return new Safeguards(true, confirm, floor);
    }
}
