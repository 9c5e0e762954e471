package dev.migrate.history;

import dev.migrate.plan.Step;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a revision that runs outside a transaction.
 *
 * @param revision the revision
 * @param direction {@code upgrade} or {@code downgrade}
 * @param statement the number of the statement, counted from one; all statements before it are complete
 * @param status whether the statement was started, is done, or failed without effect
 * @param line the line of the statement in its script
 * @param before the digest of all statements before it
 * @param through the digest of all statements up to and including it
 * @param text the statement, or its beginning
 * @param catalogue the state of the named objects in the catalog before it ran; null if the catalog cannot verify it
 * @param result the number of changed rows, once it is done
 * @param error the error message of the database, if it failed
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

    /** The outcome of the statement. */
    public enum Status {

        /** The statement was about to run; whether it took effect is unknown. */
        STARTED,

        /** The statement took effect. */
        DONE,

        /** The database rejected the statement, which had no effect. */
        FAILED
    }

    /** Returns the entry for a statement of a step that is about to run. */
    public static JournalEntry started(
            Step step, long statement, int line, String text, String before, String through) {
        return new JournalEntry(
                step.revision().id(),
                step.direction().toString(),
                statement,
                Status.STARTED,
                line,
                before,
                through,
                text,
                null,
                null,
                null);
    }

    /** Returns this entry with the state of the named objects in the catalog before the statement. */
    public JournalEntry withCatalogue(@Nullable String snapshot) {
        return new JournalEntry(
                this.revision,
                this.direction,
                this.statement,
                this.status,
                this.line,
                this.before,
                this.through,
                this.text,
                snapshot,
                this.result,
                this.error);
    }

    /** Returns this entry with another text of the statement. */
    public JournalEntry withText(String other) {
        return new JournalEntry(
                this.revision,
                this.direction,
                this.statement,
                this.status,
                this.line,
                this.before,
                this.through,
                other,
                this.catalogue,
                this.result,
                this.error);
    }

    /** Returns this entry for the completed statement. */
    public JournalEntry done(@Nullable Long rows) {
        return as(Status.DONE, rows, null);
    }

    /** Returns this entry for a statement that failed without effect. */
    public JournalEntry failed(String message) {
        return as(Status.FAILED, null, message);
    }

    /** Returns this entry for a statement that failed and might have taken effect in part. */
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
