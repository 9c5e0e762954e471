package dev.migrate.dialect;

import dev.migrate.catalog.CatalogSnapshot;
import dev.migrate.catalog.ExpectedChangesReader;
import dev.migrate.catalog.InterruptionEffect;
import dev.migrate.catalog.RecoveryActions;
import dev.migrate.catalog.TransactionCheck;
import dev.migrate.ddl.Ddl;
import dev.migrate.ddl.DialectTypes;
import dev.migrate.ddl.SqlExpression;
import dev.migrate.error.Location;
import dev.migrate.failure.FailureKind;
import dev.migrate.failure.FailureKinds;
import dev.migrate.operation.PortableTypes;
import dev.migrate.session.ClientSession;
import dev.migrate.session.SessionLimits;
import dev.migrate.session.SessionState;
import dev.migrate.sql.Lexer;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Statements;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The capabilities and the SQL of a database product, as far as the engine needs them. This class holds the common
 * case; the class of each product holds only the differences. To add a database, add such a class and list it in
 * {@link Dialects}.
 */
public abstract class Dialect {

    private static final Pattern CHANGES_SESSION = Pattern.compile("(set|use|pragma|reset|attach|detach|discard)\\b.*");
    private static final Pattern LIVES_IN_SESSION =
            Pattern.compile("(create (local |global )?temp(orary)?|prepare|declare)\\b.*|set @[^@].*");
    private static final Pattern TRANSACTION = Pattern.compile(
            "(?s)(begin(?! not)|start transaction|commit|rollback|savepoint|release(?! lock)|end|abort|prepare transaction|xa)( .*)?");
    private static final Pattern AUTOCOMMIT = Pattern.compile("set\\b.*\\bautocommit\\b.*");

    /** Returns the name of the product in the {@code dialect=} option of scripts and in messages. */
    public abstract String name();

    /** Returns the same dialect with what depends on a session; the session is queried only if it is required. */
    public Dialect in(Supplier<Connection> session) {
        return this;
    }

    /** Returns the lexer that splits scripts as the product's own client does. */
    public abstract Lexer lexer();

    /** Whether a rollback reverts DDL. */
    public abstract boolean transactionalDdl();

    /** Returns the type of a text of unlimited length. */
    abstract String textType();

    /** Returns the type of an auto-increment number, with its primary key. */
    abstract String identityType();

    /** Returns the options that follow the closing parenthesis of a {@code CREATE TABLE}. */
    String tableOptions() {
        return "";
    }

    /** Returns an expression for the milliseconds since 1970 by the clock of the database. */
    public abstract String epochMillis();

    /**
     * Returns the SQL of the lock that a session holds and that ends with the session; empty if the product has none.
     */
    public Optional<SessionLock> sessionLock() {
        return Optional.empty();
    }

    /**
     * Whether a connection pooler between the driver and the server might give each transaction another session, so
     * that session state, such as a lock, is not reliable.
     *
     * @throws SQLException if the database cannot be queried
     */
    public boolean isPooled(Connection connection) throws SQLException {
        return false;
    }

    /** Returns the schemas of this product, in the catalog and in statements. */
    public abstract Schemas schemas();

    /**
     * Captures the state of a session, to which it is reset before each revision.
     *
     * @param shared whether other clients use the session between transactions
     * @param initSql the SQL that the connection pool runs on a new connection, as far as it is known
     * @throws SQLException if the database cannot be queried
     */
    public abstract SessionState session(
            Connection connection, SessionLimits sessionLimits, boolean shared, String initSql) throws SQLException;

    /** Returns the state of the session in which the product's own client runs a script. */
    public abstract ClientSession clientSession(SessionLimits sessionLimits);

    /** Whether the session limits how long a statement runs; otherwise the client must. */
    public boolean limitsStatements() {
        return false;
    }

    /** Whether a statement with this head begins or ends a transaction. */
    public static boolean controlsTransaction(CharSequence head) {
        return TRANSACTION.matcher(head).matches();
    }

    /**
     * Returns an excerpt of the first statement in a text that begins or ends a transaction, or that is refused in any
     * script; empty if there is none.
     *
     * @throws dev.migrate.error.InvalidScriptsException if the text cannot be split into statements
     */
    public final String transactionControl(String sql) {
        try (Statements statements = lexer().statements(new StringReader(sql), new Location("", 1))) {
            Optional<Statement> next = statements.next();
            while (next.isPresent()) {
                String head = next.get().head();
                if (controlsTransaction(head)
                        || AUTOCOMMIT.matcher(head).matches()
                        || refusal(next.get()).isPresent()) {
                    return Statement.excerpt(next.get().sql());
                }
                next = statements.next();
            }
        }
        return "";
    }

