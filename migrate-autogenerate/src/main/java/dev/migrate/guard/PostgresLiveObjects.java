package dev.migrate.guard;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The definitions in a live database that call functions, without those of extensions that stay inside of it. Those that statements mention are copied to scratch databases.
 *
 * @param home the default schema
 * @param path the schemas whose objects are visible without their schema
 * @param definitions the definitions, of which an object can have several
 */
record PostgresLiveObjects(String home, Set<String> path, List<Definition> definitions) {

    /** No definitions. */
    static final PostgresLiveObjects NONE = new PostgresLiveObjects("", Set.of(), List.of());

    /**
     * Extensions whose code stays inside of the database, or whose few other functions the guard knows by their names,
     * although the server does not trust them.
     */
    private static final String CONTAINED = Stream.of(
                    "adminpack address_standardizer address_standardizer_data_us amcheck autoinc bloom dblink dict_xsyn",
                    "earthdistance file_fdw h3 h3_postgis hll hypopg insert_username intagg ip4r moddatetime orafce",
                    "periods pg_freespacemap pg_partman pg_prewarm pg_stat_statements pg_uuidv7 pg_visibility pgaudit",
                    "pgrouting pgrowlocks pgstattuple pgtap postgis postgis_raster postgis_sfcgal postgis_tiger_geocoder",
                    "postgis_topology postgres_fdw prefix refint rum semver sslinfo temporal_tables timescaledb vector xml2")
            .flatMap((names) -> Stream.of(names.split(" ")))
            .collect(Collectors.joining("', '", "'", "'"));

    /** Reads the default schema and the search path with each definition; without one, in a row by themselves. */
    static final String QUERY = """
            with own as (
              select oid, nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'
            ), of_extensions as (
              select classid, objid, extname, extname in (%s) or exists (
                       select 1 from pg_available_extension_versions where name = extname and trusted
                     ) as contained
              from pg_depend join pg_extension x on x.oid = refobjid
              where deptype = 'e' and refclassid = 'pg_extension'::regclass
            ), members as (
              select classid, objid from of_extensions where contained
            ), code as (
              select objid, 'load extension ' || quote_ident(extname) as text from of_extensions
              where classid = 'pg_proc'::regclass and not contained
            )
            select current_schema(), current_schemas(false), d.*
            from (values (1)) one left join (
            select nspname, proname as name, true as is_routine,
                   case when lanname in ('c', 'internal') and code.text is not null then code.text
                        else pg_get_functiondef(p.oid) end as text
            from pg_proc p join own n on n.oid = pronamespace join pg_language l on l.oid = prolang
            left join code on code.objid = p.oid
            where prokind in ('f', 'p', 'w')
              and (code.text is null or proname <> (select typname from pg_type where oid = prorettype))
              and not exists (select 1 from members where classid = 'pg_proc'::regclass and objid = p.oid)
            union all
            select nspname, proname, true,
                   concat_ws(', ', '= ' || nullif(aggtransfn::oid, 0)::regproc, '= ' || nullif(aggfinalfn::oid, 0)::regproc,
                             '= ' || nullif(aggcombinefn::oid, 0)::regproc)
            from pg_aggregate a join pg_proc p on p.oid = a.aggfnoid join own n on n.oid = pronamespace
            where not exists (select 1 from members where classid = 'pg_proc'::regclass and objid = p.oid)
            union all
            select nspname, oprname, false, '= ' || oprcode
            from pg_operator o join own n on n.oid = oprnamespace
            where not exists (select 1 from members where classid = 'pg_operator'::regclass and objid = o.oid)
            union all
            select nspname, relname, false, d.text
            from pg_class c join own n on n.oid = relnamespace
            cross join lateral (
              select pg_get_viewdef(c.oid) as text where relkind in ('v', 'm')
              union all select 'create foreign table x' where relkind = 'f'
              union all select pg_get_ruledef(oid) from pg_rewrite where ev_class = c.oid and rulename <> '_RETURN'
              union all select pg_get_triggerdef(oid) from pg_trigger where tgrelid = c.oid and not tgisinternal
              union all select pg_get_expr(adbin, adrelid) from pg_attrdef where adrelid = c.oid
              union all select pg_get_constraintdef(oid) from pg_constraint where conrelid = c.oid and contype = 'c'
              union all select pg_get_indexdef(indexrelid) from pg_index
                        where indrelid = c.oid and (indexprs is not null or indpred is not null)
              union all select inhrelid::regclass::text from pg_inherits where inhparent = c.oid
              union all select format_type(t.oid, null) from pg_attribute join pg_type t on t.oid = atttypid
                        where attrelid = c.oid and typtype = 'd' and not attisdropped
            ) d
            where relkind in ('v', 'm', 'r', 'p', 'f')
              and not exists (select 1 from members where classid = 'pg_class'::regclass and objid = c.oid)
            union all
            select nspname, typname, false, coalesce(typdefault, '') || ' ' || coalesce(pg_get_constraintdef(k.oid), '')
            from pg_type t join own n on n.oid = typnamespace left join pg_constraint k on contypid = t.oid
            where typtype = 'd'
              and not exists (select 1 from members where classid = 'pg_type'::regclass and objid = t.oid)
            ) d on true
            """.formatted(CONTAINED);

