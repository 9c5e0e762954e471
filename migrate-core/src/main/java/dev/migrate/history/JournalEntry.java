package dev.migrate.history;

import org.jspecify.annotations.Nullable;

/**
 * Where the run of a revision outside a transaction stands.
 *
 * @param revision the revision
 * @param direction {@code upgrade} or {@code downgrade}
 * @param statement the number of the statement, from one; all before it are done
 * @param status whether it was begun, is done, or is known to have failed without effect
 * @param line where it begins in its script
 * @param before the digest of all statements before it
 * @param through the digest of these and itself
 * @param text the statement, or its beginning
 * @param catalogue what the catalogue said of what it names before it ran; none where that proves nothing
 * @param result how many rows it changed, once it is done
 * @param error what the database said, if it was refused
 */
public record JournalEntry(
        String revision,
        String direction,
        long statement,
        Status status,
        int line,
        String before,
        String through,
        String text,
        @Nullable String catalogue,
        @Nullable Long result,
        @Nullable String error) {

    /** How the statement ended. */
    public enum Status {

        /** It was about to run; whether it did is not known. */
        STARTED,

        /** It took effect. */
        DONE,

        /** The database refused it, and it left nothing behind. */
        FAILED
    }

    /** The same statement, with its effect. */
    public JournalEntry done(@Nullable Long rows) {
        return as(Status.DONE, rows, null);
    }

    /** The same statement, refused by the database without effect. */
    public JournalEntry failed(String message) {
        return as(Status.FAILED, null, message);
    }

    /** The same statement, refused by the database when it may have had a part of its effect. */
    public JournalEntry unclear(String message) {
        return as(Status.STARTED, null, message);
    }

    private JournalEntry as(Status other, @Nullable Long rows, @Nullable String message) {
        return new JournalEntry(
                this.revision,
                this.direction,
                this.statement,
                other,
                this.line,
                this.before,
                this.through,
                this.text,
                this.catalogue,
                rows,
                message);
    }
}
