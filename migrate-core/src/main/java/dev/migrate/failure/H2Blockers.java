package dev.migrate.failure;

import dev.migrate.sql.Query;
import dev.migrate.sql.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lists the sessions that might block a statement on H2: those with a lock on a table that the statement names. */
public final class H2Blockers {

    private static final String SESSIONS = """
            select s.session_id, s.user_name, s.client_addr, s.client_info, s.session_state, s.session_start,
              case when max(l.lock_type) = 'EXCLUSIVE' or min(l.lock_type) = 'EXCLUSIVE' then 1 else 0 end,
              listagg(l.table_name, ', ') within group (order by l.table_name),
              listagg(l.table_name, char(10)) within group (order by l.table_name)
            from information_schema.locks l join information_schema.sessions s on s.session_id = l.session_id
            where s.session_id <> session_id()
            group by s.session_id, s.user_name, s.client_addr, s.client_info, s.session_state, s.session_start
            order by 7 desc, s.session_start""";

    private final Connection connection;
    private final String sql;

    public H2Blockers(Connection connection, String sql) {
        this.connection = connection;
        this.sql = sql;
    }

    /** Returns descriptions of the sessions, those with exclusive locks first. */
    public List<String> found() throws SQLException {
        return Query.rows(this.connection, SESSIONS).stream()
                .filter((row) ->
                        String.valueOf(row.get(8)).lines().anyMatch((name) -> Statement.mentions(this.sql, name)))
                .map(H2Blockers::phrase)
                .toList();
    }

    private static String phrase(List<@Nullable String> row) {
        return "session %s (user %s, host %s, application %s, %s, since %s) with %s lock on %s"
                .formatted(
                        row.get(0),
                        row.get(1),
                        Objects.requireNonNullElse(row.get(2), "local"),
                        Objects.requireNonNullElse(row.get(3), "unknown"),
                        String.valueOf(row.get(4)).toLowerCase(Locale.ROOT),
                        row.get(5),
                        "1".equals(row.get(6)) ? "an exclusive" : "a shared",
                        row.get(7));
    }
}
