package dev.migrate.inspect.postgres;

import dev.migrate.inspect.Row;
import java.sql.SQLException;

/**
 * The kinds of objects that the schemas in scope might contain. Most schemas have few of them, and the server takes
 * longer to plan a query of the catalog than to find that there is nothing. Whether an object counts is left to the
 * queries for its kind.
 *
 * @param row a flag for each kind
 */
record PostgresKinds(Row row) {

    private static final String QUERY = """
            with scope as materialized (select oid from pg_namespace where nspname = any (:schemas))
            select exists (select 1 from pg_type where typtype = 'e' and typnamespace in (table scope)) as enums,
                   exists (select 1 from pg_type where typtype = 'd' and typnamespace in (table scope)) as domains,
                   exists (select 1 from pg_class where relkind = 'c' and relnamespace in (table scope)) as composites,
                   exists (select 1 from pg_class where relkind in ('v', 'm') and relnamespace in (table scope)) as views,
                   exists (select 1 from pg_proc where prokind <> 'a' and pronamespace in (table scope)) as routines,
                   exists (select 1 from pg_proc where prokind = 'a' and pronamespace in (table scope)) as aggregates,
                   exists (select 1 from pg_cast where oid >= 16384) as casts,
                   exists (select 1 from pg_trigger where not tgisinternal) as triggers,
                   exists (select 1 from pg_rewrite join pg_class c on c.oid = ev_class
                           where rulename <> '_RETURN' and relnamespace in (table scope)) as rules,
                   exists (select 1 from pg_policy) as policies
            """;

    static PostgresKinds read(PostgresCatalog catalog) throws SQLException {
        return new PostgresKinds(catalog.read(QUERY).get(0));
    }

    /** Whether the schemas might contain objects of a kind, which is one of the columns. */
    boolean contains(String kind) {
        return Boolean.parseBoolean(this.row.text(kind));
    }
}
