package dev.migrate.dialect;

import dev.migrate.catalog.CatalogSnapshot;
import dev.migrate.catalog.InterruptionEffect;
import dev.migrate.catalog.MySqlCatalogSnapshots;
import dev.migrate.catalog.MySqlTransactionCheck;
import dev.migrate.catalog.TransactionCheck;
import dev.migrate.ddl.Ddl;
import dev.migrate.ddl.MySqlDdl;
import dev.migrate.ddl.MySqlTypes;
import dev.migrate.ddl.SqlExpression;
import dev.migrate.error.DatabaseException;
import dev.migrate.failure.FailureKind;
import dev.migrate.failure.MySqlBlockers;
import dev.migrate.failure.MySqlFailures;
import dev.migrate.failure.MySqlSyntaxCheck;
import dev.migrate.operation.DdlLimit;
import dev.migrate.operation.PortableTypes;
import dev.migrate.session.ClientSession;
import dev.migrate.session.MySqlClientSession;
import dev.migrate.session.MySqlSessionState;
import dev.migrate.session.MySqlSessionStateLeak;
import dev.migrate.session.SessionLimits;
import dev.migrate.session.SessionState;
import dev.migrate.sql.Lexer;
import dev.migrate.sql.MySqlLexer;
import dev.migrate.sql.Query;
import dev.migrate.sql.ServerSqlMode;
import dev.migrate.sql.Statement;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;

/** MySQL: every DDL statement commits, and the server has named locks. */
public class MySqlDialect extends Dialect {

    private static final Pattern TRANSACTIONAL = Pattern.compile(
            "(\\( )*(insert|update|delete|replace|select|with|values|table|explain|signal|load (data|xml))\\b.*");
    private static final Pattern SET = Pattern.compile("set\\b.*");
    private static final Pattern SET_COMMITS =
            Pattern.compile("set\\b.*\\bautocommit\\b.*|set (password|statement)\\b.*");
    private static final Pattern IDEMPOTENT = Pattern.compile(
            "(?!set statement\\b)(set|use|analyze(?! (format|insert|update|delete|replace|select|with)\\b)|optimize|check|flush|grant)\\b.*");
    private static final Pattern DDL = Pattern.compile("(create|alter|drop|rename|truncate)\\b.*");
    private static final Pattern UNVERIFIABLE = Pattern.compile(
            "(revoke|install|uninstall|repair)\\b.*|(create|alter|drop|rename)( or replace)? (user|role|server)\\b.*"
                    + "|alter\\b.*\\b(exchange|discard|import|auto_increment|restart)\\b.*");
    private static final Pattern FILLED = Pattern.compile("(?is)create\\s[^;]*?\\btable\\b.*\\bselect\\b.*");
    private static final Pattern LOCKS_TABLES =
            Pattern.compile("(lock|unlock) tables?\\b.*|flush\\b.*\\bwith read lock\\b.*");
    private static final Pattern RELEASES_LOCKS = Pattern.compile("(?!create\\b).*\\brelease_all_locks \\(.*");
    /** Warnings that an object already exists or does not exist, where the statement allows for it. */
    private static final Set<Integer> NOTICES =
            Set.of(1007, 1008, 1050, 1051, 1060, 1061, 1091, 1304, 1305, 1360, 1537, 1539, 4091, 4092);

    /** Ends a transaction regardless of {@code completion_type}. */
    static final String COMMIT = "commit and no chain no release";

    /** Rolls a transaction back regardless of {@code completion_type}. */
    static final String ROLLBACK = "rollback and no chain no release";

    private final Supplier<ServerSqlMode> sqlMode;

    /** Creates the dialect of sessions in the default SQL mode. */
    public MySqlDialect() {
        this(() -> ServerSqlMode.DEFAULT);
    }

    /**
     * Creates a dialect.
     *
     * @param sqlMode returns the SQL mode in which scripts begin; called only if a text depends on it
     */
    MySqlDialect(Supplier<ServerSqlMode> sqlMode) {
        this.sqlMode = sqlMode;
    }

    @Override
    public String name() {
        return "mysql";
    }

    @Override
    public Dialect in(Supplier<Connection> session) {
        return new MySqlDialect(SingletonSupplier.of(() -> serverSqlMode(session.get())));
    }

    /**
     * Reads the SQL mode of a session and that of the server.
     *
     * @throws DatabaseException if the database cannot be queried
     */
    static ServerSqlMode serverSqlMode(Connection session) {
        try {
            List<@Nullable String> row = Query.row(session, "select @@session.sql_mode, @@global.sql_mode");
            return new ServerSqlMode(
                    Objects.requireNonNullElse(row.get(0), ""), Objects.requireNonNullElse(row.get(1), ""));
        } catch (SQLException failure) {
            throw DatabaseException.unreachable(failure);
        }
    }

    @Override
    public Lexer lexer() {
        return lexer(this.sqlMode);
    }

