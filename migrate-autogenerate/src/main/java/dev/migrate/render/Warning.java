package dev.migrate.render;

/**
 * What a person has to think about before a statement runs.
 *
 * @param kind whether it loses what nobody can bring back, may fail on the rows that are there, takes its time, or is a
 *     guess
 * @param subject what it is about, by its full name
 * @param text the reason, and what to do about it, in one line
 */
public record Warning(Kind kind, String subject, String text) {

    /** What may happen. */
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
