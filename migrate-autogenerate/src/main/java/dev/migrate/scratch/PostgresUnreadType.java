package dev.migrate.scratch;

import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A collation or a range type of the live database. Neither is compared, but columns and other objects can need it.
 *
 * @param schema its schema
 * @param names its name; for a range type, also that of its multirange type
 * @param creation the statement that creates it
 */
record PostgresUnreadType(String schema, Set<String> names, String creation) {

    /** The columns for the locale of a collation changed in versions 15, 16 and 17. */
    private static final String QUERY = """
            select n.nspname, o.names, concat(
                     'create ', o.kind, case when n.nspname <> ? then quote_ident(n.nspname) || '.' end,
                     quote_ident(o.names[1]), o.form, ' (', array_to_string(o.options, ', '), ')')
            from (
              select c.oid, 'pg_collation'::regclass as class, collnamespace as space, 'collation ' as kind,
                     array[collname::text] as names, '' as form, array[
                       'provider = ' || case collprovider when 'i' then 'icu' when 'b' then 'builtin' else 'libc' end,
                       case collprovider when 'c' then 'lc_collate = ' || quote_literal(collcollate) end,
                       case collprovider when 'c' then 'lc_ctype = ' || quote_literal(collctype) end,
                       case when collprovider <> 'c' then 'locale = ' || quote_literal(
                         coalesce(j ->> 'colllocale', j ->> 'colliculocale', collcollate)) end,
                       'rules = ' || quote_literal(j ->> 'collicurules'),
                       case when not collisdeterministic then 'deterministic = false' end] as options
              from pg_collation c, to_jsonb(c) j
              union all
              select t.oid, 'pg_type'::regclass, t.typnamespace, 'type ', array[t.typname::text, m.typname::text],
                     ' as range', array[
                       'subtype = ' || format_type(r.rngsubtype, null),
                       case when not p.opcdefault
                            then format('subtype_opclass = %I.%I', p.opcnamespace::regnamespace, p.opcname) end,
                       case when r.rngcollation <> b.typcollation then 'collation = ' || r.rngcollation::regcollation end,
                       case when r.rngsubdiff <> 0 then 'subtype_diff = ' || r.rngsubdiff::regproc end,
                       'multirange_type_name = '
                         || case when n.nspname <> ? then quote_ident(n.nspname) || '.' else '' end
                         || quote_ident(m.typname)]
              from pg_range r
              join pg_type t on t.oid = r.rngtypid
              join pg_namespace n on n.oid = t.typnamespace
              join pg_type m on m.oid = r.rngmultitypid
              join pg_type b on b.oid = r.rngsubtype
              join pg_opclass p on p.oid = r.rngsubopc
              where r.rngcanonical = 0
            ) o
            join pg_namespace n on n.oid = o.space
            where o.oid >= 16384 and n.nspname !~ '^pg_'
              and not exists (select 1 from pg_depend where classid = o.class and objid = o.oid and deptype = 'e')
            order by o.oid
            """;

    PostgresUnreadType {
        names = Set.copyOf(names);
    }

    /** Reads the collations and range types that no extension contains. */
    static List<PostgresUnreadType> of(JdbcTemplate jdbc, String home) {
        return jdbc.query(
                QUERY,
                (row, number) -> new PostgresUnreadType(
                        row.getString(1), Set.of((String[]) row.getArray(2).getArray()), row.getString(3)),
                home,
                home);
    }
}
