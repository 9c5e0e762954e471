package dev.migrate.catalog;

import dev.migrate.sql.DdlName;
import dev.migrate.sql.DdlTokens;
import dev.migrate.sql.PostgresLexer;
import dev.migrate.sql.Query;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Determines the recovery from an interrupted concurrent statement: drops indexes that it left unfinished or half
 * dropped, and finalizes a partition that it left half detached. Never touches objects of other statements, even if
 * they look the same, because another session might be working on them.
 */
public final class PostgresRecoveryActions {

    private static final String NAME = "select format('%I.%I', n.nspname, c.relname)"
            + " from pg_class c join pg_namespace n on n.oid = c.relnamespace where ";

    private final Connection connection;
    private final String sql;

    public PostgresRecoveryActions(Connection connection, String sql) {
        this.connection = connection;
        this.sql = sql;
    }

    /**
     * Returns the actions that complete or remove what the statement left, and the sessions that might still be working
     * on it.
     *
     * @throws SQLException if the catalog cannot be read
     */
    public RecoveryActions of(CatalogSnapshot before, CatalogSnapshot after) throws SQLException {
        List<String> indexes = appeared("index", PostgresCatalogSnapshots.INVALID, before, after);
        indexes.retainAll(ownIndexes());
        List<String> partitions =
                isDetaching() ? appeared("partition", PostgresCatalogSnapshots.PENDING, before, after) : List.of();
        List<String> recovery = new ArrayList<>();
        indexes.forEach((index) -> recovery.add("drop index concurrently if exists " + index));
        partitions.forEach((partition) -> recovery.add("alter table " + partition + " finalize"));
        Set<String> activeSessions = new LinkedHashSet<>();
        for (String index : indexes) {
            activeSessions.addAll(sessionsBuilding(index));
        }
        return new RecoveryActions(recovery, List.copyOf(activeSessions));
    }

    /** Returns the objects that have come into this state since the first snapshot. */
    private static List<String> appeared(String kind, String state, CatalogSnapshot before, CatalogSnapshot after) {
        return after.names(kind).stream()
                .filter((name) -> isIn(state, after, kind + " " + name) && !isIn(state, before, kind + " " + name))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static boolean isIn(String state, CatalogSnapshot catalogSnapshot, String key) {
        return catalogSnapshot.objects().getOrDefault(key, "").startsWith(state);
    }

    private boolean isDetaching() {
        DdlTokens tokens = DdlTokens.of(new PostgresLexer(), this.sql);
        return tokens.accept("alter", "table");
    }

    /** Returns the indexes that the statement itself creates, drops, or rebuilds. */
    private List<String> ownIndexes() throws SQLException {
        DdlTokens tokens = DdlTokens.of(new PostgresLexer(), this.sql);
        if (tokens.accept("create")) {
            tokens.accept("unique");
            return tokens.accept("index") ? created(tokens) : List.of();
        }
        if (tokens.accept("drop", "index")) {
            tokens.accept("concurrently");
            tokens.accept("if", "exists");
            return names(NAME + "c.oid = to_regclass(?)", quoted(tokens.name()));
        }
        return tokens.accept("reindex") ? rebuilt(tokens) : List.of();
    }

    /** Returns the created index, which is in the schema of its table; empty if the statement does not name it. */
    private List<String> created(DdlTokens tokens) throws SQLException {
        tokens.accept("concurrently");
        tokens.accept("if", "not", "exists");
        if (tokens.accept("on")) {
            return List.of();
        }
        DdlName index = tokens.name();
        tokens.accept("on");
        tokens.accept("only");
        return names(
                NAME + "c.relname = ? and c.relkind in ('i', 'I') and c.oid in"
                        + " (select indexrelid from pg_index where indrelid = to_regclass(?))",
                index.unqualified().parts().get(0),
                quoted(tokens.name()));
    }

    /**
     * Returns the transient indexes of a rebuild. They are named after the original index, cut if too long, plus a
     * suffix.
     */
    private List<String> rebuilt(DdlTokens tokens) throws SQLException {
        if (tokens.isNext("(")) {
            while (!tokens.atEnd() && !tokens.accept(")")) {
                tokens.skip();
            }
        }
        boolean table = tokens.accept("table");
        if (!table && !tokens.accept("index")) {
            return List.of();
        }
        tokens.accept("concurrently");
        return names(
                NAME + "c.oid in (select b.indexrelid from pg_index b join pg_index o on o.indrelid = b.indrelid"
                        + " join pg_class k on k.oid = o.indexrelid where o.%s = to_regclass(?)"
                                .formatted(table ? "indrelid" : "indexrelid")
                        + " and c.relname ~ '_cc(new|old)[0-9]*$' and (regexp_replace(c.relname, '_cc(new|old)[0-9]*$', '')"
                        + " = k.relname or (octet_length(c.relname) >= 61 and starts_with(k.relname,"
                        + " regexp_replace(c.relname, '_cc(new|old)[0-9]*$', '')))))",
                quoted(tokens.name()));
    }

    private static String quoted(DdlName name) {
        return name.parts().stream()
                .map((part) -> '"' + part.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining("."));
    }

    private List<String> names(String query, String... parameters) throws SQLException {
        return rows(query, parameters).stream()
                .map((row) -> String.valueOf(row.get(0)))
                .toList();
    }

    /**
     * Returns the sessions with a lock that every concurrent build, rebuild or drop of an index holds, except vacuum.
     * Others, such as {@code ANALYZE}, hold the same lock.
     */
    private List<String> sessionsBuilding(String index) throws SQLException {
        String query = """
                select a.pid, coalesce(nullif(a.application_name, ''), 'unknown'), a.usename,
                  coalesce(host(a.client_addr), 'local'), a.state, a.query_start, string_agg(distinct l.mode, ', ')
                from pg_locks l join pg_index x on x.indexrelid = to_regclass(?) and l.relation in (x.indexrelid, x.indrelid)
                  join pg_stat_activity a on a.pid = l.pid
                where l.granted and l.locktype = 'relation' and l.pid <> pg_backend_pid()
                  and l.database = (select oid from pg_database where datname = current_database())
                  and l.mode in ('ShareUpdateExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock',
                    'AccessExclusiveLock')
                  and a.backend_type is distinct from 'autovacuum worker'
                  and not exists (select 1 from pg_stat_progress_vacuum v where v.pid = l.pid)
                group by a.pid, a.application_name, a.usename, a.client_addr, a.state, a.query_start
                order by a.pid""";
        return rows(query, index).stream()
                .map((row) ->
                        "process %s (application %s, user %s, host %s, %s, since %s) with a lock that a build holds (%s)"
                                .formatted(
                                        row.get(0),
                                        row.get(1),
                                        row.get(2),
                                        row.get(3),
                                        row.get(4),
                                        row.get(5),
                                        row.get(6)))
                .toList();
    }

    private List<List<@Nullable String>> rows(String query, String... parameters) throws SQLException {
        try (PreparedStatement statement = this.connection.prepareStatement(query)) {
            for (int at = 0; at < parameters.length; at++) {
                statement.setString(at + 1, parameters[at]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return Query.rows(rows);
            }
        }
    }
}
