package dev.migrate.inspect.postgres;

import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;

/** Describes the objects that are not part of a schema as it is read, some with their statements. */
final class PostgresUnreadObjects {

    private static final String QUERY = """
            select pg_describe_object(o.class, o.oid, o.part) || o.text as description
            from (
              select 'pg_collation'::regclass as class, oid, 0 as part, collnamespace as space, '' as text
              from pg_collation
              union all select 'pg_conversion'::regclass, oid, 0, connamespace, '' from pg_conversion
              union all select 'pg_operator'::regclass, oid, 0, oprnamespace, '' from pg_operator
              union all select 'pg_opclass'::regclass, oid, 0, opcnamespace, '' from pg_opclass
              union all select 'pg_opfamily'::regclass, oid, 0, opfnamespace, '' from pg_opfamily
              union all select 'pg_ts_config'::regclass, oid, 0, cfgnamespace, '' from pg_ts_config
              union all select 'pg_ts_dict'::regclass, oid, 0, dictnamespace, ': ' || coalesce(dictinitoption, '')
                        from pg_ts_dict
              union all select 'pg_ts_parser'::regclass, oid, 0, prsnamespace, '' from pg_ts_parser
              union all select 'pg_ts_template'::regclass, oid, 0, tmplnamespace, '' from pg_ts_template
              union all select 'pg_type'::regclass, oid, 0, typnamespace, '' from pg_type
                        where typtype in ('r', 'p') or typtype = 'b' and typelem = 0
              union all select 'pg_class'::regclass, oid, 0, relnamespace, '' from pg_class where relkind = 'f'
              union all select 'pg_class'::regclass, oid, 0, relnamespace, concat(', its replica identity: ', relreplident) from pg_class
                        where relkind in ('r', 'p') and relreplident <> 'd'
              union all select 'pg_class'::regclass, c.oid, a.attnum, c.relnamespace,
                               concat(', its storage or statistics: ', a.attstorage, a.method, ' ', a.target, ' ', a.distincts)
                        from (select p.*, to_jsonb(p) ->> 'attcompression' as method,
                                     nullif(p.attstattarget, -1) as target,
                                     array(select o from unnest(p.attoptions) o where o like 'n_distinct%%') as distincts
                              from pg_attribute p) a
                        join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid
                        where c.relkind in ('r', 'p', 'm') and a.attnum > 0 and not a.attisdropped
                          and c.relnamespace %1$s
                          and (a.attstorage <> t.typstorage or a.target is not null or a.distincts <> '{}'
                               or a.method <> '')
              union all select 'pg_class'::regclass, a.attrelid, a.attnum, c.relnamespace, concat(
                               ', which it inherits: ', case when a.attnotnull then 'NOT NULL ' end,
                               pg_get_expr(e.adbin, e.adrelid), ' ', col_description(a.attrelid, a.attnum))
                        from pg_attribute a
                        join pg_class c on c.oid = a.attrelid and not c.relispartition
                        join pg_inherits i on i.inhrelid = a.attrelid and i.inhseqno = 1
                        join pg_attribute p on p.attrelid = i.inhparent and p.attname = a.attname
                        left join pg_attrdef e on e.adrelid = a.attrelid and e.adnum = a.attnum
                        left join pg_attrdef pe on pe.adrelid = p.attrelid and pe.adnum = p.attnum
                        where not a.attislocal
                          and (a.attnotnull <> p.attnotnull or col_description(a.attrelid, a.attnum) is not null
                               or pg_get_expr(e.adbin, e.adrelid) is distinct from pg_get_expr(pe.adbin, pe.adrelid))
              union all select 'pg_statistic_ext'::regclass, s.oid, 0, s.stxnamespace, ':' || substr(
                          pg_get_statisticsobjdef(s.oid), 1 + length(concat(
                            'CREATE STATISTICS ', quote_ident(n.nspname), '.', quote_ident(s.stxname))))
                        from pg_statistic_ext s join pg_namespace n on n.oid = s.stxnamespace
              union all select 'pg_publication'::regclass, oid, 0, null, '' from pg_publication
              union all select 'pg_event_trigger'::regclass, oid, 0, null, '' from pg_event_trigger
              union all select 'pg_foreign_data_wrapper'::regclass, oid, 0, null, '' from pg_foreign_data_wrapper
              union all select 'pg_foreign_server'::regclass, oid, 0, null, '' from pg_foreign_server
              union all select 'pg_language'::regclass, oid, 0, null, '' from pg_language
            ) o
            where (o.space %1$s or o.space is null and o.oid >= 16384)
              and not exists (select 1 from pg_depend where classid = o.class and objid = o.oid and deptype = 'e')
            order by 1
            """.formatted(PostgresCatalog.IN_SCOPE);

    private PostgresUnreadObjects() {}

    static Set<String> of(PostgresCatalog catalog) throws SQLException {
        Set<String> descriptions = new LinkedHashSet<>();
        catalog.read(QUERY).forEach((row) -> descriptions.add(row.text("description")));
        return descriptions;
    }
}