    PostgresLiveObjects {
        path = Set.copyOf(path);
        definitions = List.copyOf(definitions);
    }

    /**
     * A definition that belongs to an object.
     *
     * @param isRoutine whether the object is a function, a procedure or an aggregate
     */
    record Definition(String schema, String name, boolean isRoutine, String sql) {

        PostgresName.Kind kind() {
            return this.isRoutine ? PostgresName.Kind.ATTRIBUTE : PostgresName.Kind.OBJECT;
        }

        /** Returns the name for definitions of the database, in which it might be visible without its schema. */
        PostgresName nameAnywhere() {
            return new PostgresName(this.name, kind(), true, this.schema::equals);
        }
    }

    static PostgresLiveObjects of(ResultSet rows) throws SQLException {
        String home = "";
        Set<String> path = new HashSet<>();
        List<Definition> definitions = new ArrayList<>();
        while (rows.next()) {
            if (path.isEmpty()) {
                home = name(Objects.requireNonNullElse(rows.getString(1), ""));
                for (Object schema : (Object[]) rows.getArray(2).getArray()) {
                    path.add(name(String.valueOf(schema)));
                }
            }
            String schema = rows.getString(3);
            if (schema != null) {
                definitions.add(
                        new Definition(name(schema), name(rows.getString(4)), rows.getBoolean(5), rows.getString(6)));
            }
        }
        return new PostgresLiveObjects(home, path, definitions);
    }

    /** Returns a name as it is in a normalized statement; an operator stays as it is. */
    private static String name(String name) {
        return name.matches("[^\\w\"]+") ? name : name.toLowerCase(Locale.ROOT).replaceAll("[^\\w$]", "?");
    }

    /** Returns the objects that might reach outside when they are used, with the reason. */
    Map<Definition, String> unsafe(PostgresGuard guard) {
        Map<Definition, String> unsafe = new LinkedHashMap<>();
        Map<Definition, PostgresCode> rest = new LinkedHashMap<>();
        for (Definition definition : this.definitions) {
            PostgresCode code = guard.read(definition.sql());
            guard.reasonOfDefinition(code)
                    .ifPresentOrElse((why) -> unsafe.put(definition, why), () -> rest.put(definition, code));
        }
        List<Definition> added = new ArrayList<>(unsafe.keySet());
        while (!added.isEmpty()) {
            Map<Definition, String> next = new LinkedHashMap<>();
            rest.forEach((definition, code) -> added.stream()
                    .filter((other) -> code.mentions(other.nameAnywhere()))
                    .findFirst()
                    .ifPresent((other) -> next.put(definition, String.valueOf(unsafe.get(other)))));
            rest.keySet().removeAll(next.keySet());
            unsafe.putAll(next);
            added.clear();
            added.addAll(next.keySet());
        }
        return unsafe;
    }
}
