package dev.migrate.request;

import dev.migrate.error.ErrorCode;
import dev.migrate.error.WrongSymbolException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Request to set the current revisions without running scripts.
 *
 * @param targets the symbols of the new current revisions
 * @param purge whether to delete the recorded revisions first
 * @param principal the user who requests it, for the log, or null
 * @param tag the caller's label for the request, for the log, or null
 * @param safeguards the rules that the request must meet
 */
public record StampRequest(
        List<String> targets,
        boolean purge,
        @Nullable String principal,
        @Nullable String tag,
        Safeguards safeguards) {

    /**
     * Checks the targets.
     *
     * @throws WrongSymbolException if there is no target
     */
    public StampRequest {
        targets = List.copyOf(targets);
        if (targets.isEmpty()) {
            throw new WrongSymbolException(
                    ErrorCode.BAD_SYMBOL,
                    "",
                    "A stamp names at least one revision, and this one names none.",
                    "Name the revisions that the database has, or 'base' for none.",
                    List.of());
        }
    }

    /**
     * Returns a request for new current revisions.
     *
     * @throws WrongSymbolException if there is no target
     */
    public static StampRequest to(String... targets) {
        return to(List.of(targets));
    }

    /**
     * Returns a request for new current revisions.
     *
     * @throws WrongSymbolException if there is no target
     */
    public static StampRequest to(List<String> targets) {
        return new StampRequest(targets, false, null, null, Safeguards.NONE);
    }

    /** Returns a copy that deletes the recorded revisions first, or does not. */
    public StampRequest purge(boolean first) {
        return new StampRequest(this.targets, first, this.principal, this.tag, this.safeguards);
    }

    /** Returns a copy with a user. */
    public StampRequest by(@Nullable String name) {
        return new StampRequest(this.targets, this.purge, name, this.tag, this.safeguards);
    }

    /** Returns a copy with a tag. */
    public StampRequest tagged(@Nullable String text) {
        return new StampRequest(this.targets, this.purge, this.principal, text, this.safeguards);
    }

    /** Returns a copy with safeguards. */
    public StampRequest guarded(Safeguards required) {
        return new StampRequest(this.targets, this.purge, this.principal, this.tag, required);
    }
}