    /** Whether a statement might change session settings that outlive its revision. */
    public boolean changesSession(Statement statement) {
        return CHANGES_SESSION.matcher(statement.head()).matches();
    }

    /** Whether an object that a statement creates ends with its session and cannot simply be created again. */
    public boolean livesInSession(Statement statement) {
        return LIVES_IN_SESSION.matcher(statement.head()).matches();
    }

    /**
     * Whether a setting or an object of a statement outlives its transaction in the session, invisible to other
     * sessions.
     */
    public boolean staysInSession(Statement statement) {
        return changesSession(statement) || livesInSession(statement);
    }

    /** Returns an expression for the current time in UTC as ISO-8601 text, by the clock of the database. */
    public abstract SqlExpression now();

    /** Returns the clause that limits the rows of a query. */
    public String limit(int rows) {
        return "limit " + rows;
    }

    /**
     * Returns an expression for a text that is not null.
     *
     * @param expression the text, which might be empty
     * @param otherwise the text in its place, if a mode of the product reads the empty text as null
     */
    public String orIfEmptyIsNull(String expression, String otherwise) {
        return expression;
    }

    /** Returns the commands that configure the product's own client before it reads a script. */
    List<String> clientHead() {
        return List.of();
    }

    /** Returns the statement that begins a transaction in a script. */
    String beginSql() {
        return "begin";
    }

    /** Returns a statement with the terminator that the client requires. */
    String terminated(String sql) {
        return sql + (mayEndInComment(sql) ? "\n;" : ";");
    }

    /** Returns the characters that a client or a session setting might change inside a quoted text. */
    String notInLiterals() {
        return "\r";
    }

    /** Returns an expression for the character with this code. */
    String character(int code) {
        return "char(%d)".formatted(code);
    }

    /** Returns the keyword that limits a table to the session. */
    String temporary() {
        return "temporary";
    }

    /** Whether a terminator on the last line of a statement might be part of a comment. */
    static boolean mayEndInComment(String sql) {
        String last = sql.substring(sql.lastIndexOf('\n') + 1);
        return last.contains("--") || last.contains("//") || last.contains("#");
    }

