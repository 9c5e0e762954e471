package dev.migrate.dialect;

import dev.migrate.operation.Vocabulary;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** MySQL: every DDL statement commits, named locks of the server. */
class MySqlDialect extends Dialect {

    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(5);
    private static final List<String> RESTORED = List.of(
            "sql_mode",
            "foreign_key_checks",
            "unique_checks",
            "lock_wait_timeout",
            "innodb_lock_wait_timeout",
            "character_set_client",
            "character_set_results",
            "collation_connection");
    private static final Pattern NUMBER = Pattern.compile("'\\d+'");
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
                "select release_lock(?)",
                "is_used_lock(?) is not null",
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

    @Override
    public List<String> sessionSettings(@Nullable Duration lockTimeout) {
        Duration timeout = lockTimeout == null ? LOCK_TIMEOUT : lockTimeout;
        long seconds = Math.max(1, timeout.toSeconds());
        return List.of(
                "set session lock_wait_timeout = " + seconds, "set session innodb_lock_wait_timeout = " + seconds);
    }

    @Override
    public List<String> restoring(Connection session) throws SQLException {
        List<@Nullable String> values = row(
                session,
                "select database(), "
                        + String.join(
                                ", ",
                                RESTORED.stream()
                                        .map("quote(@@session.%s)"::formatted)
                                        .toList()));
        List<String> settings = new ArrayList<>();
        for (int at = 0; at < RESTORED.size(); at++) {
            String value = String.valueOf(values.get(at + 1));
            boolean number = NUMBER.matcher(value).matches();
            settings.add("session %s = %s".formatted(RESTORED.get(at), number ? value.replace("'", "") : value));
        }
        List<String> all = new ArrayList<>();
        if (values.get(0) != null) {
            all.add("use " + quote(values.get(0)));
        }
        all.add("set " + String.join(", ", settings));
        return all;
    }

    @Override
    public String schemaName(String given) {
        return quote(given);
    }

    @Override
    public boolean saysMissingTable(SQLException failure) {
        return failure.getErrorCode() == 1146 || failure.getErrorCode() == 1049;
    }

    @Override
    public boolean saysDuplicate(SQLException failure) {
        return failure.getErrorCode() == 1050 || failure.getErrorCode() == 1062;
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
        return new MySqlDdl(null);
    }

    @Override
    public Ddl ddl(Connection session) throws SQLException {
        return new MySqlDdl(session.getCatalog());
    }

    @Override
    public String quote(String name) {
        return '`' + name.replace("`", "``") + '`';
    }
}
