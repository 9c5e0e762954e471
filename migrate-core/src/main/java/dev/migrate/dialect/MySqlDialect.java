package dev.migrate.dialect;

import dev.migrate.operation.Vocabulary;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** MySQL: every DDL statement commits, named locks of the server. */
class MySqlDialect extends Dialect {

    private static final Pattern TRANSACTIONAL = Pattern.compile(
            "(\\( )*(insert|update|delete|replace|select|with|values|table|explain|load (data|xml))\\b.*");
    private static final Pattern SET = Pattern.compile("set\\b.*");
    private static final Pattern SET_COMMITS =
            Pattern.compile("set\\b.*\\bautocommit\\b.*|set (password|statement)\\b.*");
    private static final Pattern REPEATABLE = Pattern.compile(
            "(?!set statement\\b)(set|use|analyze(?! (format|insert|update|delete|replace|select|with)\\b)|optimize|check|flush|grant)\\b.*");
    private static final Pattern DDL = Pattern.compile("(create|alter|drop|rename|truncate)\\b.*");
    private static final Pattern HIDDEN = Pattern.compile(
            "(revoke|install|uninstall|repair)\\b.*|(create|alter|drop|rename)( or replace)? (user|role|server)\\b.*"
                    + "|alter\\b.*\\b(exchange|discard|import|auto_increment|restart)\\b.*");
    private static final Pattern FILLED = Pattern.compile("(?is)create\\s[^;]*?\\btable\\b.*\\bselect\\b.*");
    private static final Pattern LOCKS_TABLES =
            Pattern.compile("(lock|unlock) tables?\\b.*|flush\\b.*\\bwith read lock\\b.*");
    private static final Set<Integer> MISSING_RIGHT = Set.of(1044, 1045, 1142, 1143, 1227, 1370);

    @Override
    public String name() {
        return "mysql";
    }

    @Override
    public Lexer lexer() {
        return new MySqlLexer();
    }

