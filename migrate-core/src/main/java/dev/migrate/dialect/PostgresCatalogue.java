package dev.migrate.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads of PostgreSQL's catalogue what a statement names that cannot run in a transaction. */
final class PostgresCatalogue {

    /** How the name of an index ends that stands beside another one while that is rebuilt. */
    private static final Pattern BESIDE = Pattern.compile("_cc(new|old)\\d*$");

    static final String INVALID = "invalid";
    static final String PENDING = "pending";

    private static final List<String> QUERIES = List.of(
            """
            select 'index', format('%I.%I', n.nspname, i.relname),
              case when x.indisvalid then 'valid' else 'invalid' end || ' ' || md5(pg_get_indexdef(i.oid)),
              i.relname, t.relname
            from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
              join pg_namespace n on n.oid = i.relnamespace
            where n.nspname not in ('pg_catalog', 'pg_toast', 'information_schema')""",
            """
            select 'partition', format('%I.%I detach partition %I.%I', pn.nspname, p.relname, cn.nspname, c.relname),
              case when coalesce((to_jsonb(h)->>'inhdetachpending')::boolean, false) then 'pending' else 'attached' end,
              c.relname, c.relname
            from pg_inherits h join pg_class p on p.oid = h.inhparent join pg_class c on c.oid = h.inhrelid
              join pg_namespace pn on pn.oid = p.relnamespace join pg_namespace cn on cn.oid = c.relnamespace
            where p.relkind = 'p'""",
            "select 'database', quote_ident(datname), 'in ' || dattablespace, datname, datname from pg_database",
            "select 'tablespace', quote_ident(spcname), 'there', spcname, spcname from pg_tablespace",
            """
            select 'subscription', quote_ident(subname), case when subenabled then 'enabled' else 'disabled' end,
              subname, subname
            from pg_subscription""");

    private PostgresCatalogue() {}

    static Catalogue of(Connection connection, String sql) throws SQLException {
        Catalogue.Builder found = new Catalogue.Builder();
        for (String query : QUERIES) {
            for (List<@Nullable String> row : Dialect.rows(connection, query)) {
                if (Catalogue.mentions(
                                sql, BESIDE.matcher(String.valueOf(row.get(3))).replaceFirst(""))
                        || Catalogue.mentions(sql, String.valueOf(row.get(4)))) {
                    found.add(String.valueOf(row.get(0)), String.valueOf(row.get(1)), String.valueOf(row.get(2)));
                }
            }
        }
        return found.build();
    }
}
