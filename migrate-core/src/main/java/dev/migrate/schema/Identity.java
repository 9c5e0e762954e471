package dev.migrate.schema;

import org.jspecify.annotations.Nullable;

/**
 * The generation of identity values for a column.
 *
 * @param options the options that differ from the defaults of the product, as it prints them; empty if there are none
 * @param sequence the sequence behind the column, if the product shows one; its name is not compared
 */
public record Identity(Mode mode, String options, @Nullable QualifiedName sequence) {

    /** Creates an identity without a visible sequence. */
    public Identity(Mode mode, String options) {
        this(mode, options, null);
    }

    /** The rule for values given by an insert. */
    public enum Mode {
        ALWAYS,
        BY_DEFAULT,
        /** A PostgreSQL default from a sequence owned by the column; equivalent to {@link #BY_DEFAULT}. */
        SERIAL,
        AUTO_INCREMENT
    }
}
