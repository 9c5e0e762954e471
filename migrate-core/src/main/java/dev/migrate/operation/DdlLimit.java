package dev.migrate.operation;

/** A change that a product does not support in place, so that dependent objects must be dropped and recreated. */
public enum DdlLimit {

    /** A view must be dropped to drop a column that it shows or to change its type. */
    VIEWS_BLOCK_COLUMNS,

    /** A foreign key must be dropped to change the type of a column on either side. */
    KEYS_BLOCK_TYPES,

    /** A foreign key must be dropped even if only the length of a column changes. */
    KEYS_BLOCK_LENGTHS,

    /** A foreign key must be dropped before the server stops numbering the column that it references. */
    KEYS_BLOCK_IDENTITIES,

    /** A generated column must be recreated if its expression changes, or the type of a column in its expression. */
    GENERATED_BLOCKS_INPUTS,

    /** A column must be dropped and added again to become generated. */
    GENERATED_REPLACES_COLUMN,

    /** A check must be dropped to drop a column in its condition or to change its type. */
    CHECKS_BLOCK_COLUMNS,

    /** An expression with a column must change in the statement that renames the column. */
    EXPRESSIONS_BLOCK_RENAMES,

    /** A foreign key must be dropped to drop an index or a key of its own table that begins with its columns. */
    INDEXES_SERVE_KEYS,

    /** The name of an index or a key must be free in the schema of its table, not only in the table. */
    INDEX_NAMES_OF_SCHEMA,

    /** A table must be recreated for every change except a new column, a new index, and a rename. */
    REBUILDS_TABLES
}
