package dev.migrate.history;

import java.util.List;

/**
 * What the log says was done to the database, failures left out.
 *
 * @param entries oldest first
 */
public record Past(List<Entry> entries) {

    public Past {
        entries = List.copyOf(entries);
    }

    /**
     * An entry of the log.
     *
     * @param action {@code upgrade}, {@code downgrade}, {@code stamp} or {@code repair}
     * @param revision the revision; for a stamp, the new current revisions, none of them for a stamp to base
     */
    public record Entry(String action, String revision) {

        /** The revisions that it names. */
        public List<String> revisions() {
            return this.revision.isEmpty() ? List.of() : List.of(this.revision.split(","));
        }
    }

    /** Whether the last entry leaves a database whose content is known, although no revision may be applied. */
    public boolean isSettled() {
        if (this.entries.isEmpty()) {
            return false;
        }
        String last = this.entries.get(this.entries.size() - 1).action();
        return last.equals("downgrade") || last.equals("repair");
    }
}
