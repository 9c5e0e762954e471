package dev.migrate.operation;

/**
 * The operations that a {@link Migration} can record; none runs before the revision is applied or reverted. Names are
 * written as in SQL: the case of an unquoted name is folded as by the database, a name in double quotes is taken
 * literally, and a dot separates a schema from a name in it.
 *
 * <p>Methods that take a name throw {@link IllegalArgumentException} if it is blank. Whether an object exists is checked
 * by the database when the revision runs.
 */
public interface Operations {

    /**
     * Returns the name of the product as in {@code dialect=} of a script, for operations that only one product
     * requires.
     */
    String dialect();

    /** Runs statements in the SQL of the product, separated as in a script. */
    void sql(String statements);

    /**
     * Runs code that reads and writes rows through the connection of the run, in the transaction of the run or else in
     * a separate one. The code cannot be written as a script, and can only be reverted by a release that includes this
     * class.
     */
    void withJdbc(JdbcWork work);

    /** Runs code like {@link #withJdbc}. The code must not commit or close the connection. */
    void withConnection(ConnectionWork work);

    /** Marks this direction as irreversible. */
    void irreversible();

    /**
     * Marks this direction as unfinished: an upgrade or downgrade across the revision is rejected before anything runs.
     */
    void todo();

    /**
     * Creates a table.
     *
     * @throws IllegalArgumentException if a foreign key references no table
     */
    void createTable(String table, TablePart... parts);

    /** Drops a table with its rows. */
    void dropTable(String table);

    /** Renames a table within its schema. */
    void renameTable(String from, String to);

    /** Adds a column. */
    void addColumn(String table, ColumnPart column);

    /**
     * Changes the definition of a column; both parts have the same name.
     *
     * @param before the column before the change
     * @param after the column after the change
     * @throws IllegalArgumentException if the names differ
     */
    void alterColumn(String table, ColumnPart before, ColumnPart after);

    /** Drops a column with its values. */
    void dropColumn(String table, String column);

    /** Renames a column. */
    void renameColumn(String table, String from, String to);

    /**
     * Adds a constraint, which existing rows must satisfy.
     *
     * @throws IllegalArgumentException if a foreign key references no table
     */
    void addConstraint(String table, ConstraintPart constraint);

    /**
     * Drops a constraint, identified by its name and kind.
     *
     * @throws IllegalArgumentException if the constraint has no name
     */
    void dropConstraint(String table, ConstraintPart constraint);

    /** Creates an index. */
    void createIndex(String index, String table, String... columns);

    /** Creates a unique index. */
    void createUniqueIndex(String index, String table, String... columns);

    /** Drops an index. */
    void dropIndex(String index, String table);

    /** Creates a sequence that starts with 1 and increments by 1. */
    default void createSequence(String sequence) {
        createSequence(sequence, 1, 1);
    }

    /**
     * Creates a sequence.
     *
     * @param start the first value
     * @param increment the difference between successive values
     */
    void createSequence(String sequence, long start, long increment);

    /** Drops a sequence. */
    void dropSequence(String sequence);
}
