package dev.migrate.history;

import dev.migrate.plan.Direction;
import dev.migrate.plan.Step;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a revision that runs outside a transaction: its last statement. All statements before it are complete.
 *
 * @param revision the revision
 * @param direction whether it is applied or reverted
 * @param position the position of the statement in its section
 * @param text the statement, or its beginning
 * @param snapshot the state of the named objects in the catalog before it ran; null if the catalog cannot verify it
 * @param result the result of the statement
 */
public record JournalEntry(
        String revision,
        Direction direction,
        Position position,
        String text,
        @Nullable String snapshot,
        Result result) {

    /**
     * The position of a statement in its section. The digests identify the statements that ran.
     *
     * @param statement the number of the statement, counted from one
     * @param line the line of the statement in its script
     * @param before the digest of all statements before it
     * @param through the digest of all statements up to and including it
     */
    public record Position(long statement, int line, String before, String through) {}

    /**
     * The result of a statement.
     *
     * @param status whether it was started, is done, or failed without effect
     * @param rows the number of changed rows, once it is done
     * @param error the error message of the database, if it failed
     */
    public record Result(
            Status status, @Nullable Long rows, @Nullable String error) {}

    /** The status of a statement. */
    public enum Status {

        /** The statement was about to run; whether it took effect is unknown. */
        STARTED,

        /** The statement took effect. */
        DONE,

        /** The database rejected the statement, which had no effect. */
        FAILED
    }

    /** Returns the entry of a statement that is about to run. */
    public static JournalEntry started(Step step, Position position, String text) {
        return new JournalEntry(
                step.revision().id(), step.direction(), position, text, null, new Result(Status.STARTED, null, null));
    }

    /** Returns the number of the statement, counted from one. */
    public long statement() {
        return this.position.statement();
    }

    /** Returns whether the statement was started, is done, or failed without effect. */
    public Status status() {
        return this.result.status();
    }

    /** Returns the error message of the database, if the statement failed. */
    public @Nullable String error() {
        return this.result.error();
    }

    /** Returns this entry with another text of the statement. */
    public JournalEntry withText(String other) {
        return new JournalEntry(this.revision, this.direction, this.position, other, this.snapshot, this.result);
    }

    /** Returns this entry with the state of the catalog before the statement. */
    public JournalEntry withSnapshot(@Nullable String before) {
        return new JournalEntry(this.revision, this.direction, this.position, this.text, before, this.result);
    }

    /** Returns this entry for the completed statement. */
    public JournalEntry done(@Nullable Long rows) {
        return with(new Result(Status.DONE, rows, null));
    }

    /** Returns this entry for a statement that failed without effect. */
    public JournalEntry failed(String message) {
        return with(new Result(Status.FAILED, null, message));
    }

    /** Returns this entry for a statement that failed and might have taken effect in part. */
    public JournalEntry unclear(String message) {
        return with(new Result(Status.STARTED, null, message));
    }

    private JournalEntry with(Result other) {
        return new JournalEntry(this.revision, this.direction, this.position, this.text, this.snapshot, other);
    }
}
