package dev.migrate.inspect;

import dev.migrate.schema.QualifiedName;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/**
 * Reads the catalog of PostgreSQL with one query for each kind of object, limited to the schemas in scope and without
 * the objects of extensions. SQL is as the server prints it, without the schemas of names on the search path.
 */
final class PostgresCatalogQueries {

    /** Limits a query to the schemas in scope. */
    private static final String HERE = "in (select oid from pg_namespace where nspname = any (?))";

    private final JdbcTemplate jdbc;
    private final String home;
    private final String[] schemas;

    PostgresCatalogQueries(JdbcTemplate jdbc, String home, Set<String> others) {
        this.jdbc = jdbc;
        this.home = home;
        this.schemas = Stream.concat(Stream.of(home), others.stream().sorted())
                .distinct()
                .toArray(String[]::new);
    }

    /** A schema. */
    record Namespace(String name, @Nullable String comment) {}

    /** A table, a view or another relation with columns. */
    record Relation(
            long oid,
            QualifiedName name,
            char kind,
            boolean unlogged,
            List<String> options,
            @Nullable String partitionKey,
            @Nullable String partitionBound,
            List<String> parents,
            @Nullable String method,
            boolean secured,
            boolean securedForOwner,
            @Nullable String comment) {}

    /** A column of a relation. */
    record Attribute(
            long relation,
            int number,
            String name,
            String type,
            boolean notNull,
            String identity,
            String generated,
            @Nullable String expression,
            @Nullable String collation,
            @Nullable String comment) {}

    /** A constraint of a table. */
    record Rule(
            long relation,
            String name,
            char kind,
            List<Integer> columns,
            String definition,
            @Nullable QualifiedName references,
            @Nullable String comment) {}

    /** An index without a constraint; its definition omits the default access method. */
    record IndexRow(
            long relation,
            String name,
            boolean unique,
            List<Integer> columns,
            @Nullable List<String> expressions,
            String definition,
            @Nullable String comment) {}

    /** A sequence, with the column that owns it. */
    record Counter(
            QualifiedName name,
            String type,
            long start,
            long increment,
            long minimum,
            long maximum,
            long cache,
            boolean cycle,
            String written,
            long owner,
            int column,
            @Nullable String comment) {}

    /** An enumerated type. */
    record Labels(
            long oid,
            QualifiedName name,
            List<String> labels,
            @Nullable String comment) {}

    /** A domain. */
    record Domain(
            long oid,
            QualifiedName name,
            String base,
            @Nullable String collation,
            @Nullable String expression,
            boolean notNull,
            List<DomainCheck> checks,
            @Nullable String comment) {}

    /** A check of a domain. */
    record DomainCheck(String name, String definition) {}

    /** A composite type; its attributes are the columns of a relation. */
    record Composite(
            long oid,
            long relation,
            QualifiedName name,
            @Nullable String comment) {}

    /** A cast between types. */
    record Cast(
            long oid,
            String source,
            String target,
            char method,
            char context,
            @Nullable String function,
            @Nullable String comment) {}

    /** A function or a procedure; {@code rest} is the text after its name in its statement. */
    record Routine(
            long oid,
            QualifiedName name,
            boolean procedure,
            String arguments,
            String rest,
            @Nullable String comment) {}

    /** An aggregate function; its options are the content of the parentheses in its statement. */
    record Aggregate(
            long oid,
            QualifiedName name,
            String arguments,
            List<String> options,
            @Nullable String comment) {}

    /** The query of a view. */
    record Query(long relation, String text) {}

    /** A type and the type or relation that it is based on: its elements, the relation of its rows, or itself. */
    record TypeRow(long oid, long core) {}

    /** A trigger. */
    record Trigger(
            long oid,
            long relation,
            String name,
            char enabled,
            String statement,
            @Nullable String comment) {}

    /** A row security policy. */
    record Policy(
            long oid,
            long relation,
            String name,
            char command,
            boolean permissive,
            @Nullable String roles,
            @Nullable String using,
            @Nullable String check,
            @Nullable String comment) {}

    /** An extension. */
    record Extension(String name, String schema) {}

    /** A dependency of one object on another, each identified by its catalog and its OID there. */
    record Dependency(String dependant, long oid, String catalogue, long needed) {}

