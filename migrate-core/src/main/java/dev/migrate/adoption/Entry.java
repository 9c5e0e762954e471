package dev.migrate.adoption;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry in the history of another tool.
 *
 * @param kind the effect
 * @param identifier what the tool calls its script
 * @param checksum the checksum of its script; null if it is not known
 * @param order the position among the entries
 * @param completed the time; null if it is not known
 * @param by the user
 * @param durationMs the duration in milliseconds; null if it is not known
 */
record Entry(
        Kind kind,
        String identifier,
        @Nullable String checksum,
        long order,
        @Nullable Instant completed,
        String by,
        @Nullable Long durationMs) {

    /** The effect of an entry. */
    enum Kind {
        /** The script was run, or marked as run. */
        COMPLETED,
        /** The script and all versions before it count as run. */
        BASELINE,
        /** The script was undone, or marked as deleted. */
        UNDONE,
        /** The script failed. */
        FAILED
    }

    /** Returns how messages name the script. */
    String name() {
        return "'%s'".formatted(this.identifier);
    }
}