    @Override
    public Vocabulary vocabulary() {
        return new MySqlWords(this);
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

    /** How many bytes a character may need decides which types can hold a text, and the mode how a text is quoted. */
    @Override
    public Map<String, String> variables(Connection session) throws SQLException {
        List<@Nullable String> row = row(session, "select @@character_set_database, @@sql_mode");
        return Map.of(
                "character_set_database",
                Objects.requireNonNullElse(row.get(0), ""),
                "sql_mode",
                Objects.requireNonNullElse(row.get(1), ""));
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

    @Override
    public SqlExpression now() {
        return new SqlExpression("date_format(utc_timestamp(3), '%Y-%m-%dT%H:%i:%s.%fZ')");
    }

    @Override
    List<String> clientHead() {
        return List.of("set names utf8mb4;", "set autocommit = 1;");
    }

    @Override
    String beginSql() {
        return "start transaction";
    }

    /** The client ends a statement at every semicolon, also inside a body, unless it is given another delimiter. */
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
    public String homeSchema(Connection connection, String table) throws SQLException {
        String catalog = connection.getCatalog();
        if (catalog == null || catalog.isEmpty()) {
            throw new SQLException("No database is selected; name one in the JDBC URL.", "3D000");
        }
        return quote(catalog);
    }

    /** The schema is given to both tables of the catalog, which are read for all schemas otherwise. */
    @Override
    String tablesQuery(String columns) {
        return """
                select t.table_schema, t.table_name, group_concat(lower(c.column_name))
                from information_schema.tables t left join (
                  select table_name, column_name from information_schema.columns
                  where table_schema = ? and lower(column_name) in (%s)) c on c.table_name = t.table_name
                where t.table_schema = ? and t.table_type in ('BASE TABLE', 'SYSTEM VERSIONED')
                group by t.table_schema, t.table_name order by t.table_name""".formatted(columns);
    }

    @Override
    public SessionState session(Connection connection, Limits limits, boolean shared, String initSql)
            throws SQLException {
        return MySqlSession.capture(connection, limits, limitsStatements());
    }

    @Override
    public ClientSession clientSession(Limits limits) {
        return new MySqlClientSession(clientHead(), MySqlSession.limits(limits, limitsStatements()));
    }

    @Override
    public Effect effect(Statement statement) {
        String head = statement.head();
        boolean set = SET.matcher(head).matches() && !SET_COMMITS.matcher(head).matches();
        if (set || TRANSACTIONAL.matcher(head).matches()) {
            return Effect.TRANSACTIONAL;
        }
        if (REPEATABLE.matcher(head).matches()) {
            return Effect.REPEATABLE;
        }
        if (HIDDEN.matcher(head).matches() || FILLED.matcher(statement.sql()).matches()) {
            return Effect.HIDDEN;
        }
        return DDL.matcher(head).matches() ? Effect.CATALOGUED : Effect.PARTIAL;
    }

    /** Some storage engines know no transactions. */
    @Override
    public boolean escapesTransactions(Connection connection, Statement statement) throws SQLException {
        String query = """
                select t.table_name from information_schema.tables t
                join information_schema.engines e on e.engine = t.engine
                where t.table_schema = database() and t.table_type = 'BASE TABLE' and coalesce(e.transactions, 'NO') <> 'YES'""";
        return rows(connection, query).stream()
                .anyMatch((row) -> Catalogue.mentions(statement.sql(), String.valueOf(row.get(0))));
    }

    @Override
    public Optional<Catalogue> catalogue(Connection connection, Statement statement) throws SQLException {
        return MySqlCatalogue.of(connection, statement);
    }

    @Override
    public Optional<String> refusal(Statement statement) {
        return LOCKS_TABLES.matcher(statement.head()).matches()
                ? Optional.of("Remove it: a session that locks tables by hand cannot reach the engine's own tables, and"
                        + " the engine's lock already keeps other migrations away.")
                : Optional.empty();
    }

    @Override
    public List<String> blockers(Connection connection, String sql) throws SQLException {
        String query = """
                select p.id, p.user, p.host, p.time, coalesce(t.trx_query, p.info), t.trx_started
                from information_schema.processlist p
                left join information_schema.innodb_trx t on t.trx_mysql_thread_id = p.id
                where p.id <> connection_id() and (t.trx_id is not null or (p.info is not null and p.db = database()))
                order by t.trx_started is null, t.trx_started""";
        return rows(connection, query).stream()
                .map((row) -> "connection %s of %s at %s%s, %s for %s s%s"
                        .formatted(
                                row.get(0),
                                row.get(1),
                                row.get(2),
                                row.get(5) == null ? "" : ", in a transaction since " + row.get(5),
                                row.get(4) == null ? "idle" : "busy",
                                row.get(3),
                                row.get(4) == null ? "" : ": " + shortened(row.get(4))))
                .toList();
    }

    @Override
    public String schemaName(String given) {
        return quote(unquoted(given));
    }

    @Override
    public String describedSchema(String schema) {
        return "database '%s'".formatted(schema);
    }

    @Override
    public boolean saysMissingTable(SQLException failure) {
        return failure.getErrorCode() == 1146 || failure.getErrorCode() == 1049;
    }

    @Override
    public boolean saysDuplicate(SQLException failure) {
        return List.of(1050, 1060, 1062).contains(failure.getErrorCode());
    }

    @Override
    public boolean saysLockTimeout(SQLException failure) {
        return failure.getErrorCode() == 1205 || failure.getErrorCode() == 1213;
    }

    @Override
    public boolean saysMissingRight(SQLException failure) {
        return MISSING_RIGHT.contains(failure.getErrorCode());
    }

    @Override
    public Ddl ddl() {
        return new MySqlDdl(null, "InnoDB");
    }

    @Override
    public Ddl ddl(Connection session) throws SQLException {
        try (java.sql.Statement statement = session.createStatement();
                ResultSet engine = statement.executeQuery("select @@default_storage_engine")) {
            engine.next();
            return new MySqlDdl(session.getCatalog(), engine.getString(1));
        }
    }

    @Override
    public String quote(String name) {
        return '`' + name.replace("`", "``") + '`';
    }
}
