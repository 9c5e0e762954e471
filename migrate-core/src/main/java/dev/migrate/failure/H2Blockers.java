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
            select s.SESSION_ID, s.USER_NAME, s.CLIENT_ADDR, s.CLIENT_INFO, s.SESSION_STATE, s.SESSION_START,
              case when max(l.LOCK_TYPE) = 'EXCLUSIVE' or min(l.LOCK_TYPE) = 'EXCLUSIVE' then 1 else 0 end,
              listagg(l.TABLE_NAME, ', ') within group (order by l.TABLE_NAME),
              listagg(l.TABLE_NAME, char(10)) within group (order by l.TABLE_NAME)
            from INFORMATION_SCHEMA.LOCKS l join INFORMATION_SCHEMA.SESSIONS s on s.SESSION_ID = l.SESSION_ID
            where s.SESSION_ID <> session_id()
            group by s.SESSION_ID, s.USER_NAME, s.CLIENT_ADDR, s.CLIENT_INFO, s.SESSION_STATE, s.SESSION_START
            order by 7 desc, s.SESSION_START""";

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
