package dev.migrate.request;

import dev.migrate.error.WrongSymbolException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stamp that is asked for.
 *
 * @param targets the symbols that are to be current
 * @param purge whether the rows that are there count for nothing
 * @param principal in whose name, for the log
 * @param tag what the caller calls it, for the log
 * @param safeguards what it must meet
 */
public record StampRequest(
        List<String> targets,
        boolean purge,
        @Nullable String principal,
        @Nullable String tag,
        Safeguards safeguards) {

    /** A request without safeguards. */
    public StampRequest(List<String> targets, boolean purge, @Nullable String principal, @Nullable String tag) {
        this(targets, purge, principal, tag, Safeguards.NONE);
    }

    public StampRequest {
        targets = List.copyOf(targets);
        if (targets.isEmpty()) {
            throw new WrongSymbolException(
                    "bad-symbol",
                    "",
                    "A stamp names at least one revision, and this one names none.",
                    "Name the revisions that the database has, or 'base' for none.",
                    List.of());
        }
    }
}
