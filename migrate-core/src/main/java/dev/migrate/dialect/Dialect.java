package dev.migrate.dialect;

import dev.migrate.catalog.CatalogSnapshot;
import dev.migrate.catalog.Effect;
import dev.migrate.catalog.ExpectedChangesReader;
import dev.migrate.catalog.RecoveryActions;
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
import dev.migrate.sql.Query;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Statements;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the engine has to know of a database product. The common case is here; each product's class holds only what
 * differs. Adding a database is adding such a class and naming it in {@link Dialects}.
 */
public abstract class Dialect {

    private static final Pattern CHANGES_SESSION = Pattern.compile("(set|use|pragma|reset|attach|detach|discard)\\b.*");
    private static final Pattern LIVES_IN_SESSION =
            Pattern.compile("(create (local |global )?temp(orary)?|prepare|declare)\\b.*|set @[^@].*");
    private static final Pattern TRANSACTION = Pattern.compile(
            "(?s)(begin(?! not)|start transaction|commit|rollback|savepoint|release(?! lock)|end|abort|prepare transaction|xa)( .*)?");
    private static final Pattern AUTOCOMMIT = Pattern.compile("set\\b.*\\bautocommit\\b.*");
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
     * Whether something between this driver and the server may hand each transaction to another session, so that
     * nothing of a session, such as its lock, can be relied on.
     */
    public boolean isPooled(Connection connection) throws SQLException {
        return false;
    }

    /**
     * The schema in which the engine's tables lie or would be made if no schema is set, quoted, so that a script that
     * changes the session's schema does not lead the record astray.
     */
    public abstract String defaultSchema(Connection connection, String table) throws SQLException;

    /** The schema in which the engine's tables are if none is set, where that is the same in every session. */
    public @Nullable String fixedSchema() {
        return null;
    }

    /**
     * Returns the schemas to which a session leads. A product without a search path has the current one alone.
     *
     * @param table the name of the record's table, without a schema
     * @param columns the columns of interest, in lower case
     */
    public SessionSchemas schemas(Connection session, String table, Collection<String> columns) throws SQLException {
        String current = session.getCatalog();
        List<String> reached = current == null ? List.of() : List.of(current);
        return new SessionSchemas(current, session.getMetaData().getUserName(), "", reached, List.of());
    }

    /**
     * Returns the tables of a schema, without views, temporary tables, and what extensions have created.
     *
     * @param schema the schema, not quoted
     * @param columns the columns of interest, in lower case
     */
    public final List<FoundTable> tables(Connection session, String schema, Collection<String> columns)
            throws SQLException {
        String names = columns.stream().map("'%s'"::formatted).collect(Collectors.joining(", "));
        String query = tablesQuery(names);
        try (PreparedStatement statement = session.prepareStatement(query)) {
            for (int parameter = 1;
                    parameter <= query.chars().filter((c) -> c == '?').count();
                    parameter++) {
                statement.setString(parameter, schema);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return Query.rows(rows).stream().map((row) -> foundTable(row)).toList();
            }
        }
    }

    /**
     * The query for the tables of a schema, which is each of its parameters: their schemas, their names, and which of some columns
     * they have.
     *
     * @param columns the columns of interest as literals, in lower case, separated by commas
     */
    abstract String tablesQuery(String columns);

    static FoundTable foundTable(List<@Nullable String> row) {
        String columns = row.get(2);
        return new FoundTable(
                String.valueOf(row.get(0)),
                String.valueOf(row.get(1)),
                columns == null ? Set.of() : Set.of(columns.split(",")));
    }

    /**
     * Captures the state of a session, in which each revision will begin.
     *
     * @param shared whether other clients get the session after each transaction
     * @param initSql what the pool runs on a new connection, as far as that is known
     */
    public abstract SessionState session(
            Connection connection, SessionLimits sessionLimits, boolean shared, String initSql) throws SQLException;

    /** Returns the state of the session in which the product's own client runs a script. */
    public abstract ClientSession clientSession(SessionLimits sessionLimits);

    /** Whether the session itself limits how long a statement runs; elsewhere the client has to. */
    public boolean limitsStatements() {
        return false;
    }

