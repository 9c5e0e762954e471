package dev.migrate.diff;

/**
 * The preferred position of an operation, for operations between which no dependency decides. Objects that block a
 * change are dropped first and recreated last; tables and columns change in between.
 */
enum Phase {
    DROP_OBJECT(Sequence.LAST_FIRST),
    CREATE_NAMESPACE,
    CREATE_TYPE,
    DROP_REPLACED_OBJECT(Sequence.LAST_FIRST),
    CREATE_OBJECT_FOR_TABLES,
    DROP_FOREIGN_KEY,
    DROP_CONSTRAINT,
    DROP_GENERATED_COLUMN(Sequence.LAST_FIRST),
    ALTER_ENUM,
    CREATE_TABLE,
    ALTER_OPTIONS,
    ALTER_COLUMN(Sequence.LAST_FIRST),
    ADD_COLUMN,
    ADD_GENERATED_COLUMN,
    REPLACE_PRIMARY_KEY(Sequence.LAST_FIRST),
    DROP_COLUMN,
    REBUILD_TABLE,
    ADD_PRIMARY_KEY(Sequence.LAST_FIRST),
    ADD_CONSTRAINT,
    ADD_FOREIGN_KEY_OF_NEW_TABLE,
    RECREATE_FOREIGN_KEY(Sequence.LAST_FIRST),
    ADD_FOREIGN_KEY,
    DROP_TABLE(Sequence.LAST_FIRST),
    DROP_TYPE(Sequence.LAST_FIRST),
    DROP_NAMESPACE,
    CREATE_OBJECT;

    private final Sequence sequence;

    Phase() {
        this(Sequence.FIRST_FIRST);
    }

    Phase(Sequence sequence) {
        this.sequence = sequence;
    }

    /** Whether the operations run in the opposite of the order in which their inverses would run. */
    boolean isLastFirst() {
        return this.sequence == Sequence.LAST_FIRST;
    }

    private enum Sequence {
        FIRST_FIRST,
        LAST_FIRST
    }
}
