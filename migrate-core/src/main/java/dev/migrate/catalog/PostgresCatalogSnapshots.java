package dev.migrate.catalog;

import dev.migrate.sql.PostgresLexer;
import dev.migrate.sql.Query;
import dev.migrate.sql.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes snapshots of PostgreSQL's catalog, limited to the objects that a statement outside a transaction names. */
public final class PostgresCatalogSnapshots {

    /** The suffix of the transient index that exists while an index is rebuilt concurrently. */
    private static final Pattern TRANSIENT = Pattern.compile("_cc(new|old)\\d*$");

    static final String INVALID = "invalid";
    static final String PENDING = "pending";

    private static final String VISIBLE = """
            select c.relname, n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p', 'm', 'i', 'I') and c.relname in ({words}) and pg_table_is_visible(c.oid)""";

    private static final String USING = " USING ";

    private static final List<String> QUERIES = List.of(
            """
            select 'index', format('%I.%I', n.nspname, i.relname),
              case when x.indisvalid then 'valid' else 'invalid' end || ' ' || md5(pg_get_indexdef(i.oid)),
              i.relname, t.relname, format('%s.%s %s', n.nspname, t.relname, case when x.indisunique then 'unique ' else '' end),
              pg_get_indexdef(i.oid)
            from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
              join pg_namespace n on n.oid = i.relnamespace
            where n.nspname not in ('pg_catalog', 'pg_toast', 'information_schema')
              and (t.relname in ({words}) or regexp_replace(i.relname, '_cc(new|old)[0-9]*$', '') in ({words}))""",
            """
            select 'partition', format('%I.%I detach partition %I.%I', pn.nspname, p.relname, cn.nspname, c.relname),
              case when coalesce((to_jsonb(h)->>'inhdetachpending')::boolean, false) then 'pending' else 'attached' end,
              c.relname, c.relname
            from pg_inherits h join pg_class p on p.oid = h.inhparent join pg_class c on c.oid = h.inhrelid
              join pg_namespace pn on pn.oid = p.relnamespace join pg_namespace cn on cn.oid = c.relnamespace
            where p.relkind = 'p' and c.relname in ({words})""",
            "select 'database', quote_ident(datname), 'in ' || dattablespace, datname, datname from pg_database",
            "select 'tablespace', quote_ident(spcname), 'there', spcname, spcname from pg_tablespace",
            """
            select 'subscription', quote_ident(subname), case when subenabled then 'enabled' else 'disabled' end,
              subname, subname
            from pg_subscription""");

    private PostgresCatalogSnapshots() {}

    /**
     * Takes a snapshot of the objects that a statement names.
     *
     * @throws SQLException if the catalog cannot be read
     */
    public static CatalogSnapshot of(Connection connection, String sql) throws SQLException {
        CatalogSnapshot.Builder found = new CatalogSnapshot.Builder();
        String words = Statement.words(new PostgresLexer(), sql).stream()
                .map(PostgresCatalogSnapshots::literal)
                .collect(Collectors.joining(", "));
        homes(connection, sql, words, found);
        for (String query : QUERIES) {
            for (List<@Nullable String> row : Query.rows(connection, query.replace("{words}", words))) {
                if (Statement.mentions(
                                sql,
                                TRANSIENT.matcher(String.valueOf(row.get(3))).replaceFirst(""))
                        || Statement.mentions(sql, String.valueOf(row.get(4)))) {
                    String kind = String.valueOf(row.get(0));
                    String name = String.valueOf(row.get(1));
                    found.add(kind, name, String.valueOf(row.get(2)));
                    if (kind.equals("index")) {
                        found.define(kind, name, row.get(5) + columns(String.valueOf(row.get(6))));
                    }
                }
            }
        }
        return found.build();
    }

    /** Adds the schemas of the visible relations; an unqualified name might be in any schema of the search path. */
    private static void homes(Connection connection, String sql, String words, CatalogSnapshot.Builder found)
            throws SQLException {
        found.add(
                CatalogSnapshot.DEFAULT_SCHEMA,
                "",
                Objects.requireNonNullElse(
                        Query.row(connection, "select current_schema()").get(0), ""));
        for (List<@Nullable String> row : Query.rows(connection, VISIBLE.replace("{words}", words))) {
            String name = String.valueOf(row.get(0));
            if (Statement.mentions(sql, name)) {
                found.add(CatalogSnapshot.DEFAULT_SCHEMA, name, String.valueOf(row.get(1)));
            }
        }
    }

    /** Returns a literal that does not depend on {@code standard_conforming_strings}. */
    private static String literal(String text) {
        String quoted = "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
        return text.contains("\\") ? "E" + quoted : quoted;
    }

    private static String columns(String definition) {
        String using = definition.substring(definition.indexOf(USING) + USING.length());
        return using.startsWith("btree ") ? using.substring("btree ".length()) : "using " + using;
    }
}
