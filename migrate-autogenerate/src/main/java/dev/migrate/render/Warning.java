package dev.migrate.render;

/**
 * A warning about an operation, for the author of the script to consider before it runs.
 *
 * @param kind the kind of risk
 * @param subject the qualified name of the object
 * @param text the reason and the remedy, on one line
 */
public record Warning(Kind kind, String subject, String text) {

    /** The kind of risk. */
    public enum Kind {
        LOSES_DATA,
        FAILS_ON_ROWS,
        CHANGES_VALUES,
        REWRITES_ROWS,
        NOT_ROLLING,
        TO_REVIEW
    }

    @Override
    public String toString() {
        return this.subject + " " + this.text;
    }
}
