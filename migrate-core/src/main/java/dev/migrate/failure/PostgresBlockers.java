package dev.migrate.failure;

import dev.migrate.sql.Query;
import dev.migrate.sql.Statement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lists the sessions that might block a statement on PostgreSQL. The server reports blocking sessions only while the
 * statement waits; afterwards, they are derived from the locks that other sessions hold on the relations that the
 * statement names and on those that foreign keys connect to them.
 */
public final class PostgresBlockers {

    /** Statements that readers of their table do not block. */
    private static final Pattern BESIDE_READERS = Pattern.compile(
            "(?is)\\s*(create\\s+(unique\\s+)?index|create\\s+(or\\s+replace\\s+)?(constraint\\s+)?trigger"
                    + "|insert|update|delete|merge|copy|with|select|refresh\\s+materialized\\s+view\\s+concurrently"
                    + "|create\\s+statistics|analyze|vacuum(?!\\s*\\(?[^)]*full)|comment)\\b.*");

    /** Statements that writers of their table do not block, except for locked rows. */
    private static final Pattern BESIDE_WRITERS =
            Pattern.compile("(?is)\\s*(insert|update|delete|merge|copy|with|select)\\b.*");

    private static final String STRONG = "'ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock'";
    private static final String WRITING = "'RowExclusiveLock', 'ShareUpdateExclusiveLock', " + STRONG;

    private final Connection connection;
    private final String sql;

    public PostgresBlockers(Connection connection, String sql) {
        this.connection = connection;
        this.sql = sql;
    }

    /** Returns descriptions of the sessions, those that certainly block first. */
    public List<String> found() throws SQLException {
        List<String> names = relations();
        if (names.isEmpty()) {
            return List.of();
        }
        String certain = BESIDE_WRITERS.matcher(this.sql).matches() ? STRONG : WRITING;
        boolean readersBlock = !BESIDE_READERS.matcher(this.sql).matches();
        String query = """
                select a.pid, coalesce(nullif(a.application_name, ''), 'unknown'), a.usename,
                  coalesce(host(a.client_addr), 'local'), a.state, a.xact_start,
                  string_agg(distinct l.relation::regclass::text, ', '), string_agg(distinct l.mode, ', ')
                from pg_locks l join pg_stat_activity a on a.pid = l.pid
                where l.granted and l.locktype = 'relation' and l.pid <> pg_backend_pid()
                  and l.database = (select oid from pg_database where datname = current_database())
                  and l.relation::bigint = any (?) and (%1$s or l.mode <> 'AccessShareLock')
                group by a.pid, a.application_name, a.usename, a.client_addr, a.state, a.xact_start
                order by bool_or(%1$s or l.mode in (%2$s)) desc, a.xact_start""".formatted(readersBlock, certain);
        try (PreparedStatement statement = this.connection.prepareStatement(query)) {
            statement.setArray(1, this.connection.createArrayOf("bigint", names.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                return Query.rows(rows).stream().map(PostgresBlockers::phrase).toList();
            }
        }
    }

    private static String phrase(List<@Nullable String> row) {
        return "process %s (application %s, user %s, host %s, %s, transaction since %s) with a lock on %s (%s)"
                .formatted(row.toArray());
    }

    /** Returns the OIDs of the relations that the statement names, and of those that foreign keys connect to them. */
    private List<String> relations() throws SQLException {
        String query = """
                select c.oid::bigint, c.relname, n.nspname, pg_table_is_visible(c.oid),
                  (select string_agg(case when f.conrelid = c.oid then f.confrelid else f.conrelid end::bigint::text, chr(10))
                    from pg_constraint f where f.contype = 'f' and c.oid in (f.conrelid, f.confrelid))
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'p', 'v', 'm', 'S', 'i', 'I', 'f')
                  and exists (select 1 from pg_locks l where l.pid <> pg_backend_pid()
                    and l.database = (select oid from pg_database where datname = current_database()))
                  and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')""";
        List<String> found = new ArrayList<>();
        for (List<@Nullable String> row : Query.rows(this.connection, query)) {
            boolean named = Statement.mentions(this.sql, String.valueOf(row.get(1)))
                    && ("t".equals(row.get(3)) || Statement.mentions(this.sql, String.valueOf(row.get(2))));
            if (named) {
                found.add(String.valueOf(row.get(0)));
                if (row.get(4) != null) {
                    String.valueOf(row.get(4)).lines().forEach(found::add);
                }
            }
        }
        return found;
    }
}
