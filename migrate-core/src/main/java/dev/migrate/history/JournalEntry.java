package dev.migrate.history;

import org.jspecify.annotations.Nullable;

/**
 * Where the run of a revision outside a transaction stands.
 *
 * @param revision the revision
 * @param direction {@code upgrade} or {@code downgrade}
 * @param statement the number of the statement, from one; all before it are done
 * @param status whether it was begun, or is known to have failed without effect
 * @param line where it begins in its script
 * @param before the digest of all statements before it
 * @param text the statement
 * @param error what the database said, if it failed
 */
public record JournalEntry(
        String revision,
        String direction,
        long statement,
        Status status,
        int line,
        String before,
        String text,
        @Nullable String error) {

    /** How the statement ended. */
    public enum Status {
        /** It was about to run; whether it did is not known. */
        STARTED,
        /** The database refused it. */
        FAILED
    }

    /** The same statement, refused by the database. */
    public JournalEntry failed(String message) {
        return new JournalEntry(
                this.revision,
                this.direction,
                this.statement,
                Status.FAILED,
                this.line,
                this.before,
                this.text,
                message);
    }
}
