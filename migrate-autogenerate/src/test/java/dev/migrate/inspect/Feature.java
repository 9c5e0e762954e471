package dev.migrate.inspect;

/** What a product may lack, so that a contract asks the others only. */
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