    /**
     * Begins a transaction that can write.
     *
     * @throws SQLException if the database reports an error
     */
    public void begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
    }

    /**
     * Commits the transaction.
     *
     * @throws SQLException if the database reports an error
     */
    public void commit(Connection connection) throws SQLException {
        connection.commit();
        connection.setAutoCommit(true);
    }

    /**
     * Rolls the transaction back.
     *
     * @throws SQLException if the database reports an error
     */
    public void rollback(Connection connection) throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
    }

    /**
     * Executes statements on the engine's own tables in the open transaction, in few round trips.
     *
     * @param before the statements of {@link SessionState#endScript}; empty if there are none
     * @param commit whether the transaction ends here, so that the same round trip can commit it; the caller commits
     *     too, which costs nothing then
     * @return the statements that the session still has to run, see {@link SessionState#LEFT}
     * @throws SQLException if the database reports an error
     * @throws dev.migrate.error.HistoryConflictException if a statement changes other than the expected rows
     */
    public List<String> write(Connection connection, String before, List<RecordWrite> writes, boolean commit)
            throws SQLException {
        RecordWrites.oneByOne(connection, writes);
        return List.of();
    }

    /**
     * Executes statements on the engine's own tables in a transaction of their own, in fewer round trips than between
     * {@link #begin} and {@link #commit}.
     *
     * @return false, with nothing changed, if that is not possible
     * @throws SQLException if the database reports an error; nothing is changed then
     * @throws dev.migrate.error.HistoryConflictException if a statement changes other than the expected rows; nothing
     *     is changed then
     */
    public boolean writeAlone(Connection connection, List<RecordWrite> writes) throws SQLException {
        return false;
    }

    /**
     * Returns the statement that writes commits to the file, for databases that acknowledge a commit before they write
     * it.
     *
     * @throws SQLException if the database cannot be queried
     */
    public Optional<String> checkpoint(Connection connection) throws SQLException {
        return Optional.empty();
    }

    /**
     * Runs a statement of a script and returns the number of changed rows, or null where there is no such number.
     *
     * @param timeoutSeconds the maximum execution time in seconds; 0 for no limit
     * @param warnings receives the warnings of the database
     * @throws SQLException if the statement fails
     */
    public @Nullable Long execute(
            Connection connection, Statement statement, int timeoutSeconds, Consumer<SQLWarning> warnings)
            throws SQLException {
        try (java.sql.Statement jdbc = connection.createStatement()) {
            jdbc.setEscapeProcessing(false);
            if (timeoutSeconds > 0) {
                jdbc.setQueryTimeout(timeoutSeconds);
            }
            return execute(jdbc, statement.sql(), fetchSize(statement), warnings);
        }
    }

    /** Returns the fetch size with which the driver does not hold all rows of a result in memory. */
    int fetchSize(Statement statement) {
        return 0;
    }

    /** Runs a statement and reads its results to the end, row by row: only then has the database run all of it. */
    static @Nullable Long execute(java.sql.Statement jdbc, String sql, int fetchSize, Consumer<SQLWarning> warnings)
            throws SQLException {
        jdbc.setFetchSize(fetchSize);
        boolean rows = jdbc.execute(sql);
        Long changed = rows || jdbc.getUpdateCount() < 0 ? null : (long) jdbc.getUpdateCount();
        for (boolean more = true; more; more = rows || jdbc.getUpdateCount() >= 0) {
            if (rows) {
                discard(jdbc);
            }
            tell(jdbc.getWarnings(), warnings);
            jdbc.clearWarnings();
            rows = jdbc.getMoreResults();
        }
        return changed;
    }

    private static void discard(java.sql.Statement jdbc) throws SQLException {
        try (ResultSet result = jdbc.getResultSet()) {
            boolean more = true;
            while (more) {
                more = result.next();
            }
        }
    }

    static void tell(@Nullable SQLWarning first, Consumer<SQLWarning> warnings) {
        for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
            warnings.accept(warning);
        }
    }

    /**
     * Whether a statement has no effect inside a transaction, but as the first statement of a section applies to the
     * whole transaction of the section, before which it runs.
     */
    public boolean precedesTransaction(Statement statement) {
        return false;
    }

    /** Whether a statement, as the last one of a section, ends the effect of one that precedes its transaction. */
    public boolean followsTransaction(Statement statement) {
        return false;
    }

    /**
     * Returns the statement that, as the first of a section, suspends foreign keys for its transaction; empty if the product
     * has none.
     */
    public Optional<String> suspendForeignKeys() {
        return Optional.empty();
    }

    /**
     * Returns the numbers of rows that violate foreign keys, by a description of the rows, for products that can suspend
     * foreign keys for a transaction.
     *
     * @throws SQLException if the database cannot be queried
     */
    public Map<String, Long> foreignKeyViolations(Connection connection) throws SQLException {
        return Map.of();
    }

    /** Returns a SQL condition that is true if no row violates a foreign key, for the same products. */
    public String foreignKeyCondition() {
        return "1 = 1";
    }

    /** Returns the effect of a statement that is interrupted. */
    public abstract InterruptionEffect effect(Statement statement);

    /** Returns what finds the statements that write outside any transaction, regardless of their {@link #effect}. */
    public TransactionCheck transactionCheck(Supplier<Connection> session) {
        return TransactionCheck.NONE;
    }

    /**
     * Returns the catalog's description of the objects that a statement with the effect {@link InterruptionEffect#VERIFIABLE}
     * names; empty if this user cannot see enough of the catalog to determine whether the statement took effect.
     *
     * @throws SQLException if the database cannot be queried
     */
    public Optional<CatalogSnapshot> snapshot(Connection connection, Statement statement) throws SQLException {
        return Optional.empty();
    }

    /**
     * Returns a snapshot that can be compared with an earlier one, which another release might have taken.
     *
     * @throws SQLException if the database cannot be queried
     */
    public Optional<CatalogSnapshot> snapshot(Connection connection, Statement statement, CatalogSnapshot before)
            throws SQLException {
        return snapshot(connection, statement);
    }

    /** Whether the differences between two snapshots are exactly the expected changes of a statement. */
    public final boolean explains(Statement statement, CatalogSnapshot before, CatalogSnapshot after) {
        return ExpectedChangesReader.read(lexer(), statement.sql(), before)
                .map((expectedChanges) -> expectedChanges.explains(before, after))
                .orElse(false);
    }

    /** Whether the expected changes of a statement are known, so that {@link #explains} can recognize them. */
    public final boolean isExplainable(Statement statement, CatalogSnapshot before) {
        return ExpectedChangesReader.read(lexer(), statement.sql(), before).isPresent();
    }

    /**
     * Returns the statements that drop the remains of an interrupted statement, or that complete it.
     *
     * @param before the snapshot from before it ran
     * @param after the current snapshot
     * @throws SQLException if the database cannot be queried
     */
    public RecoveryActions recoveryActions(
            Connection connection, Statement statement, CatalogSnapshot before, CatalogSnapshot after)
            throws SQLException {
        return RecoveryActions.NONE;
    }

    /** The remedy for a statement that would release the migration lock. */
    static final String RELEASES_LOCK = "Remove it: it would release the migration lock, which this session holds."
            + " Migrate resets the session after each revision; release other locks by name.";

    /** Returns the remedy for a statement that is not allowed in any script; empty if the statement is allowed. */
    public Optional<String> refusal(Statement statement) {
        return Optional.empty();
    }

    /**
     * Returns the sessions of this database that block a statement waiting for a lock, as far as this user can see
     * them, the most likely first. Each is described by a phrase that never contains the SQL of other sessions.
     *
     * @param sql the statement
     * @throws SQLException if the database cannot be queried
     */
    public List<String> blockers(Connection connection, String sql) throws SQLException {
        return List.of();
    }

    /** Returns the kind of a failure that only this product reports so; null where it follows the standard. */
    abstract @Nullable FailureKind ownKind(SQLException failure);

    /** Returns the kind of a failure that a database or its driver reports, anywhere in a chain of causes. */
    public final FailureKind failureKind(@Nullable Throwable failure) {
        return FailureKinds.of(failure, this::ownKind);
    }

    /** Whether the failure reports that a table, or the schema of one, does not exist. */
    public final boolean isMissingTable(SQLException failure) {
        FailureKind kind = failureKind(failure);
        return kind == FailureKind.MISSING_TABLE || kind == FailureKind.MISSING_SCHEMA;
    }

    /** Whether the failure reports that a table, a column or a key already exists. */
    public final boolean isDuplicate(SQLException failure) {
        return failureKind(failure) == FailureKind.DUPLICATE;
    }

    /** Whether the failure reports that a lock wait timed out, or that transactions conflicted. */
    public final boolean isLockTimeout(SQLException failure) {
        return failureKind(failure).isTransient();
    }

    /** Whether the failure reports that the user lacks a privilege. */
    public final boolean isMissingPrivilege(SQLException failure) {
        return failureKind(failure) == FailureKind.MISSING_RIGHT;
    }

    /**
     * Whether a failed statement was rejected before it ran, so that it had no effect. The database parses the
     * statement again without running it.
     *
     * @throws SQLException if the database cannot be queried
     */
    public boolean rejectedUnrun(Connection connection, Statement statement, SQLException failure) throws SQLException {
        return false;
    }

    /** Whether a warning of the database is only a notice, such as that of {@code IF EXISTS}. */
    public boolean isNotice(SQLWarning warning) {
        return false;
    }

    /** Returns the name of the server setting that limits how long a statement runs, for messages. */
    public Optional<String> statementTimeoutSetting() {
        return Optional.empty();
    }

    /**
     * Returns the server settings on which the SQL of a model depends, by name.
     *
     * @throws SQLException if the database cannot be queried
     */
    public Map<String, String> variables(Connection session) throws SQLException {
        return Map.of();
    }

    /**
     * Returns the texts that the session can store in the engine's own tables.
     *
     * @throws SQLException if the database cannot be queried
     */
    public StorableTexts storableTexts(Connection session) throws SQLException {
        return StorableTexts.ALL;
    }

    /** Returns the SQL of portable operations. */
    public abstract Ddl ddl();

    /** Returns the portable types and the names of portable operations. */
    public PortableTypes portableTypes() {
        return new DialectTypes(name(), ddl(), textType());
    }

    /** Returns the type of arrays of a type; empty if the product has no arrays. */
    public Optional<String> arrayType(String element) {
        return Optional.empty();
    }

    /** Whether an unqualified table of a foreign key is in the schema of the table that has the key. */
    public boolean resolvesKeysInSchemaOfTable() {
        return false;
    }

    /**
     * Returns the SQL of operations for one database, whose settings might change how a name is written.
     *
     * @throws SQLException if the database cannot be queried
     */
    public Ddl ddl(Connection session) throws SQLException {
        return ddl();
    }

    /** Returns a query that locks the rows it returns until the transaction ends. */
    public String forUpdate(String query) {
        return query + " for update";
    }

    /**
     * Returns the lock that Flyway holds while it changes its history.
     *
     * @param schema the schema of the history, not quoted
     * @param table the table of the history, not quoted
     */
    public HistoryLock lockOfFlyway(String schema, String table) {
        return HistoryLock.ofRows(forUpdate("select 1 from " + quote(schema) + "." + quote(table)));
    }

    /**
     * Returns a timestamp that the database recorded as its current time, in a column without a time zone; null if it is
     * null.
     *
     * @throws SQLException if the column cannot be read as a timestamp
     */
    public @Nullable Instant timestamp(ResultSet row, String column) throws SQLException {
        Timestamp timestamp = row.getTimestamp(column);
        return timestamp == null ? null : timestamp.toInstant();
    }

    /** Returns a name in the quotes of the product. */
    public String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public String toString() {
        return name();
    }
}