    List<Namespace> namespaces() {
        return query("""
                select n.nspname, d.description from pg_namespace n
                left join pg_description d on d.objoid = n.oid and d.classoid = 'pg_namespace'::regclass
                where n.nspname = any (?) order by n.nspname collate "C"
                """, (row, number) -> new Namespace(row.getString(1), row.getString(2)));
    }

    List<Relation> relations() {
        return query(
                """
                select c.oid, n.nspname, c.relname, c.relkind, c.relpersistence = 'u', c.reloptions,
                       case when c.relkind = 'p' then pg_get_partkeydef(c.oid) end,
                       pg_get_expr(c.relpartbound, c.oid), i.parents,
                       case when a.amname <> 'heap' then a.amname end, c.relrowsecurity, c.relforcerowsecurity,
                       d.description
                from pg_class c
                join pg_namespace n on n.oid = c.relnamespace
                left join (select inhrelid, array_agg(inhparent::regclass::text order by inhseqno) as parents
                           from pg_inherits group by inhrelid) i on i.inhrelid = c.oid
                left join pg_am a on a.oid = c.relam
                left join pg_description d on d.objoid = c.oid and d.classoid = 'pg_class'::regclass and d.objsubid = 0
                where c.relkind in ('r', 'p', 'v', 'm') and c.relnamespace %s and %s
                order by n.nspname collate "C", c.relname collate "C"
                """.formatted(HERE, own("pg_class", "c.oid")),
                (row, number) -> new Relation(
                        row.getLong(1),
                        name(row, 2),
                        row.getString(4).charAt(0),
                        row.getBoolean(5),
                        texts(row, 6),
                        row.getString(7),
                        row.getString(8),
                        texts(row, 9),
                        row.getString(10),
                        row.getBoolean(11),
                        row.getBoolean(12),
                        row.getString(13)));
    }

    List<Attribute> attributes() {
        return query(
                """
                select a.attrelid, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
                       a.attidentity, a.attgenerated, pg_get_expr(e.adbin, e.adrelid), %s, d.description
                from pg_attribute a
                join pg_class c on c.oid = a.attrelid
                join pg_type t on t.oid = a.atttypid
                left join pg_attrdef e on e.adrelid = a.attrelid and e.adnum = a.attnum
                left join pg_collation l on l.oid = a.attcollation and a.attcollation <> t.typcollation
                left join pg_description d on d.objoid = a.attrelid and d.classoid = 'pg_class'::regclass
                     and d.objsubid = a.attnum
                where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'v', 'm', 'c')
                  and c.relnamespace %s
                order by a.attrelid, a.attnum
                """.formatted(collation("l"), HERE),
                (row, number) -> new Attribute(
                        row.getLong(1),
                        row.getInt(2),
                        row.getString(3),
                        row.getString(4),
                        row.getBoolean(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        row.getString(9),
                        row.getString(10)));
    }

    /** Returns constraints; those that a partition inherits are returned for its parent only. */
    List<Rule> rules() {
        return query(
                """
                select r.conrelid, r.conname, r.contype, r.conkey::int[], pg_get_constraintdef(r.oid), fn.nspname,
                       fc.relname, d.description
                from pg_constraint r
                join pg_class c on c.oid = r.conrelid
                left join pg_class fc on fc.oid = r.confrelid
                left join pg_namespace fn on fn.oid = fc.relnamespace
                left join pg_description d on d.objoid = r.oid and d.classoid = 'pg_constraint'::regclass
                where r.contype in ('p', 'u', 'f', 'c', 'x') and r.conparentid = 0
                  and (r.conislocal or not c.relispartition) and c.relnamespace %s
                order by r.conrelid, r.contype = 'p' desc, r.conname collate "C"
                """.formatted(HERE),
                (row, number) -> new Rule(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3).charAt(0),
                        numbers(row, 4),
                        row.getString(5),
                        row.getString(7) == null ? null : name(row, 6),
                        row.getString(8)));
    }