    /** Whether a statement that begins with these tokens begins or ends a transaction. */
    public static boolean controlsTransaction(CharSequence head) {
        return TRANSACTION.matcher(head).matches();
    }

    /**
     * What in a text of any number of statements would begin or end a transaction, or is refused in any script; throws
     * {@code InvalidScriptsException} if that cannot be told.
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

    /** Whether a statement may change settings of the session that outlive its revision. */
    public boolean changesSession(Statement statement) {
        return CHANGES_SESSION.matcher(statement.head()).matches();
    }

    /** Whether what a statement makes is gone with its session, and cannot simply be made again. */
    public boolean livesInSession(Statement statement) {
        return LIVES_IN_SESSION.matcher(statement.head()).matches();
    }

    /** Whether what a statement sets or makes outlives its transaction in the session, though nobody else sees it. */
    public boolean staysInSession(Statement statement) {
        return changesSession(statement) || livesInSession(statement);
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

    /** The statement that writes to the file what is committed, where the database does that later than it says so. */
    public Optional<String> checkpoint(Connection connection) throws SQLException {
        return Optional.empty();
    }

    /**
     * Runs a statement of a script; answers how many rows it changed, where that means something.
     *
     * @param warnings takes what the database warns of
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

    /** Returns the fetch size with which the driver does not keep all rows of a statement's result in memory. */
    int fetchSize(Statement statement) {
        return 0;
    }

    /** Results are read to their end, row by row: only then has the database run the statement, and nothing is kept. */
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

    /** What becomes of a statement that is interrupted. */
    public abstract Effect effect(Statement statement);

    /** Whether a statement writes where no transaction reaches, whatever its {@link #effect} is elsewhere. */
    public boolean isNonTransactional(Connection connection, Statement statement) throws SQLException {
        return false;
    }

    /**
     * What the catalogue says of the objects that a statement with an effect of {@link Effect#VERIFIABLE} names; none
     * if this user may not see enough of it to tell whether the statement took effect.
     */
    public Optional<CatalogSnapshot> snapshot(Connection connection, Statement statement) throws SQLException {
        return Optional.empty();
    }

    /** Whether all that differs between two pictures of the catalogue is what a statement does, and all of that is there. */
    public final boolean explains(Statement statement, CatalogSnapshot before, CatalogSnapshot after) {
        return ExpectedChangesReader.read(lexer(), statement.sql(), before)
                .map((expectedChanges) -> expectedChanges.explains(before, after))
                .orElse(false);
    }

    /**
     * How to take away what an interrupted statement left half made, or to finish what it left half done.
     *
     * @param before what the catalogue said before it ran
     * @param after what it says now
     */
    public RecoveryActions recoveryActions(
            Connection connection, Statement statement, CatalogSnapshot before, CatalogSnapshot after)
            throws SQLException {
        return RecoveryActions.NONE;
    }

    /** The remedy for a statement that would release the migration lock. */
    static final String RELEASES_LOCK = "Remove it: it would release the migration lock, which this session holds."
            + " Migrate resets the session after each revision; release other locks by name.";

    /** What to do instead of a statement that no script can have, because the engine cannot work around it. */
    public Optional<String> refusal(Statement statement) {
        return Optional.empty();
    }

    /**
     * Returns the sessions of this database that block a statement which waits for a lock, as far as this user may see
     * them, the likeliest first: a phrase for each. It never contains what other sessions run.
     *
     * @param sql the statement
     */
    public List<String> blockers(Connection connection, String sql) throws SQLException {
        return List.of();
    }

    /** Returns what the product itself knows of the class of a failure; none where it keeps to the standard. */
    abstract @Nullable FailureKind ownKind(SQLException failure);

    /** Returns the class of what a database or its driver reports, wherever in a chain of causes that is. */
    public final FailureKind failureKind(@Nullable Throwable failure) {
        return FailureKinds.of(failure, this::ownKind);
    }

    /** Whether the database says that a table, or the schema of one, does not exist. */
    public final boolean isMissingTable(SQLException failure) {
        FailureKind kind = failureKind(failure);
        return kind == FailureKind.MISSING_TABLE || kind == FailureKind.MISSING_SCHEMA;
    }

    /** Whether the database says that a table, a column or a key is there already. */
    public final boolean isDuplicate(SQLException failure) {
        return failureKind(failure) == FailureKind.DUPLICATE;
    }

    /** Whether the database says that a lock could not be had in time, or that transactions were in each other's way. */
    public final boolean isLockTimeout(SQLException failure) {
        return failureKind(failure).isTransient();
    }

    /** Whether the database says that the user lacks a right. */
    public final boolean isMissingPrivilege(SQLException failure) {
        return failureKind(failure) == FailureKind.MISSING_RIGHT;
    }

    /**
     * Whether a statement that failed was rejected before it ran, so that it had no effect. Asks the database to parse
     * it again, without running it.
     */
    public boolean rejectedUnrun(Connection connection, Statement statement, SQLException failure) throws SQLException {
        return false;
    }

    /** Whether a warning of the database is a mere notice, such as of {@code IF EXISTS}. */
    public boolean isNotice(SQLWarning warning) {
        return false;
    }

    /** Returns the setting of the server that limits how long a statement runs, for messages. */
    public Optional<String> statementTimeoutSetting() {
        return Optional.empty();
    }

    /** The settings of the server on which the SQL of a model depends, by name. */
    public Map<String, String> variables(Connection session) throws SQLException {
        return Map.of();
    }

    /** The SQL of operations. */
    public abstract Ddl ddl();

    /** What portable operations are called. */
    public PortableTypes portableTypes() {
        return new DialectTypes(name(), ddl(), textType());
    }

    /** The SQL of operations on one database, whose settings may decide how a name is written. */
    public Ddl ddl(Connection session) throws SQLException {
        return ddl();
    }

    /** A name in the quotes of the product. */
    public String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /**
     * A schema as a user wrote it: a plain word as it is, so that the product folds its case, what is quoted already as
     * it is, and quoted otherwise.
     */
    public String schemaName(String given) {
        return PLAIN_NAME.matcher(given).matches() || quote(unquoted(given)).equals(given) ? given : quote(given);
    }

    /**
     * A query that fails for want of the schema if the schema of some tables does not exist.
     *
     * @param recordTables the tables, with a schema as it stands in a statement
     */
    abstract String schemaProbe(RecordTables recordTables);

    /** Whether the schema of some tables, as it stands in a statement, is known not to exist. */
    public final boolean lacksSchema(Connection session, RecordTables recordTables) throws SQLException {
        try (java.sql.Statement statement = session.createStatement()) {
            statement.execute(schemaProbe(recordTables));
            return false;
        } catch (SQLException failure) {
            return switch (failureKind(failure)) {
                case MISSING_SCHEMA -> true;
                case MISSING_TABLE, MISSING_RIGHT, LOCK_TIMEOUT -> false;
                default -> throw failure;
            };
        }
    }

    /** Returns the schemas of the database, as the catalog names them. */
    public List<String> schemaNames(Connection session) throws SQLException {
        try (ResultSet names = session.getMetaData().getSchemas()) {
            return Query.rows(names).stream()
                    .map((row) -> String.valueOf(row.get(0)))
                    .toList();
        }
    }

    /** A schema as the catalog names it, for one as it stands in a statement. */
    public String catalogName(Connection session, String schema) throws SQLException {
        return unquoted(schema);
    }

    /** A schema of the catalog as a user has to write it, so that {@link #schemaName} leads to it. */
    public String settableSchema(String schema) {
        return unquoted(schemaName(schema)).equals(schema) ? schema : quote(schema);
    }

    /** What messages call a schema of the catalog. */
    public String describedSchema(String schema) {
        return "schema '%s'".formatted(schema);
    }

    /** A name without its quotes, if it has any. */
    public final String unquoted(String name) {
        String quote = quote("").substring(1);
        boolean quoted = name.length() > 2 && name.startsWith(quote) && name.endsWith(quote);
        return quoted ? name.substring(1, name.length() - 1).replace(quote + quote, quote) : name;
    }

    @Override
    public String toString() {
        return name();
    }
}
