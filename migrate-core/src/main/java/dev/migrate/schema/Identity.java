package dev.migrate.schema;

/**
 * How the database numbers the rows of a table.
 *
 * @param options what differs from the product's defaults, as it prints them; empty where nothing does
 */
public record Identity(Mode mode, String options) {

    /** Who may give a number. */
    public enum Mode {
        ALWAYS,
        BY_DEFAULT,
        /** PostgreSQL's default from a sequence that belongs to the column; serves as {@link #BY_DEFAULT} does. */
        SERIAL,
        AUTO_INCREMENT
    }
}
