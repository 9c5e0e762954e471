package dev.migrate.inspect;

/** Features that a product might lack; the contracts test them on the other products only. */
enum Feature {
    SEQUENCES,
    ENUM_TYPES,
    COMMENTS,
    NAMESPACES,
    GENERATED_COLUMNS,
    DESCENDING_INDEXES,
    NAMED_PRIMARY_KEYS,
    RENAMED_CONSTRAINTS,
    RENAMED_INDEXES,
    /** A unique index is another thing than a unique constraint. */
    UNIQUE_INDEXES
}
