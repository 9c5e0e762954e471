package dev.migrate.failure;

import dev.migrate.error.Log;
import dev.migrate.sql.Query;
import dev.migrate.sql.Statement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Lists the sessions that might block a statement on MySQL or MariaDB. MySQL's performance schema lists metadata locks,
 * as does MariaDB's plugin {@code METADATA_LOCK_INFO} where it is installed. Without them, every session of this
 * database that is active or has an open transaction is listed.
 */
public final class MySqlBlockers {

    private static final Log LOGGER = Log.of(MySqlBlockers.class);

    private static final List<String> METADATA_LOCKS = List.of("""
            select thread_id, table_name from information_schema.metadata_lock_info
            where table_schema = database() and thread_id <> connection_id() and table_name <> ''""", """
            select t.processlist_id, l.object_name from performance_schema.metadata_locks l
            join performance_schema.threads t on t.thread_id = l.owner_thread_id
            where l.object_type = 'TABLE' and l.lock_status = 'GRANTED' and l.object_schema = database()
              and t.processlist_id <> connection_id()""");

    /** MySQL cannot read this table while a session runs a statement with a character of four bytes, such as an emoji. */
    private static final String PROCESSES = "information_schema.processlist";

    private static final String MYSQL_PROCESSES = "performance_schema.processlist";

    private static final String SESSIONS = """
            select p.id, p.user, p.host, p.command, p.time, t.trx_started, %s
            from %s p
            left join information_schema.innodb_trx t on t.trx_mysql_thread_id = p.id
            where p.id <> connection_id() and (p.db = database() or p.id in (%s))
              and (t.trx_id is not null or p.command <> 'Sleep' or p.id in (%s))
            order by t.trx_started is null, t.trx_started, p.id""";

    private final Connection connection;
    private final String sql;

    public MySqlBlockers(Connection connection, String sql) {
        this.connection = connection;
        this.sql = sql;
    }

    /** Returns descriptions of the sessions, those with the oldest transactions first. */
    public List<String> found() throws SQLException {
        Map<String, Set<String>> locks = locks();
        String holders = locks.isEmpty() ? "0" : String.join(", ", locks.keySet());
        return Query.rows(this.connection, SESSIONS.formatted(program(), processes(), holders, holders)).stream()
                .filter((row) -> locks.isEmpty() || locks.containsKey(String.valueOf(row.get(0))))
                .map((row) -> phrase(row, locks.getOrDefault(String.valueOf(row.get(0)), Set.of())))
                .toList();
    }

    private static String phrase(List<@Nullable String> row, Set<String> tables) {
        return "connection %s (application %s, user %s, host %s, %s for %s s%s)%s"
                .formatted(
                        row.get(0),
                        Objects.requireNonNullElse(row.get(6), "unknown"),
                        row.get(1),
                        row.get(2),
                        String.valueOf(row.get(3)).equals("Sleep") ? "idle" : "active",
                        row.get(4),
                        row.get(5) == null ? "" : ", transaction since " + row.get(5),
                        tables.isEmpty() ? "" : " with a lock on " + String.join(", ", tables));
    }

    /** Returns the tables that the statement names and other sessions have locked, by session id. */
    private Map<String, Set<String>> locks() {
        Map<String, Set<String>> locks = new LinkedHashMap<>();
        for (String query : METADATA_LOCKS) {
            try {
                for (List<@Nullable String> row : Query.rows(this.connection, query)) {
                    if (row.get(0) != null && Statement.mentions(this.sql, String.valueOf(row.get(1)))) {
                        locks.computeIfAbsent(String.valueOf(row.get(0)), (id) -> new TreeSet<>())
                                .add(String.valueOf(row.get(1)));
                    }
                }
            } catch (SQLException unavailable) {
                LOGGER.debug("Could not read the metadata locks: {}", unavailable.getMessage());
            }
        }
        return locks;
    }

    /** Returns the table of the sessions. That of the performance schema is empty if the performance schema is disabled. */
    private String processes() {
        try {
            return Query.rows(this.connection, "select 1 from %s where id = connection_id()".formatted(MYSQL_PROCESSES))
                            .isEmpty()
                    ? PROCESSES
                    : MYSQL_PROCESSES;
        } catch (SQLException unavailable) {
            LOGGER.debug("Could not read the sessions in the performance schema: {}", unavailable.getMessage());
            return PROCESSES;
        }
    }

    /**
     * Returns an SQL expression for the program name of a session. Only the performance schema has it, which might be
     * disabled or not accessible to the user; then returns {@code null} as SQL.
     */
    private String program() {
        String query = """
                (select max(a.attr_value) from performance_schema.session_connect_attrs a
                where a.processlist_id = p.id and a.attr_name = 'program_name')""";
        try (PreparedStatement statement = this.connection.prepareStatement(
                "select 1 from performance_schema.session_connect_attrs where processlist_id = 0")) {
            statement.executeQuery().close();
            return query;
        } catch (SQLException unavailable) {
            LOGGER.debug("Could not read the names of programs: {}", unavailable.getMessage());
            return "null";
        }
    }
}
