package dev.migrate.diff;

/**
 * The preferred position of an operation, for operations between which no dependency decides. Objects that block a
 * change are dropped first and recreated last. In between, tables are created, and then each table is changed with all
 * its parts.
 */
enum Phase {
    DROP_OBJECT(Stage.FIRST, Ties.LAST_FIRST),
    CREATE_NAMESPACE(Stage.FIRST),
    CREATE_TYPE(Stage.FIRST),
    DROP_REPLACED_OBJECT(Stage.FIRST, Ties.LAST_FIRST),
    CREATE_OBJECT_FOR_TABLES(Stage.FIRST),
    DROP_FOREIGN_KEY(Stage.FIRST),
    ALTER_ENUM(Stage.FIRST),
    CREATE_TABLE(Stage.FIRST),
    ALTER_OPTIONS(Stage.TABLE),
    DROP_INDEX(Stage.TABLE),
    DROP_CONSTRAINT(Stage.TABLE),
    DROP_GENERATED_COLUMN(Stage.TABLE, Ties.OF_INVERSES),
    ADD_COLUMN(Stage.TABLE),
    ALTER_COLUMN(Stage.TABLE, Ties.OF_INVERSES),
    ADD_IDENTITY_COLUMN(Stage.TABLE),
    ADD_GENERATED_COLUMN(Stage.TABLE),
    REPLACE_PRIMARY_KEY(Stage.TABLE, Ties.LAST_FIRST),
    DROP_COLUMN(Stage.TABLE),
    ADD_PRIMARY_KEY(Stage.TABLE, Ties.LAST_FIRST),
    ADD_CONSTRAINT(Stage.TABLE),
    REBUILD_TABLE(Stage.LAST),
    ADD_FOREIGN_KEY_OF_NEW_TABLE(Stage.LAST),
    RECREATE_FOREIGN_KEY(Stage.LAST, Ties.LAST_FIRST),
    ADD_FOREIGN_KEY(Stage.LAST),
    CREATE_INDEX(Stage.TABLE),
    RENAME_KEY(Stage.TABLE),
    COMMENT_ON_TABLE(Stage.TABLE),
    DETACH_PARTITION(Stage.LAST),
    DROP_TABLE(Stage.LAST, Ties.LAST_FIRST),
    DROP_TYPE(Stage.LAST, Ties.LAST_FIRST),
    DROP_NAMESPACE(Stage.LAST),
    CREATE_OBJECT(Stage.LAST);

    private final Stage stage;
    private final Ties ties;

    Phase(Stage stage) {
        this(stage, Ties.FIRST_FIRST);
    }

    Phase(Stage stage, Ties ties) {
        this.stage = stage;
        this.ties = ties;
    }

    Stage stage() {
        return this.stage;
    }

    /** Whether the operations run in the opposite of the order in which their inverses would run. */
    boolean isSortedByInverses() {
        return this.ties != Ties.FIRST_FIRST;
    }

    /** Whether the last of the operations between which no dependency decides is the first to run. */
    boolean isLastFirst() {
        return this.ties == Ties.LAST_FIRST;
    }

    /** Whether the operations are about a foreign key, which belongs to its table unless the other table changes. */
    boolean isOfForeignKey() {
        return this == DROP_FOREIGN_KEY || this == ADD_FOREIGN_KEY || this == RECREATE_FOREIGN_KEY;
    }

    /** The parts of a section. */
    enum Stage {
        FIRST,
        /** The changes of existing tables, one table after the other. */
        TABLE,
        LAST
    }

    private enum Ties {
        FIRST_FIRST,
        LAST_FIRST,
        OF_INVERSES
    }
}
