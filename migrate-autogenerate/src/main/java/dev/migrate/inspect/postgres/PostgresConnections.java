package dev.migrate.inspect.postgres;

import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;

/** Follows the dependencies between the objects of a database to find the schemas that are connected. */
final class PostgresConnections {

    /**
     * A part of an object, such as a rule, a default or a constraint, stands for its object. The foreign keys, triggers
     * and policies of objects out of scope are not followed: an object does not need them.
     */
    private static final String QUERY = """
            with recursive part as materialized (
              select 'pg_rewrite'::regclass as class, oid, 'pg_class'::regclass as whole_class, ev_class as whole,
                     false as extra from pg_rewrite
              union all select 'pg_attrdef'::regclass, oid, 'pg_class'::regclass, adrelid, false from pg_attrdef
              union all select 'pg_constraint'::regclass, oid,
                               case when conrelid <> 0 then 'pg_class'::regclass else 'pg_type'::regclass end,
                               coalesce(nullif(conrelid, 0), contypid), contype = 'f'
                        from pg_constraint where conrelid <> 0 or contypid <> 0
              union all select 'pg_trigger'::regclass, oid, 'pg_class'::regclass, tgrelid, true from pg_trigger
              union all select 'pg_policy'::regclass, oid, 'pg_class'::regclass, polrelid, true from pg_policy
              union all select 'pg_class'::regclass, indexrelid, 'pg_class'::regclass, indrelid, false from pg_index
              union all select 'pg_type'::regclass, t.oid,
                               case when t.typrelid <> 0 or e.typrelid <> 0 then 'pg_class'::regclass
                                    else 'pg_type'::regclass end,
                               coalesce(nullif(t.typrelid, 0), nullif(e.typrelid, 0), e.oid), false
                        from pg_type t left join pg_type e on e.oid = t.typelem and t.typcategory = 'A'
                        where t.typrelid <> 0 or e.oid is not null
            ), edge as materialized (
              select distinct coalesce(p.whole_class, d.classid) as class, coalesce(p.whole, d.objid) as oid,
                     coalesce(q.whole_class, d.refclassid) as needed_class, coalesce(q.whole, d.refobjid) as needed,
                     coalesce(p.extra, false) as extra
              from pg_depend d
              left join part p on p.class = d.classid and p.oid = d.objid
              left join part q on q.class = d.refclassid and q.oid = d.refobjid
              where d.objid >= 16384 and d.refobjid >= 16384 and d.deptype in ('n', 'a')
            ), object as materialized (
              select 'pg_class'::regclass as class, oid, relname as name, relnamespace as space from pg_class
              union all select 'pg_type'::regclass, oid, typname, typnamespace from pg_type
              union all select 'pg_proc'::regclass, oid, proname, pronamespace from pg_proc
              union all select 'pg_collation'::regclass, oid, collname, collnamespace from pg_collation
            ), compared as materialized (
              select class, oid from object where space %s
            ), connected as (
              select e.needed_class as class, e.needed as oid from edge e join compared c on c.class = e.class and c.oid = e.oid
              union select e.class, e.oid from edge e
                    join compared c on c.class = e.needed_class and c.oid = e.needed
              union select o.class, o.oid from object o join pg_namespace n on n.oid = o.space
                    where lower(o.name) = any (:mentioned) and lower(n.nspname) = any (:mentioned) and o.oid >= 16384
              union select e.needed_class, e.needed from connected k
                    join edge e on e.class = k.class and e.oid = k.oid and not e.extra
            )
            select distinct n.nspname as name
            from connected k
            join object o on o.class = k.class and o.oid = k.oid
            join pg_namespace n on n.oid = o.space
            where not o.space %s
              and not exists (select 1 from pg_depend where classid = k.class and objid = k.oid and deptype = 'e')
              and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
            """.formatted(PostgresCatalog.IN_SCOPE, PostgresCatalog.IN_SCOPE);

    private PostgresConnections() {}

    /** Returns the schemas out of scope in which an extension was created. */
    static Set<String> schemasOfExtensions(PostgresCatalog catalog) throws SQLException {
        Set<String> schemas = new LinkedHashSet<>();
        catalog.read("""
                select distinct n.nspname as name from pg_extension x join pg_namespace n on n.oid = x.extnamespace
                where x.oid >= 16384 and not n.oid %s and n.nspname !~ '^pg_'
                """.formatted(PostgresCatalog.IN_SCOPE)).forEach((row) -> schemas.add(row.text("name")));
        return schemas;
    }

    static Set<String> schemas(PostgresCatalog catalog, Set<String> mentioned) throws SQLException {
        Set<String> schemas = new LinkedHashSet<>();
        catalog.read(QUERY, "mentioned", mentioned).forEach((row) -> schemas.add(row.text("name")));
        return schemas;
    }
}
