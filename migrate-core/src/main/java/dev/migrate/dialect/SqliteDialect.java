package dev.migrate.dialect;

import dev.migrate.catalog.InterruptionEffect;
import dev.migrate.ddl.Ddl;
import dev.migrate.ddl.SqlExpression;
import dev.migrate.ddl.SqliteDdl;
import dev.migrate.ddl.SqliteTypes;
import dev.migrate.failure.FailureKind;
import dev.migrate.failure.SqliteFailures;
import dev.migrate.operation.PortableTypes;
import dev.migrate.session.ClientSession;
import dev.migrate.session.SessionLimits;
import dev.migrate.session.SessionState;
import dev.migrate.session.SqliteClientSession;
import dev.migrate.session.SqliteSessionState;
import dev.migrate.sql.Lexer;
import dev.migrate.sql.Query;
import dev.migrate.sql.SqliteLexer;
import dev.migrate.sql.SqlitePragma;
import dev.migrate.sql.Statement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** SQLite: transactional DDL, one writer at a time, and no lock that belongs to a session. */
public final class SqliteDialect extends Dialect {

    private static final String FOREIGN_KEYS = "foreign_keys";

    /** Statements that are refused inside a transaction. */
    private static final Pattern OUTSIDE = Pattern.compile("(vacuum|attach|detach)\\b.*");

    /** Pragmas that are refused or, worse, have no effect inside a transaction. */
    private static final Set<String> PRAGMAS_OUTSIDE =
            Set.of(FOREIGN_KEYS, "journal_mode", "synchronous", "wal_checkpoint", "temp_store", "encoding");

    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    public Lexer lexer() {
        return new SqliteLexer();
    }

    @Override
    public PortableTypes portableTypes() {
        return new SqliteTypes(name(), ddl(), textType());
    }

    @Override
    public boolean transactionalDdl() {
        return true;
    }

    private static boolean isOutside(Statement statement) {
        return OUTSIDE.matcher(statement.head()).matches()
                || pragma(statement)
                        .filter((pragma) -> PRAGMAS_OUTSIDE.contains(pragma.name()))
                        .isPresent();
    }

    private static Optional<SqlitePragma> pragma(Statement statement) {
        return statement.head().startsWith("pragma ") ? SqlitePragma.of(statement.sql()) : Optional.empty();
    }

    private static Optional<SqlitePragma> foreignKeys(Statement statement) {
        return pragma(statement).filter((pragma) -> pragma.name().equals(FOREIGN_KEYS) && pragma.isAssignment());
    }

    @Override
    public boolean precedesTransaction(Statement statement) {
        return foreignKeys(statement).filter(SqlitePragma::isOff).isPresent();
    }

    @Override
    public boolean followsTransaction(Statement statement) {
        return foreignKeys(statement).filter((pragma) -> !pragma.isOff()).isPresent();
    }

    @Override
    public Optional<String> suspendForeignKeys() {
        return Optional.of("PRAGMA foreign_keys = OFF");
    }

    @Override
    public Map<String, Long> foreignKeyViolations(Connection connection) throws SQLException {
        Map<String, Long> violations = new TreeMap<>();
        for (List<@Nullable String> row : Query.rows(
                connection,
                "select \"table\", parent, count(*) from pragma_foreign_key_check group by \"table\", parent")) {
            violations.put(
                    "rows of '%s' that reference missing rows of '%s'".formatted(row.get(0), row.get(1)),
                    Long.valueOf(String.valueOf(row.get(2))));
        }
        return violations;
    }

    @Override
    public String foreignKeyCondition() {
        return "(select count(*) from pragma_foreign_key_check) = 0";
    }

    @Override
    String textType() {
        return "text";
    }

    /** {@code AUTOINCREMENT} would create the table {@code sqlite_sequence}. Without it, too, a new log entry is the last. */
    @Override
    String identityType() {
        return "integer primary key";
    }

    @Override
    public String epochMillis() {
        return "cast((julianday('now') - 2440587.5) * 86400000 as integer)";
    }

    @Override
    public SqlExpression now() {
        return new SqlExpression("strftime('%Y-%m-%dT%H:%M:%fZ', 'now')");
    }

    @Override
    List<String> clientHead() {
        return List.of(".bail on");
    }

    @Override
    String beginSql() {
        return "begin immediate";
    }

    /** Cancels the statement from here, because the driver uses the query timeout as the lock timeout. */
    @Override
    public @Nullable Long execute(
            Connection connection, Statement statement, int timeoutSeconds, Consumer<SQLWarning> warnings)
            throws SQLException {
        if (timeoutSeconds == 0) {
            return super.execute(connection, statement, timeoutSeconds, warnings);
        }
        try (java.sql.Statement jdbc = connection.createStatement();
                CancelTimer cancelTimer = new CancelTimer(jdbc)) {
            jdbc.setEscapeProcessing(false);
            cancelTimer.after(Duration.ofSeconds(timeoutSeconds));
            return execute(jdbc, statement.sql(), fetchSize(statement), warnings);
        }
    }

    @Override
    public Schemas schemas() {
        return new SqliteSchemas(this);
    }

    @Override
    public SessionState session(Connection connection, SessionLimits sessionLimits, boolean shared, String initSql)
            throws SQLException {
        return SqliteSessionState.capture(connection, sessionLimits);
    }

    @Override
    public ClientSession clientSession(SessionLimits sessionLimits) {
        return new SqliteClientSession(sessionLimits);
    }

    @Override
    public InterruptionEffect effect(Statement statement) {
        return isOutside(statement) ? InterruptionEffect.IDEMPOTENT : InterruptionEffect.TRANSACTIONAL;
    }

    @Override
    public Ddl ddl() {
        return new SqliteDdl();
    }

    /** A write transaction locks the database. */
    @Override
    public String forUpdate(String query) {
        return query;
    }

    /** Flyway records text in UTC; Liquibase records text in UTC, or milliseconds. */
    @Override
    public @Nullable Instant timestamp(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        if (text == null) {
            return null;
        }
        try {
            return text.chars().allMatch(Character::isDigit)
                    ? Instant.ofEpochMilli(Long.parseLong(text))
                    : LocalDateTime.parse(text.strip().replace(' ', 'T')).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException invalid) {
            throw new SQLException(
                    "Column '%s' contains '%s', which is no timestamp.".formatted(column, text), invalid);
        }
    }

    /** Begins a write transaction: a deferred one that has read cannot write after another session has written. */
    @Override
    public void begin(Connection connection) throws SQLException {
        run(connection, "begin immediate");
    }

    @Override
    public void commit(Connection connection) throws SQLException {
        run(connection, "commit");
    }

    @Override
    public void rollback(Connection connection) throws SQLException {
        run(connection, "rollback");
    }

    @Override
    @Nullable
    FailureKind ownKind(SQLException failure) {
        return SqliteFailures.kind(failure);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
