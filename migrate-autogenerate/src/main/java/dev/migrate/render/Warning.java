package dev.migrate.render;

/**
 * A warning about an operation, for the author of the script to consider before it runs.
 *
 * @param kind the kind of risk
 * @param subject the qualified name of the object
 * @param text the reason and the remedy, on one line
 */
public record Warning(Kind kind, String subject, String text) {

    /**
     * The kind of risk. A statement that fails on a value, or cuts it where the session allows that, is
     * {@code FAILS_ON_ROWS}; {@code CHANGES_VALUES} and {@code LOSES_DATA} are what it does to values without a failure.
     * {@code TO_WRITE} marks a conversion that no row survives and that the author must write.
     */
    public enum Kind {
        LOSES_DATA,
        FAILS_ON_ROWS,
        CHANGES_VALUES,
        REWRITES_ROWS,
        NOT_ROLLING,
        TO_REVIEW,
        TO_WRITE
    }

    @Override
    public String toString() {
        return this.subject + (this.kind == Kind.TO_WRITE ? ": " : " ") + this.text;
    }
}
