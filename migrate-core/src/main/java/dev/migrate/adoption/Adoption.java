package dev.migrate.adoption;

import dev.migrate.revision.Revision;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The revisions to record as applied according to the history of another tool.
 *
 * @param table the history
 * @param revisions the revisions, each after those that it requires
 * @param heads those that no other of them requires
 * @param position the position of the history up to which it was read
 * @param statesSchema whether the history states what the schema contains, even without a revision: Flyway's baseline
 * @param edited the revisions whose scripts were changed after they were applied
 */
public record Adoption(
        HistoryTable table,
        List<Adopted> revisions,
        List<String> heads,
        String position,
        boolean statesSchema,
        List<String> edited)
        implements AdoptionDecision {

    /**
     * A revision to record as applied.
     *
     * @param revision the revision
     * @param completed the time at which the other tool completed it; null if it is not known
     * @param by the user that ran the other tool
     * @param durationMs the duration in milliseconds; null if it is not known
     */
    public record Adopted(
            Revision revision,
            @Nullable Instant completed,
            String by,
            @Nullable Long durationMs) {}

    public Adoption {
        revisions = List.copyOf(revisions);
        heads = List.copyOf(heads);
        edited = List.copyOf(edited);
    }

    /**
     * Returns the positions of all histories after this adoption, as they are recorded.
     *
     * @param recorded the positions that are recorded now
     */
    public String positions(String recorded) {
        return Since.recorded(recorded, this.table, this.position);
    }

    /** Returns whether there is no revision to record. */
    public boolean isEmpty() {
        return this.revisions.isEmpty();
    }

    /** Returns the revisions and the history for messages. */
    @Override
    public String toString() {
        return "%d revision%s of %s, up to '%s'"
                .formatted(
                        this.revisions.size(),
                        this.revisions.size() == 1 ? "" : "s",
                        this.table,
                        String.join("', '", this.heads));
    }
}