    List<IndexRow> keys() {
        return query(
                """
                select x.indrelid, i.relname, x.indisunique, (x.indkey::int2[]::int[])[0:x.indnkeyatts - 1],
                       case when x.indexprs is not null then
                         array(select pg_get_indexdef(x.indexrelid, k, false) from generate_series(1, x.indnkeyatts) k)
                       end,
                       regexp_replace(substr(pg_get_indexdef(x.indexrelid), 2 + length(concat(
                         'CREATE ', case when x.indisunique then 'UNIQUE ' end, 'INDEX ', quote_ident(i.relname), ' ON ',
                         case when i.relkind = 'I' then 'ONLY ' end, quote_ident(n.nspname), '.', quote_ident(c.relname)
                       ))), '^USING btree ', ''), d.description
                from pg_index x
                join pg_class i on i.oid = x.indexrelid
                join pg_class c on c.oid = x.indrelid
                join pg_namespace n on n.oid = c.relnamespace
                left join pg_constraint r on r.conindid = x.indexrelid and r.contype in ('p', 'u', 'x')
                left join pg_description d on d.objoid = i.oid and d.classoid = 'pg_class'::regclass and d.objsubid = 0
                where r.oid is null and not i.relispartition and c.relkind in ('r', 'p', 'm') and c.relnamespace %s
                order by x.indrelid, i.relname collate "C"
                """.formatted(HERE),
                (row, number) -> new IndexRow(
                        row.getLong(1),
                        row.getString(2),
                        row.getBoolean(3),
                        numbers(row, 4),
                        row.getArray(5) == null ? null : texts(row, 5),
                        row.getString(6),
                        row.getString(7)));
    }

    List<Counter> counters() {
        return query(
                """
                select n.nspname, c.relname, format_type(s.seqtypid, null), s.seqstart, s.seqincrement, s.seqmin,
                       s.seqmax, s.seqcache, s.seqcycle, format('nextval(%%L::regclass)', c.oid::regclass::text),
                       o.refobjid, o.refobjsubid, d.description
                from pg_sequence s
                join pg_class c on c.oid = s.seqrelid
                join pg_namespace n on n.oid = c.relnamespace
                left join pg_depend o on o.classid = 'pg_class'::regclass and o.objid = c.oid and o.objsubid = 0
                     and o.refclassid = 'pg_class'::regclass and o.refobjsubid > 0 and o.deptype in ('a', 'i')
                left join pg_description d on d.objoid = c.oid and d.classoid = 'pg_class'::regclass and d.objsubid = 0
                where c.relnamespace %s and %s
                order by n.nspname collate "C", c.relname collate "C"
                """.formatted(HERE, own("pg_class", "c.oid")),
                (row, number) -> new Counter(
                        name(row, 1),
                        row.getString(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8),
                        row.getBoolean(9),
                        row.getString(10),
                        row.getLong(11),
                        row.getInt(12),
                        row.getString(13)));
    }

    List<Labels> labels() {
        return query(
                """
                select t.oid, n.nspname, t.typname, l.labels, d.description
                from pg_type t
                join pg_namespace n on n.oid = t.typnamespace
                left join (select enumtypid, array_agg(enumlabel::text order by enumsortorder) as labels
                           from pg_enum group by enumtypid) l on l.enumtypid = t.oid
                left join pg_description d on d.objoid = t.oid and d.classoid = 'pg_type'::regclass
                where t.typtype = 'e' and t.typnamespace %s and %s
                order by n.nspname collate "C", t.typname collate "C"
                """.formatted(HERE, own("pg_type", "t.oid")),
                (row, number) -> new Labels(row.getLong(1), name(row, 2), texts(row, 4), row.getString(5)));
    }

    List<Domain> domains() {
        return query(
                """
                select t.oid, n.nspname, t.typname, format_type(t.typbasetype, t.typtypmod), %s,
                       pg_get_expr(t.typdefaultbin, 0), t.typnotnull, r.names, r.checks, d.description
                from pg_type t
                join pg_namespace n on n.oid = t.typnamespace
                join pg_type b on b.oid = t.typbasetype
                left join pg_collation l on l.oid = t.typcollation and t.typcollation <> b.typcollation
                left join (select contypid, array_agg(conname::text order by conname collate "C") as names,
                                  array_agg(pg_get_constraintdef(oid) order by conname collate "C") as checks
                           from pg_constraint where contypid <> 0 and contype = 'c' group by contypid) r
                     on r.contypid = t.oid
                left join pg_description d on d.objoid = t.oid and d.classoid = 'pg_type'::regclass
                where t.typtype = 'd' and t.typnamespace %s and %s
                order by n.nspname collate "C", t.typname collate "C"
                """.formatted(collation("l"), HERE, own("pg_type", "t.oid")),
                (row, number) -> new Domain(
                        row.getLong(1),
                        name(row, 2),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getBoolean(7),
                        checks(texts(row, 8), texts(row, 9)),
                        row.getString(10)));
    }

