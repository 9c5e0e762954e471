package dev.migrate.schema;

import org.jspecify.annotations.Nullable;

/**
 * How the database numbers the rows of a table.
 *
 * @param options what differs from the product's defaults, as it prints them; empty where nothing does
 * @param sequence the sequence that counts for it, where the product shows one; what it is called is no difference
 */
public record Identity(Mode mode, String options, @Nullable QualifiedName sequence) {

    /** Numbering by what the product makes for it. */
    public Identity(Mode mode, String options) {
        this(mode, options, null);
    }

    /** Who may give a number. */
    public enum Mode {
        ALWAYS,
        BY_DEFAULT,
        /** PostgreSQL's default from a sequence that belongs to the column; serves as {@link #BY_DEFAULT} does. */
        SERIAL,
        AUTO_INCREMENT
    }
}