    /** Returns the lexer of texts that begin in a SQL mode. */
    Lexer lexer(Supplier<ServerSqlMode> mode) {
        return new MySqlLexer(mode);
    }

    @Override
    public PortableTypes portableTypes() {
        return new MySqlTypes(name(), ddl(), textType());
    }

    @Override
    public boolean transactionalDdl() {
        return false;
    }

    @Override
    String textType() {
        return "longtext";
    }

    @Override
    String identityType() {
        return "bigint not null auto_increment primary key";
    }

    @Override
    String tableOptions() {
        return " engine = InnoDB default character set utf8mb4 collate utf8mb4_bin";
    }

    /** The bytes per character decide which types can hold a text; the SQL mode decides how a text is quoted. */
    @Override
    public Map<String, String> variables(Connection session) throws SQLException {
        List<@Nullable String> row = Query.row(session, "select @@character_set_database, @@sql_mode");
        return Map.of(
                "character_set_database",
                Objects.requireNonNullElse(row.get(0), ""),
                "sql_mode",
                Objects.requireNonNullElse(row.get(1), ""));
    }

    /**
     * The tables are in UTF-8. What a driver sends in another character set, the server cannot receive completely. Of the
     * characters of unknown sets, only ASCII is stored.
     */
    @Override
    public StorableTexts storableTexts(Connection session) throws SQLException {
        List<@Nullable String> row = Query.row(session, "select @@character_set_client, @@max_allowed_packet");
        String client = String.valueOf(row.get(0));
        Optional<Charset> charset = switch (client) {
            case "utf8mb4", "utf8mb3", "utf8" -> Optional.empty();
            case "latin1" -> Optional.of(Charset.forName("windows-1252"));
            default -> Optional.of(StandardCharsets.US_ASCII);
        };
        return new StorableTexts(charset, client.equals("utf8mb4"), Long.parseLong(String.valueOf(row.get(1))));
    }

    @Override
    public String epochMillis() {
        return "cast(unix_timestamp(now(3)) * 1000 as signed)";
    }

    @Override
    public Optional<SessionLock> sessionLock() {
        return Optional.of(new SessionLock(
                "select get_lock(?, 0)",
                "select get_lock(?, 10)",
                "select release_lock(?)",
                "is_used_lock(?) is not null",
                "select coalesce(is_used_lock(?) = connection_id(), 0)",
                "concat('migrate:', left(sha2(concat('`', replace(database(), '`', '``'), '`.%1$s'), 256), 40))"));
    }

    /** A named lock, whose name is derived from the quoted name of the table, and the rows of the table. */
    @Override
    public HistoryLock lockOfFlyway(String schema, String table) {
        String name = quote(schema) + "." + quote(table);
        String key = "'Flyway-%d'".formatted(name.hashCode());
        return new HistoryLock(
                List.of("select get_lock(%s, 0)".formatted(key), forUpdate("select 1 from " + name)),
                "select release_lock(%s)".formatted(key));
    }

    @Override
    public SqlExpression now() {
        return new SqlExpression("date_format(utc_timestamp(3), '%Y-%m-%dT%H:%i:%s.%fZ')");
    }

    /**
     * The file reconnects between revisions that change their session. Clients since MySQL 9.4 read no commands unless an
     * option allows them, so that the first line stops them before anything runs.
     */
    @Override
    List<String> clientHead() {
        List<String> lines = new ArrayList<>(
                List.of("-- Requires client commands: mysql --loose-commands DATABASE < FILE", "connect"));
        lines.addAll(sessionHead());
        return lines;
    }

    /** Returns the statements with which each session of the client begins. */
    List<String> sessionHead() {
        return List.of("set names utf8mb4;", "set autocommit = 1;");
    }

    @Override
    String beginSql() {
        return "start transaction";
    }

    /** The client ends a statement at every semicolon, even inside a body, unless another delimiter is set. */
    @Override
    String terminated(String sql) {
        if (!sql.contains(";")) {
            return super.terminated(sql);
        }
        StringBuilder delimiter = new StringBuilder("//");
        while (sql.contains(delimiter)) {
            delimiter.append('/');
        }
        return "delimiter %s\n%s\n%s\ndelimiter ;".formatted(delimiter, sql, delimiter);
    }

    @Override
    String notInLiterals() {
        return "\\\r";
    }

    @Override
    String character(int code) {
        return "char(%d using utf8mb4)".formatted(code);
    }

    @Override
    public Schemas schemas() {
        return new MySqlSchemas(this);
    }

    @Override
    public SessionState session(Connection connection, SessionLimits sessionLimits, boolean shared, String initSql)
            throws SQLException {
        return MySqlSessionState.capture(connection, sessionLimits, limitsStatements(), initSql);
    }

    @Override
    public ClientSession clientSession(SessionLimits sessionLimits) {
        return new MySqlClientSession(sessionHead(), MySqlSessionState.limits(sessionLimits, limitsStatements()));
    }

