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
     * @param message for a repair, what it did
     */
    public record Entry(String action, String revision, String message) {

        /** The message of a repair after which a revision is applied, or is not. */
        public static String ofRepair(String revision, boolean applied) {
            return "Revision '%s' counts as %s.".formatted(revision, applied ? "applied" : "not applied");
        }

        /** Whether a repair has made the revision one that is applied, or one that is not. */
        public boolean isRepairTo(boolean applied) {
            return this.action.equals("repair") && this.message.equals(ofRepair(this.revision, applied));
        }

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
