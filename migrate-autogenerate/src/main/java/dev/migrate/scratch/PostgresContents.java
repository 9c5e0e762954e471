package dev.migrate.scratch;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a database contains that belongs neither to the server nor to an extension. */
final class PostgresContents {

    /** Objects other than relations, types and routines that were created after the initialization of the server. */
    private static final String OTHERS = """
            (select o.classid, o.oid from (
              select 'pg_event_trigger'::regclass as classid, oid from pg_event_trigger
              union all select 'pg_publication'::regclass, oid from pg_publication
              union all select 'pg_foreign_server'::regclass, oid from pg_foreign_server
              union all select 'pg_foreign_data_wrapper'::regclass, oid from pg_foreign_data_wrapper
              union all select 'pg_cast'::regclass, oid from pg_cast
              union all select 'pg_opclass'::regclass, oid from pg_opclass
              union all select 'pg_opfamily'::regclass, oid from pg_opfamily
              union all select 'pg_operator'::regclass, oid from pg_operator
              union all select 'pg_ts_config'::regclass, oid from pg_ts_config
              union all select 'pg_ts_dict'::regclass, oid from pg_ts_dict
              union all select 'pg_ts_template'::regclass, oid from pg_ts_template
              union all select 'pg_ts_parser'::regclass, oid from pg_ts_parser
              union all select 'pg_conversion'::regclass, oid from pg_conversion
              union all select 'pg_collation'::regclass, oid from pg_collation
              union all select 'pg_transform'::regclass, oid from pg_transform
              union all select 'pg_language'::regclass, oid from pg_language
              union all select 'pg_am'::regclass, oid from pg_am
              union all select 'pg_default_acl'::regclass, oid from pg_default_acl
              union all select 'pg_largeobject'::regclass, oid from pg_largeobject_metadata) o
            where o.oid >= 16384 and not exists (select 1 from pg_depend e where e.classid = o.classid and e.objid = o.oid
                                                 and e.deptype in ('e', 'i')))""";

    /** A type that was created as such, and not for a relation. */
    private static final String OWN_TYPE =
            "(typtype in ('e', 'd', 'r') or typtype = 'c' and (select relkind from pg_class where oid = t.typrelid) = 'c')";

    /** The relations, types and routines of some schemas. */
    private static final String OBJECTS = """
            select pg_describe_object(o.classid, o.oid, 0) from (
              select 'pg_class'::regclass as classid, oid, relnamespace as namespace from pg_class
              where relkind in ('r', 'p', 'v', 'm', 'S', 'f')
              union all select 'pg_type'::regclass, oid, typnamespace from pg_type t where OWN_TYPE
              union all select 'pg_proc'::regclass, oid, pronamespace from pg_proc) o
            join pg_namespace n on n.oid = o.namespace
            where not exists (select 1 from pg_depend e where e.classid = o.classid and e.objid = o.oid
                              and e.deptype = 'e')
              and\s""".replace("OWN_TYPE", OWN_TYPE);

    private static final String IN_SCHEMA = OBJECTS + "nspname = ? order by 1";

    private static final String FIRST = OBJECTS + """
            nspname !~ '^pg_' and nspname <> 'information_schema'
            union all select pg_describe_object(o.classid, o.oid, 0) from %s o
            order by 1 limit 4
            """.formatted(OTHERS);

    private static final String TABLES = """
            select format('drop table if exists %s cascade', c.oid::regclass) from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            where relkind in ('r', 'p') and nspname !~ '^pg_' and nspname <> 'information_schema' and\s""" + notOf("pg_class", "c.oid");

    /** What drops the other objects, in this order. */
    private static final List<String> AFTER_TABLES = List.of(
            """
            select format('drop %s if exists %s cascade',
                          case relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence'
                               when 'f' then 'foreign table' end, c.oid::regclass)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where relkind in ('v', 'm', 'S', 'f') and nspname !~ '^pg_' and nspname <> 'information_schema' and\s""" + notOf("pg_class", "c.oid"),
            """
            select format('drop routine if exists %s cascade', p.oid::regprocedure)
            from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where nspname !~ '^pg_' and nspname <> 'information_schema' and\s""" + notOf("pg_proc", "p.oid"),
            """
            select format('drop %s if exists %s cascade', case typtype when 'd' then 'domain' else 'type' end,
                          t.oid::regtype)
            from pg_type t join pg_namespace n on n.oid = t.typnamespace
            where nspname !~ '^pg_' and nspname <> 'information_schema' and\s""" + OWN_TYPE + " and " + notOf("pg_type", "t.oid"),
            """
            select format('drop %s if exists %s cascade', replace(i.type, '-', ' '), i.identity)
            from OTHERS o, pg_identify_object(o.classid, o.oid, 0) i
            where i.type not in ('large object', 'default acl')
            """.replace("OTHERS", OTHERS),
            "select format('select lo_unlink(%s)', oid) from pg_largeobject_metadata");

    private final JdbcTemplate jdbc;

    PostgresContents(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns descriptions of the first four objects. */
    List<String> first() {
        return this.jdbc.queryForList(FIRST, String.class);
    }

    /** Returns descriptions of the relations, types and routines of a schema. */
    List<String> in(String schema) {
        return this.jdbc.queryForList(IN_SCHEMA, String.class, schema);
    }

    /** Returns the statements that drop the tables. */
    List<String> dropsOfTables() {
        return this.jdbc.queryForList(TABLES, String.class);
    }

    /** Returns the statements that drop everything else, each group found when those before it have run. */
    Stream<List<String>> dropsAfterTables() {
        return AFTER_TABLES.stream().map((query) -> this.jdbc.queryForList(query, String.class));
    }

    private static String notOf(String catalogue, String oid) {
        return "not exists (select 1 from pg_depend where classid = '%s'::regclass and objid = %s and deptype = 'e')"
                .formatted(catalogue, oid);
    }
}