    @Override
    public InterruptionEffect effect(Statement statement) {
        String head = statement.head();
        boolean set = SET.matcher(head).matches() && !SET_COMMITS.matcher(head).matches();
        if (set || TRANSACTIONAL.matcher(head).matches()) {
            return InterruptionEffect.TRANSACTIONAL;
        }
        if (IDEMPOTENT.matcher(head).matches()) {
            return InterruptionEffect.IDEMPOTENT;
        }
        if (UNVERIFIABLE.matcher(head).matches()
                || FILLED.matcher(statement.sql()).matches()) {
            return InterruptionEffect.UNVERIFIABLE;
        }
        return DDL.matcher(head).matches() ? InterruptionEffect.VERIFIABLE : InterruptionEffect.PARTIAL;
    }

    /** Some storage engines have no transactions. */
    @Override
    public TransactionCheck transactionCheck(Supplier<Connection> session) {
        return new MySqlTransactionCheck(session, this::effect, (mode) -> lexer(() -> mode), cascadesFireTriggers());
    }

    /** Whether changes by a foreign key fire triggers, as they do since MySQL 9.6. */
    boolean cascadesFireTriggers() {
        return true;
    }

    /**
     * Begins and ends the transaction by statements: to turn autocommit off and on takes a round trip more, and one that
     * turns it on commits.
     */
    @Override
    public boolean writeAlone(Connection connection, List<RecordWrite> writes) throws SQLException {
        try {
            execute(connection, "start transaction");
            RecordWrites.oneByOne(connection, writes);
            execute(connection, COMMIT);
            return true;
        } catch (SQLException | RuntimeException failure) {
            rollbackAfter(failure, connection);
            throw failure;
        }
    }

    static void rollbackAfter(Exception failure, Connection connection) {
        try {
            execute(connection, ROLLBACK);
        } catch (SQLException second) {
            failure.addSuppressed(second);
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public Optional<CatalogSnapshot> snapshot(Connection connection, Statement statement) throws SQLException {
        return MySqlCatalogSnapshots.of(connection, statement, lexer(), tableIds());
    }

    /** Returns the view of the catalog with the InnoDB IDs of tables. */
    String tableIds() {
        return "innodb_tables";
    }

    /** Refuses no statement that only creates a routine that releases locks. */
    @Override
    public Optional<String> refusal(Statement statement) {
        String head = statement.head();
        if (head.contains("release_all_locks") && RELEASES_LOCKS.matcher(head).matches()) {
            return Optional.of(RELEASES_LOCK);
        }
        return LOCKS_TABLES.matcher(statement.head()).matches()
                ? Optional.of("Remove it: a session that locks tables cannot access the tables of Migrate, and the"
                        + " migration lock already excludes other migrations.")
                : Optional.empty();
    }

    @Override
    public List<String> blockers(Connection connection, String sql) throws SQLException {
        return new MySqlBlockers(connection, sql).found();
    }

    @Override
    @Nullable
    FailureKind ownKind(SQLException failure) {
        return MySqlFailures.kind(failure);
    }

    @Override
    public boolean rejectedUnrun(Connection connection, Statement statement, SQLException failure) throws SQLException {
        return new MySqlSyntaxCheck(connection, statement).rejects(failure);
    }

    @Override
    public boolean isNotice(SQLWarning warning) {
        return NOTICES.contains(warning.getErrorCode());
    }

    /**
     * Returns the only value with which the driver streams rows, or 0 for plain statements. The driver then also
     * changes {@code net_write_timeout}, and restores it only if there are rows; plain statements return none, and the
     * session is reset after the others.
     */
    @Override
    int fetchSize(Statement statement) {
        return MySqlSessionStateLeak.any(statement) ? Integer.MIN_VALUE : 0;
    }

    @Override
    public Optional<String> statementTimeoutSetting() {
        return Optional.of("max_execution_time");
    }

    @Override
    public Ddl ddl() {
        return new MySqlDdl(null, "InnoDB", Map.of(), ddlLimits());
    }

    @Override
    public Ddl ddl(Connection session) throws SQLException {
        try (java.sql.Statement statement = session.createStatement();
                ResultSet engine = statement.executeQuery("select @@default_storage_engine")) {
            engine.next();
            return new MySqlDdl(session.getCatalog(), engine.getString(1), collations(session), ddlLimits());
        }
    }

    /** Returns the limits that MariaDB and MySQL do not share. */
    Set<DdlLimit> ddlLimits() {
        return Set.of(DdlLimit.KEYS_BLOCK_IDENTITIES, DdlLimit.EXPRESSIONS_BLOCK_RENAMES);
    }

    /** Returns the default collation of each database, where {@code ALTER TABLE} must name it. */
    Map<String, String> collations(Connection session) throws SQLException {
        return Query.rows(session, "select schema_name, default_collation_name from information_schema.schemata")
                .stream()
                .collect(Collectors.toMap((row) -> String.valueOf(row.get(0)), (row) -> String.valueOf(row.get(1))));
    }

    @Override
    public String quote(String name) {
        return '`' + name.replace("`", "``") + '`';
    }
}
