package dev.migrate.operation;

/**
 * What a {@link Migration} asks for; nothing of it runs before its turn. Names are as in SQL: a plain one is in the case
 * in which the database keeps names without quotes, one in double quotes stays as it is, and a dot parts a schema from
 * what lies in it.
 */
public interface Operations {

    /** The product, in the word that a script's {@code dialect=} uses, for what only one of them needs. */
    String dialect();

    /** Runs statements in the words of the product, separated as in a script. */
    void sql(String statements);

    /**
     * Runs code that reads and writes rows through the connection of the run. It is in the run's transaction, or else in
     * one of its own. It cannot be written as a script, and can only be undone where its class is.
     */
    void withJdbc(JdbcWork work);

    /** Runs code as {@link #withJdbc} does; the connection is lent, so it is neither committed nor closed. */
    void withConnection(ConnectionWork work);

    /** Says that there is no way back. */
    void irreversible();

    /** Marks this direction as still to be written: a move across the revision is refused before anything runs. */
    void todo();

    /** Makes a table. */
    void createTable(String table, TablePart... parts);

    /** Removes a table with its rows. */
    void dropTable(String table);

    /** Gives a table another name in the same schema. */
    void renameTable(String from, String to);

    /** Adds a column. */
    void addColumn(String table, ColumnPart column);

    /** Changes a column from what it is to what it shall be; both have one name. */
    void alterColumn(String table, ColumnPart before, ColumnPart after);

    /** Removes a column with its values. */
    void dropColumn(String table, String column);

    /** Gives a column another name. */
    void renameColumn(String table, String from, String to);

    /** Adds a constraint, which every row has to meet. */
    void addConstraint(String table, ConstraintPart constraint);

    /** Removes a constraint, which is known by its name and its kind. */
    void dropConstraint(String table, ConstraintPart constraint);

    /** Makes an index over columns. */
    void createIndex(String index, String table, String... columns);

    /** Makes an index that no two rows may be alike in. */
    void createUniqueIndex(String index, String table, String... columns);

    /** Removes an index. */
    void dropIndex(String index, String table);

    /** Makes a sequence that counts from one. */
    default void createSequence(String sequence) {
        createSequence(sequence, 1, 1);
    }

    /** Makes a sequence. */
    void createSequence(String sequence, long start, long increment);

    /** Removes a sequence. */
    void dropSequence(String sequence);
}
