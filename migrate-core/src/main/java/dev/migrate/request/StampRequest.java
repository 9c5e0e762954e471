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
     * Creates a request without safeguards.
     *
     * @throws WrongSymbolException if there is no target
     */
    public StampRequest(List<String> targets, boolean purge, @Nullable String principal, @Nullable String tag) {
        this(targets, purge, principal, tag, Safeguards.NONE);
    }

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
}
