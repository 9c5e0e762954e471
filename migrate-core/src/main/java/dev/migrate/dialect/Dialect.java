package dev.migrate.dialect;

import dev.migrate.error.DatabaseException;
import dev.migrate.operation.Vocabulary;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the engine has to know of a database product. The common case is here; each product's class holds only what
 * differs. Adding a database is adding such a class and naming it in {@link Dialects}.
 */
public abstract class Dialect {

    private static final Set<String> COMMITS_NOTHING =
            Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE", "SELECT", "WITH", "VALUES", "TABLE", "EXPLAIN");

    private static final Set<String> CHANGES_SESSION = Set.of("SET", "USE", "PRAGMA", "RESET");

    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** The word that a script's {@code dialect=} option and all messages use. */
    public abstract String name();

    /** Splits scripts as the product's own client does. */
    public abstract Lexer lexer();

    /** Whether DDL is undone by a rollback. */
    public abstract boolean transactionalDdl();

    /** The type of a text without a limit. */
    abstract String textType();

    /** The type of a number that counts itself up, with its primary key. */
    abstract String identityType();

    /** What follows the closing bracket of a {@code CREATE TABLE}. */
    String tableOptions() {
        return "";
    }

    /** The milliseconds since 1970 by the clock of the database, as an expression. */
    public abstract String epochMillis();

    /** The lock that belongs to a session and ends with it, where the product has one. */
    public Optional<SessionLock> sessionLock() {
        return Optional.empty();
    }

    /**
     * The schema in which the engine's tables lie or would be made if no schema is set, quoted, so that a script that
     * changes the session's schema does not lead the record astray.
     */
    public abstract String homeSchema(Connection connection, String table) throws SQLException;

    /** What to run on a session before it migrates. */
    public List<String> sessionSettings(@Nullable Duration lockTimeout) {
        return List.of();
    }

    /** What to run on a session later so that it is as it is now, whatever scripts have set meanwhile. */
    public List<String> restoring(Connection session) throws SQLException {
        return List.of();
    }

    /** Whether a statement may change settings of the session that outlive its revision. */
    public boolean changesSession(String sql) {
        return CHANGES_SESSION.contains(firstWord(sql));
    }

    /** The one row of a query, as texts. */
    static List<@Nullable String> row(Connection session, String query) throws SQLException {
        try (java.sql.Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            List<@Nullable String> values = new ArrayList<>();
            for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                values.add(rows.getString(column));
            }
            return values;
        }
    }

    /** The present moment in UTC as ISO-8601 text, worked out by the database. */
    public abstract SqlExpression now();

    /** What the product's own client is told before it reads a script. */
    List<String> clientHead() {
        return List.of();
    }

    /** What opens a transaction in a script. */
    String beginSql() {
        return "begin";
    }

    /** A statement with what tells the client that it ends. */
    String terminated(String sql) {
        return sql + (mayEndInComment(sql) ? "\n;" : ";");
    }

    /** The characters that a client or a setting of the session may change in a quoted text. */
    String notInLiterals() {
        return "\r";
    }

    /** A character by its number, as an expression. */
    String character(int code) {
        return "char(%d)".formatted(code);
    }

    /** What makes a table last no longer than the session. */
    String temporary() {
        return "temporary";
    }

    /** Whether a terminator on the last line of a statement may be part of a comment. */
    static boolean mayEndInComment(String sql) {
        String last = sql.substring(sql.lastIndexOf('\n') + 1);
        return last.contains("--") || last.contains("//") || last.contains("#");
    }

    /** Opens a transaction that may write. */
    public void begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
    }

    /** Makes the transaction last. */
    public void commit(Connection connection) throws SQLException {
        connection.commit();
        connection.setAutoCommit(true);
    }

    /** Undoes the transaction. */
    public void rollback(Connection connection) throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
    }

    /** Runs a statement of a script. */
    public void execute(Connection connection, Statement statement, int timeoutSeconds) throws SQLException {
        try (java.sql.Statement jdbc = connection.createStatement()) {
            jdbc.setEscapeProcessing(false);
            jdbc.setQueryTimeout(timeoutSeconds);
            jdbc.execute(statement.sql());
        }
    }

    /** Whether a statement may end the transaction around it, where DDL is not transactional. */
    public boolean mayCommit(String sql) {
        return !COMMITS_NOTHING.contains(firstWord(sql));
    }

    /** Whether the database says that a table is not there. */
    public abstract boolean saysMissingTable(SQLException failure);

    /** Whether the database says that a table or a key is there already. */
    public abstract boolean saysDuplicate(SQLException failure);

    /** Whether the database says that a lock could not be had in time. */
    public abstract boolean saysLockTimeout(SQLException failure);

    /** Whether a statement that was refused may have left something behind all the same. */
    public boolean leavesTraces(String sql) {
        return false;
    }

    /** Whether the database says that the user lacks a right. */
    public boolean saysMissingRight(SQLException failure) {
        return "42501".equals(failure.getSQLState());
    }

    /** Whether the database says that the statement cannot run inside a transaction. */
    public boolean saysNotInTransaction(SQLException failure) {
        return "25001".equals(failure.getSQLState());
    }

    /** The settings of the server on which the SQL of a model depends, by name. */
    public Map<String, String> variables(Connection session) throws SQLException {
        return Map.of();
    }

    /** The SQL of operations. */
    public Ddl ddl() {
        throw new DatabaseException(
                "unsupported-database",
                "Migrate writes no SQL for '%s' by itself.".formatted(name()),
                "Write the revision by hand.",
                null);
    }

    /** What portable operations are called. */
    public Vocabulary vocabulary() {
        return new Words(this);
    }

    /** The SQL of operations on one database, whose settings may decide how a name is written. */
    public Ddl ddl(Connection session) throws SQLException {
        return ddl();
    }

    /** A name in the quotes of the product. */
    public String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A schema as a user wrote it: a plain word as it is, so that the product folds its case, and quoted otherwise. */
    public String schemaName(String given) {
        return PLAIN_NAME.matcher(given).matches() ? given : quote(given);
    }

    @Override
    public String toString() {
        return name();
    }

    /** The first word of a statement in upper case; a comment that the product runs counts as its content. */
    private static String firstWord(String sql) {
        int at = 0;
        while (at < sql.length() && !Character.isLetter(sql.charAt(at))) {
            at++;
        }
        int end = at;
        while (end < sql.length() && (Character.isLetter(sql.charAt(end)) || sql.charAt(end) == '_')) {
            end++;
        }
        return sql.substring(at, end).toUpperCase(Locale.ROOT);
    }
}
