package dev.migrate.history;

import java.util.List;

/**
 * The successful actions in the log.
 *
 * @param entries the entries, oldest first
 */
public record LoggedActions(List<Entry> entries) {

    public LoggedActions {
        entries = List.copyOf(entries);
    }

    /**
     * An entry of the log.
     *
     * @param action {@code upgrade}, {@code downgrade}, {@code stamp} or {@code repair}
     * @param revision the revision; for a stamp, the new current revisions, empty for a stamp to base
     * @param message for a repair, its effect
     */
    public record Entry(String action, String revision, String message) {

        /** Returns the message of a repair that marks a revision as applied or not applied. */
        public static String ofRepair(String revision, boolean applied) {
            return "Revision '%s' counts as %s.".formatted(revision, applied ? "applied" : "not applied");
        }

        /** Returns whether this is a repair that marked its revision as applied, or as not applied. */
        public boolean isRepairTo(boolean applied) {
            return this.action.equals("repair") && this.message.equals(ofRepair(this.revision, applied));
        }

        /** Returns the revisions that it names. */
        public List<String> revisions() {
            return this.revision.isEmpty() ? List.of() : List.of(this.revision.split(","));
        }
    }

    /** Returns whether the last entry leaves the database in a known state, even if no revision is applied. */
    public boolean endsInKnownState() {
        if (this.entries.isEmpty()) {
            return false;
        }
        String last = this.entries.get(this.entries.size() - 1).action();
        return last.equals("downgrade") || last.equals("repair");
    }
}