    private static List<DomainCheck> checks(List<String> names, List<String> definitions) {
        return IntStream.range(0, names.size())
                .mapToObj((at) -> new DomainCheck(names.get(at), definitions.get(at)))
                .toList();
    }

    List<Composite> composites() {
        return query(
                """
                select t.oid, c.oid, n.nspname, t.typname, d.description
                from pg_type t
                join pg_class c on c.oid = t.typrelid and c.relkind = 'c'
                join pg_namespace n on n.oid = t.typnamespace
                left join pg_description d on d.objoid = t.oid and d.classoid = 'pg_type'::regclass
                where t.typtype = 'c' and t.typnamespace %s and %s
                order by n.nspname collate "C", t.typname collate "C"
                """.formatted(HERE, own("pg_type", "t.oid")),
                (row, number) -> new Composite(row.getLong(1), row.getLong(2), name(row, 3), row.getString(5)));
    }

    /** Returns the casts from or to a type in the schemas in scope. */
    List<Cast> casts() {
        return query(
                """
                select k.oid, format_type(k.castsource, null), format_type(k.casttarget, null), k.castmethod,
                       k.castcontext, k.castfunc::regprocedure::text, d.description
                from pg_cast k
                join pg_type s on s.oid = k.castsource
                join pg_type t on t.oid = k.casttarget
                left join pg_description d on d.objoid = k.oid and d.classoid = 'pg_cast'::regclass
                where k.oid >= 16384 and exists (select 1 from pg_namespace n where nspname = any (?)
                                                 and n.oid in (s.typnamespace, t.typnamespace)) and %s
                order by 2, 3
                """.formatted(own("pg_cast", "k.oid")),
                (row, number) -> new Cast(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4).charAt(0),
                        row.getString(5).charAt(0),
                        row.getString(6),
                        row.getString(7)));
    }

    List<Routine> routines() {
        return query(
                """
                select p.oid, n.nspname, p.proname, p.prokind = 'p', pg_get_function_identity_arguments(p.oid),
                       substr(pg_get_functiondef(p.oid),
                              1 + length(concat('CREATE OR REPLACE ', case p.prokind when 'p' then 'PROCEDURE ' else 'FUNCTION ' end,
                                                quote_ident(n.nspname), '.', quote_ident(p.proname)))), d.description
                from pg_proc p
                join pg_namespace n on n.oid = p.pronamespace
                left join pg_description d on d.objoid = p.oid and d.classoid = 'pg_proc'::regclass
                where p.prokind in ('f', 'p', 'w') and p.pronamespace %s and %s
                order by n.nspname collate "C", p.proname collate "C", 5
                """.formatted(HERE, own("pg_proc", "p.oid")),
                (row, number) -> new Routine(
                        row.getLong(1),
                        name(row, 2),
                        row.getBoolean(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7)));
    }

    /** Returns aggregate functions with their options, because the server prints no statement for them. */
    List<Aggregate> aggregates() {
        return query(
                """
                select p.oid, n.nspname, p.proname, coalesce(nullif(pg_get_function_identity_arguments(p.oid), ''), '*'),
                       array_remove(array[
                         'SFUNC = ' || g.aggtransfn, 'STYPE = ' || format_type(g.aggtranstype, null),
                         'SSPACE = ' || nullif(g.aggtransspace, 0), 'FINALFUNC = ' || nullif(g.aggfinalfn::oid, 0)::regproc,
                         case when g.aggfinalextra then 'FINALFUNC_EXTRA' end, %1$s,
                         'COMBINEFUNC = ' || nullif(g.aggcombinefn::oid, 0)::regproc, 'SERIALFUNC = ' || nullif(g.aggserialfn::oid, 0)::regproc,
                         'DESERIALFUNC = ' || nullif(g.aggdeserialfn::oid, 0)::regproc,
                         'INITCOND = ' || quote_literal(g.agginitval), 'MSFUNC = ' || nullif(g.aggmtransfn::oid, 0)::regproc,
                         'MINVFUNC = ' || nullif(g.aggminvtransfn::oid, 0)::regproc,
                         'MSTYPE = ' || case when g.aggmtranstype <> 0 then format_type(g.aggmtranstype, null) end,
                         'MSSPACE = ' || nullif(g.aggmtransspace, 0), 'MFINALFUNC = ' || nullif(g.aggmfinalfn::oid, 0)::regproc,
                         case when g.aggmfinalextra then 'MFINALFUNC_EXTRA' end, %2$s,
                         'MINITCOND = ' || quote_literal(g.aggminitval),
                         (select format('SORTOP = OPERATOR(%%I.%%s)', s.nspname, o.oprname) from pg_operator o
                          join pg_namespace s on s.oid = o.oprnamespace where o.oid = g.aggsortop),
                         case p.proparallel when 's' then 'PARALLEL = SAFE' when 'r' then 'PARALLEL = RESTRICTED' end,
                         case when g.aggkind = 'h' then 'HYPOTHETICAL' end
                       ], null), d.description
                from pg_aggregate g
                join pg_proc p on p.oid = g.aggfnoid
                join pg_namespace n on n.oid = p.pronamespace
                left join pg_description d on d.objoid = p.oid and d.classoid = 'pg_proc'::regclass
                where p.pronamespace %3$s and %4$s
                order by n.nspname collate "C", p.proname collate "C", 4
                """.formatted(
                                modifies("FINALFUNC_MODIFY", "g.aggfinalmodify"),
                                modifies("MFINALFUNC_MODIFY", "g.aggmfinalmodify"),
                                HERE,
                                own("pg_proc", "p.oid")),
                (row, number) ->
                        new Aggregate(row.getLong(1), name(row, 2), row.getString(4), texts(row, 5), row.getString(6)));
    }

    /** Returns the SQL of an option for the effect of a final function on the state, if it is not the default. */
    private static String modifies(String option, String column) {
        return """
                case when %2$s <> case g.aggkind when 'n' then 'r' else 'w' end then '%1$s = '
                || case %2$s when 'r' then 'READ_ONLY' when 's' then 'SHAREABLE' else 'READ_WRITE' end end""".formatted(option, column);
    }

    List<Query> queries() {
        return query(
                "select c.oid, pg_get_viewdef(c.oid) from pg_class c where c.relkind in ('v', 'm') and c.relnamespace %s and %s"
                        .formatted(HERE, own("pg_class", "c.oid")),
                (row, number) -> new Query(row.getLong(1), row.getString(2)));
    }

    List<Trigger> triggers() {
        return query(
                """
                select g.oid, g.tgrelid, g.tgname, g.tgenabled, pg_get_triggerdef(g.oid, true), d.description
                from pg_trigger g
                join pg_class c on c.oid = g.tgrelid
                left join pg_description d on d.objoid = g.oid and d.classoid = 'pg_trigger'::regclass
                where not g.tgisinternal and c.relnamespace %s
                  and not exists (select 1 from pg_depend where classid = 'pg_trigger'::regclass and objid = g.oid
                                  and deptype = 'P')
                order by g.tgrelid, g.tgname collate "C"
                """.formatted(HERE),
                (row, number) -> new Trigger(
                        row.getLong(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getString(4).charAt(0),
                        row.getString(5),
                        row.getString(6)));
    }

    List<Policy> policies() {
        return query(
                """
                select y.oid, y.polrelid, y.polname, y.polcmd, y.polpermissive,
                       (select string_agg(quote_ident(rolname), ', ' order by rolname) from pg_roles
                        where oid = any (y.polroles)),
                       pg_get_expr(y.polqual, y.polrelid), pg_get_expr(y.polwithcheck, y.polrelid), d.description
                from pg_policy y
                join pg_class c on c.oid = y.polrelid
                left join pg_description d on d.objoid = y.oid and d.classoid = 'pg_policy'::regclass
                where c.relnamespace %s
                order by y.polrelid, y.polname collate "C"
                """.formatted(HERE),
                (row, number) -> new Policy(
                        row.getLong(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getString(4).charAt(0),
                        row.getBoolean(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        row.getString(9)));
    }

    /** Returns all extensions except those installed with the server; an extension belongs to the database. */
    List<Extension> extensions() {
        return this.jdbc.query("""
                select x.extname, n.nspname from pg_extension x join pg_namespace n on n.oid = x.extnamespace
                where x.oid >= 16384 order by x.extname collate "C"
                """, (row, number) -> new Extension(row.getString(1), row.getString(2)));
    }

    /**
     * Returns the dependencies of views, functions, types, casts, triggers, policies, and of the columns, checks and
     * indexes of tables.
     */
    List<Dependency> dependencies() {
        return this.jdbc.query(
                """
                select distinct case when d.classid = 'pg_rewrite'::regclass then 'pg_class'
                                     when d.classid = 'pg_attrdef'::regclass then 'pg_attrdef'
                                     else d.classid::regclass::text end,
                       coalesce(w.ev_class, d.objid), d.refclassid::regclass::text, d.refobjid
                from pg_depend d
                left join pg_rewrite w on d.classid = 'pg_rewrite'::regclass and w.oid = d.objid
                where d.objid >= 16384 and d.refobjid >= 16384 and d.deptype in ('n', 'a')
                  and (d.refclassid = 'pg_proc'::regclass
                       or d.refclassid in ('pg_class'::regclass, 'pg_type'::regclass)
                          and d.classid in ('pg_rewrite'::regclass, 'pg_proc'::regclass, 'pg_type'::regclass,
                                            'pg_cast'::regclass, 'pg_policy'::regclass, 'pg_trigger'::regclass)
                       or d.refclassid = 'pg_type'::regclass and d.classid = 'pg_class'::regclass)
                """,
                (row, number) -> new Dependency(row.getString(1), row.getLong(2), row.getString(3), row.getLong(4)));
    }

    List<TypeRow> types() {
        return query("""
                select t.oid, coalesce(nullif(e.typrelid, 0), nullif(t.typelem, 0), nullif(t.typrelid, 0), t.oid)
                from pg_type t left join pg_type e on e.oid = t.typelem
                where t.typnamespace %s
                """.formatted(HERE), (row, number) -> new TypeRow(row.getLong(1), row.getLong(2)));
    }

    /** Returns descriptions of the objects that no other query reads, some with their statements. */
    List<String> unread() {
        return query("""
                select pg_describe_object(o.class, o.oid, o.part) || o.text
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
                              and (a.attstorage <> t.typstorage or a.target is not null or a.distincts <> '{}'
                                   or a.method <> '')
                  union all select 'pg_rewrite'::regclass, w.oid, 0, c.relnamespace, ': ' || pg_get_ruledef(w.oid, true)
                            from pg_rewrite w join pg_class c on c.oid = w.ev_class where w.rulename <> '_RETURN'
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
                where (o.space %s or o.space is null and o.oid >= 16384)
                  and not exists (select 1 from pg_depend where classid = o.class and objid = o.oid and deptype = 'e')
                order by 1
                """.formatted(HERE), (row, number) -> row.getString(1));
    }

    private <T> List<T> query(String sql, RowMapper<T> mapper) {
        return this.jdbc.query(
                sql,
                (statement) -> statement.setArray(1, statement.getConnection().createArrayOf("text", this.schemas)),
                mapper);
    }

    private QualifiedName name(ResultSet row, int column) throws SQLException {
        String namespace = row.getString(column);
        return new QualifiedName(this.home.equals(namespace) ? null : namespace, row.getString(column + 1));
    }

    /** Returns the condition that an object does not belong to an extension. */
    private static String own(String catalogue, String oid) {
        return "not exists (select 1 from pg_depend where classid = '%s'::regclass and objid = %s and deptype = 'e')"
                .formatted(catalogue, oid);
    }

    /** Returns the SQL for the name of a collation, qualified if necessary. */
    private static String collation(String alias) {
        return """
                case when pg_collation_is_visible(%1$s.oid) then quote_ident(%1$s.collname) else
                (select quote_ident(nspname) from pg_namespace where oid = %1$s.collnamespace) || '.'
                || quote_ident(%1$s.collname) end""".formatted(alias);
    }

    private static List<String> texts(ResultSet row, int column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    private static List<Integer> numbers(ResultSet row, int column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? List.of() : Arrays.asList((Integer[]) array.getArray());
    }
}
