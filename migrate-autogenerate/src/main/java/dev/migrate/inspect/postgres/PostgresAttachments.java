package dev.migrate.inspect.postgres;

import static dev.migrate.inspect.postgres.PostgresCatalog.IN_SCOPE;

import dev.migrate.inspect.Attachment;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Reads extended statistics, the members of publications, replica identities, and settings of columns. */
final class PostgresAttachments {

    private static final String QUERY = """
            select n.nspname as schema, c.relname as name, null as index,
                   concat('the statistics ', quote_ident(s.stxname)) as what,
                   pg_get_statisticsobjdef(s.oid) as statement,
                   array(select a.attname::text from pg_depend d
                         join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
                         where d.classid = 'pg_statistic_ext'::regclass and d.objid = s.oid
                           and d.refobjid = c.oid and d.refobjsubid > 0) as columns,
                   'DROPPED' as effect, null as remove
            from pg_statistic_ext s join pg_class c on c.oid = s.stxrelid join pg_namespace n on n.oid = c.relnamespace
            where c.relnamespace %1$s
            union all
            select n.nspname, c.relname, null, concat('its membership in the publication ', quote_ident(p.pubname)),
                   concat(format('ALTER PUBLICATION %%I ADD TABLE %%s', p.pubname, c.oid::regclass), %2$s),
                   array(select distinct a.attname::text from pg_depend d
                         join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
                         where d.classid = 'pg_publication_rel'::regclass and d.objid = r.oid
                           and d.refobjid = c.oid and d.refobjsubid > 0),
                   'PREVENTS', format('ALTER PUBLICATION %%I DROP TABLE %%s', p.pubname, c.oid::regclass)
            from pg_publication_rel r join pg_publication p on p.oid = r.prpubid
            join pg_class c on c.oid = r.prrelid join pg_namespace n on n.oid = c.relnamespace
            where c.relnamespace %1$s
            union all
            select n.nspname, c.relname, i.relname, 'its replica identity',
                   format('ALTER TABLE %%s REPLICA IDENTITY USING INDEX %%I', c.oid::regclass, i.relname),
                   array(select a.attname::text from pg_attribute a
                         where a.attrelid = c.oid and a.attnum = any (x.indkey::int2[])), 'DROPPED', null
            from pg_index x join pg_class i on i.oid = x.indexrelid
            join pg_class c on c.oid = x.indrelid join pg_namespace n on n.oid = c.relnamespace
            where x.indisreplident and c.relreplident = 'i' and c.relnamespace %1$s
            union all
            select n.nspname, c.relname, null, p.what,
                   format('ALTER TABLE %%s ALTER COLUMN %%I %%s', c.oid::regclass, a.attname, p.clause),
                   array[a.attname::text], p.effect, null
            from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
            join pg_type t on t.oid = a.atttypid
            cross join lateral (
              values ('its storage', 'LOST_WITH_TYPE', case when a.attstorage <> t.typstorage then
                        'SET STORAGE ' || case a.attstorage when 'p' then 'PLAIN' when 'e' then 'EXTERNAL'
                                                            when 'm' then 'MAIN' else 'EXTENDED' end end),
                     ('its compression', 'LOST_WITH_TYPE', 'SET COMPRESSION ' || case to_jsonb(a) ->> 'attcompression'
                                                            when 'p' then 'pglz' when 'l' then 'lz4' end),
                     ('its statistics target', 'LOST_IF_ADDED_AGAIN', 'SET STATISTICS ' || nullif(a.attstattarget, -1)),
                     ('its options', 'LOST_IF_ADDED_AGAIN', 'SET (' || nullif(array_to_string(
                        array(select o from unnest(a.attoptions) o where o like 'n_distinct%%'), ', '), '') || ')')
            ) p (what, effect, clause)
            where c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped and p.clause is not null
              and c.relnamespace %1$s
            order by 1, 2, 4
            """;

    /** The columns and the filter of a member of a publication, which exist since this version. */
    private static final int FILTERS_SINCE = 15;

    private static final String FILTER = """
            (select ' (' || string_agg(quote_ident(a.attname), ', ' order by a.attnum) || ')' from pg_attribute a
             where a.attrelid = c.oid and a.attnum = any (r.prattrs::int2[])),
            ' WHERE (' || pg_get_expr(r.prqual, c.oid) || ')'""";

    private PostgresAttachments() {}

    static List<Attachment> read(PostgresCatalog catalog) throws SQLException {
        String filter = catalog.version() < FILTERS_SINCE ? "''" : FILTER;
        return catalog.read(QUERY.formatted(IN_SCOPE, filter)).stream()
                .map((row) -> new Attachment(
                        catalog.name(row),
                        Set.copyOf(row.texts("columns")),
                        row.textOrNull("index"),
                        row.text("what"),
                        row.text("statement"),
                        Attachment.Effect.valueOf(row.text("effect")),
                        Objects.requireNonNullElse(row.textOrNull("remove"), "")))
                .toList();
    }
}
