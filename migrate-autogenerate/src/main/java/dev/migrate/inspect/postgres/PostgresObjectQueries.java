package dev.migrate.inspect.postgres;

import static dev.migrate.inspect.postgres.PostgresCatalog.IN_SCOPE;
import static dev.migrate.inspect.postgres.PostgresCatalog.collation;
import static dev.migrate.inspect.postgres.PostgresCatalog.notOfExtension;

import dev.migrate.schema.QualifiedName;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads the objects that are defined by their SQL, with one query for each kind, and their dependencies. */
final class PostgresObjectQueries {

    private final PostgresCatalog catalog;

    PostgresObjectQueries(PostgresCatalog catalog) {
        this.catalog = catalog;
    }

    /** A schema. */
    record NamespaceRow(String name, @Nullable String comment) {}

    /** An enumerated type. */
    record EnumRow(
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
            @Nullable String comment) {

        /** Returns its name with the types of its arguments. */
        QualifiedName signature() {
            return PostgresObjectQueries.signature(this.name, this.arguments);
        }
    }

    /** An aggregate function; its options are the content of the parentheses in its statement. */
    record Aggregate(
            long oid,
            QualifiedName name,
            String arguments,
            List<String> options,
            @Nullable String comment) {

        /** Returns its name with the types of its arguments. */
        QualifiedName signature() {
            return PostgresObjectQueries.signature(this.name, this.arguments);
        }
    }

    /** The query of a view. */
    record ViewQuery(long relation, String text) {}

    /** A type and the type or relation that it is based on: its elements, the relation of its rows, or itself. */
    record TypeRow(long oid, long base) {}

    /** A trigger. */
    record Trigger(
            long oid,
            long relation,
            String name,
            char enabled,
            String statement,
            @Nullable String comment) {}

    /** A rule of a table or a view, without the one that is its query. */
    record Rule(
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

    /**
     * A dependency of one object on another, each identified by its catalog and its OID there.
     *
     * @param column the column of the other object, if it depends on one
     */
    record Dependency(
            ObjectId dependent, ObjectId needed, @Nullable String column) {}

    /** An object of the database, identified by its catalog and its OID there. */
    record ObjectId(String catalog, long oid) {}

    private static QualifiedName signature(QualifiedName name, String arguments) {
        return name.sibling("%s(%s)".formatted(name.name(), arguments));
    }

    List<NamespaceRow> namespaces() throws SQLException {
        return this.catalog.read("""
                        select n.nspname as name, d.description as comment from pg_namespace n
                        left join pg_description d on d.objoid = n.oid and d.classoid = 'pg_namespace'::regclass
                        where n.nspname = any (:schemas) order by n.nspname collate "C"
                        """).stream()
                .map((row) -> new NamespaceRow(row.text("name"), row.textOrNull("comment")))
                .toList();
    }

    List<EnumRow> enums() throws SQLException {
        return this.catalog.read("""
                        select t.oid, n.nspname as schema, t.typname as name, l.labels, d.description as comment
                        from pg_type t
                        join pg_namespace n on n.oid = t.typnamespace
                        left join (select enumtypid, array_agg(enumlabel::text order by enumsortorder) as labels
                                   from pg_enum group by enumtypid) l on l.enumtypid = t.oid
                        left join pg_description d on d.objoid = t.oid and d.classoid = 'pg_type'::regclass
                        where t.typtype = 'e' and t.typnamespace %s and %s
                        order by n.nspname collate "C", t.typname collate "C"
                        """.formatted(IN_SCOPE, notOfExtension("pg_type", "t.oid"))).stream()
                .map((row) -> new EnumRow(
                        row.number("oid"), this.catalog.name(row), row.texts("labels"), row.textOrNull("comment")))
                .toList();
    }

    List<Domain> domains() throws SQLException {
        return this.catalog.read("""
                        select t.oid, n.nspname as schema, t.typname as name,
                               format_type(t.typbasetype, t.typtypmod) as base, %s as collation,
                               pg_get_expr(t.typdefaultbin, 0) as expression, t.typnotnull as not_null, r.names,
                               r.checks, d.description as comment
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
                        """.formatted(collation("l"), IN_SCOPE, notOfExtension("pg_type", "t.oid"))).stream()
                .map((row) -> new Domain(
                        row.number("oid"),
                        this.catalog.name(row),
                        row.text("base"),
                        row.textOrNull("collation"),
                        row.textOrNull("expression"),
                        row.flag("not_null"),
                        checks(row.texts("names"), row.texts("checks")),
                        row.textOrNull("comment")))
                .toList();
    }

    private static List<DomainCheck> checks(List<String> names, List<String> definitions) {
        return IntStream.range(0, names.size())
                .mapToObj((at) -> new DomainCheck(names.get(at), definitions.get(at)))
                .toList();
    }

    List<Composite> composites() throws SQLException {
        return this.catalog.read("""
                        select t.oid, c.oid as relation, n.nspname as schema, t.typname as name,
                               d.description as comment
                        from pg_type t
                        join pg_class c on c.oid = t.typrelid and c.relkind = 'c'
                        join pg_namespace n on n.oid = t.typnamespace
                        left join pg_description d on d.objoid = t.oid and d.classoid = 'pg_type'::regclass
                        where t.typtype = 'c' and t.typnamespace %s and %s
                        order by n.nspname collate "C", t.typname collate "C"
                        """.formatted(IN_SCOPE, notOfExtension("pg_type", "t.oid"))).stream()
                .map((row) -> new Composite(
                        row.number("oid"), row.number("relation"), this.catalog.name(row), row.textOrNull("comment")))
                .toList();
    }

    /** Returns the casts from or to a type in the schemas in scope, without those that belong to a range type. */
    List<Cast> casts() throws SQLException {
        return this.catalog.read("""
                        select k.oid, format_type(k.castsource, null) as source,
                               format_type(k.casttarget, null) as target, k.castmethod as method,
                               k.castcontext as context, k.castfunc::regprocedure::text as function,
                               d.description as comment
                        from pg_cast k
                        join pg_type s on s.oid = k.castsource
                        join pg_type t on t.oid = k.casttarget
                        left join pg_description d on d.objoid = k.oid and d.classoid = 'pg_cast'::regclass
                        where k.oid >= 16384 and exists (select 1 from pg_namespace n where nspname = any (:schemas)
                                                         and n.oid in (s.typnamespace, t.typnamespace)) and %s
                          and not exists (select 1 from pg_depend where classid = 'pg_cast'::regclass
                                          and objid = k.oid and deptype = 'i')
                        order by 2, 3
                        """.formatted(notOfExtension("pg_cast", "k.oid"))).stream()
                .map((row) -> new Cast(
                        row.number("oid"),
                        row.text("source"),
                        row.text("target"),
                        row.character("method"),
                        row.character("context"),
                        row.textOrNull("function"),
                        row.textOrNull("comment")))
                .toList();
    }

    /** Returns routines without the constructors that belong to range types. */
    List<Routine> routines() throws SQLException {
        return this.catalog.read("""
                        select p.oid, n.nspname as schema, p.proname as name, p.prokind = 'p' as procedure,
                               pg_get_function_identity_arguments(p.oid) as arguments,
                               substr(pg_get_functiondef(p.oid),
                                      1 + length(concat('CREATE OR REPLACE ',
                                                        case p.prokind when 'p' then 'PROCEDURE ' else 'FUNCTION ' end,
                                                        quote_ident(n.nspname), '.', quote_ident(p.proname)))) as rest,
                               d.description as comment
                        from pg_proc p
                        join pg_namespace n on n.oid = p.pronamespace
                        left join pg_description d on d.objoid = p.oid and d.classoid = 'pg_proc'::regclass
                        where p.prokind in ('f', 'p', 'w') and p.pronamespace %s and %s
                          and not exists (select 1 from pg_depend where classid = 'pg_proc'::regclass
                                          and objid = p.oid and deptype = 'i')
                        order by n.nspname collate "C", p.proname collate "C", 5
                        """.formatted(IN_SCOPE, notOfExtension("pg_proc", "p.oid"))).stream()
                .map((row) -> new Routine(
                        row.number("oid"),
                        this.catalog.name(row),
                        row.flag("procedure"),
                        row.text("arguments"),
                        row.text("rest"),
                        row.textOrNull("comment")))
                .toList();
    }

    /** Returns aggregate functions with their options, because the server prints no statement for them. */
    List<Aggregate> aggregates() throws SQLException {
        return this.catalog
                .read("""
                        select p.oid, n.nspname as schema, p.proname as name,
                               coalesce(nullif(pg_get_function_identity_arguments(p.oid), ''), '*') as arguments,
                               array_remove(array[
                                 'SFUNC = ' || g.aggtransfn, 'STYPE = ' || format_type(g.aggtranstype, null),
                                 'SSPACE = ' || nullif(g.aggtransspace, 0),
                                 'FINALFUNC = ' || nullif(g.aggfinalfn::oid, 0)::regproc,
                                 case when g.aggfinalextra then 'FINALFUNC_EXTRA' end, %1$s,
                                 'COMBINEFUNC = ' || nullif(g.aggcombinefn::oid, 0)::regproc,
                                 'SERIALFUNC = ' || nullif(g.aggserialfn::oid, 0)::regproc,
                                 'DESERIALFUNC = ' || nullif(g.aggdeserialfn::oid, 0)::regproc,
                                 'INITCOND = ' || quote_literal(g.agginitval),
                                 'MSFUNC = ' || nullif(g.aggmtransfn::oid, 0)::regproc,
                                 'MINVFUNC = ' || nullif(g.aggminvtransfn::oid, 0)::regproc,
                                 'MSTYPE = ' || case when g.aggmtranstype <> 0
                                                     then format_type(g.aggmtranstype, null) end,
                                 'MSSPACE = ' || nullif(g.aggmtransspace, 0),
                                 'MFINALFUNC = ' || nullif(g.aggmfinalfn::oid, 0)::regproc,
                                 case when g.aggmfinalextra then 'MFINALFUNC_EXTRA' end, %2$s,
                                 'MINITCOND = ' || quote_literal(g.aggminitval),
                                 (select format('SORTOP = OPERATOR(%%I.%%s)', s.nspname, o.oprname) from pg_operator o
                                  join pg_namespace s on s.oid = o.oprnamespace where o.oid = g.aggsortop),
                                 case p.proparallel when 's' then 'PARALLEL = SAFE'
                                                    when 'r' then 'PARALLEL = RESTRICTED' end,
                                 case when g.aggkind = 'h' then 'HYPOTHETICAL' end
                               ], null) as options, d.description as comment
                        from pg_aggregate g
                        join pg_proc p on p.oid = g.aggfnoid
                        join pg_namespace n on n.oid = p.pronamespace
                        left join pg_description d on d.objoid = p.oid and d.classoid = 'pg_proc'::regclass
                        where p.pronamespace %3$s and %4$s
                        order by n.nspname collate "C", p.proname collate "C", 4
                        """.formatted(
                                modifies("FINALFUNC_MODIFY", "g.aggfinalmodify"),
                                modifies("MFINALFUNC_MODIFY", "g.aggmfinalmodify"),
                                IN_SCOPE,
                                notOfExtension("pg_proc", "p.oid")))
                .stream()
                .map((row) -> new Aggregate(
                        row.number("oid"),
                        this.catalog.name(row),
                        row.text("arguments"),
                        row.texts("options"),
                        row.textOrNull("comment")))
                .toList();
    }

    /** Returns the SQL of an option for the effect of a final function on the state, if it is not the default. */
    private static String modifies(String option, String column) {
        return """
                case when %2$s <> case g.aggkind when 'n' then 'r' else 'w' end then '%1$s = '
                || case %2$s when 'r' then 'READ_ONLY' when 's' then 'SHAREABLE' else 'READ_WRITE' end end""".formatted(option, column);
    }

    List<ViewQuery> viewQueries() throws SQLException {
        return this.catalog.read("""
                        select c.oid, pg_get_viewdef(c.oid) as query from pg_class c
                        where c.relkind in ('v', 'm') and c.relnamespace %s and %s
                        """.formatted(IN_SCOPE, notOfExtension("pg_class", "c.oid"))).stream()
                .map((row) -> new ViewQuery(row.number("oid"), row.text("query")))
                .toList();
    }

    List<Trigger> triggers() throws SQLException {
        return this.catalog.read("""
                        select g.oid, g.tgrelid as relation, g.tgname as name, g.tgenabled as enabled,
                               pg_get_triggerdef(g.oid, true) as statement, d.description as comment
                        from pg_trigger g
                        join pg_class c on c.oid = g.tgrelid
                        left join pg_description d on d.objoid = g.oid and d.classoid = 'pg_trigger'::regclass
                        where not g.tgisinternal and c.relnamespace %s
                          and not exists (select 1 from pg_depend where classid = 'pg_trigger'::regclass
                                          and objid = g.oid and deptype = 'P')
                        order by g.tgrelid, g.tgname collate "C"
                        """.formatted(IN_SCOPE)).stream()
                .map((row) -> new Trigger(
                        row.number("oid"),
                        row.number("relation"),
                        row.text("name"),
                        row.character("enabled"),
                        row.text("statement"),
                        row.textOrNull("comment")))
                .toList();
    }

    List<Rule> rules() throws SQLException {
        return this.catalog.read("""
                        select w.oid, w.ev_class as relation, w.rulename as name, w.ev_enabled as enabled,
                               pg_get_ruledef(w.oid, true) as statement, d.description as comment
                        from pg_rewrite w
                        join pg_class c on c.oid = w.ev_class
                        left join pg_description d on d.objoid = w.oid and d.classoid = 'pg_rewrite'::regclass
                        where w.rulename <> '_RETURN' and c.relnamespace %s and %s
                        order by w.ev_class, w.rulename collate "C"
                        """.formatted(IN_SCOPE, notOfExtension("pg_class", "c.oid"))).stream()
                .map((row) -> new Rule(
                        row.number("oid"),
                        row.number("relation"),
                        row.text("name"),
                        row.character("enabled"),
                        row.text("statement"),
                        row.textOrNull("comment")))
                .toList();
    }

    List<Policy> policies() throws SQLException {
        return this.catalog.read("""
                        select y.oid, y.polrelid as relation, y.polname as name, y.polcmd as command,
                               y.polpermissive as permissive,
                               (select string_agg(quote_ident(rolname), ', ' order by rolname) from pg_roles
                                where oid = any (y.polroles)) as roles,
                               pg_get_expr(y.polqual, y.polrelid) as using_expression,
                               pg_get_expr(y.polwithcheck, y.polrelid) as check_expression, d.description as comment
                        from pg_policy y
                        join pg_class c on c.oid = y.polrelid
                        left join pg_description d on d.objoid = y.oid and d.classoid = 'pg_policy'::regclass
                        where c.relnamespace %s
                        order by y.polrelid, y.polname collate "C"
                        """.formatted(IN_SCOPE)).stream()
                .map((row) -> new Policy(
                        row.number("oid"),
                        row.number("relation"),
                        row.text("name"),
                        row.character("command"),
                        row.flag("permissive"),
                        row.textOrNull("roles"),
                        row.textOrNull("using_expression"),
                        row.textOrNull("check_expression"),
                        row.textOrNull("comment")))
                .toList();
    }

    /** Returns all extensions except those installed with the server; an extension belongs to the database. */
    List<Extension> extensions() throws SQLException {
        return this.catalog.read("""
                        select x.extname as name, n.nspname as schema
                        from pg_extension x join pg_namespace n on n.oid = x.extnamespace
                        where x.oid >= 16384 order by x.extname collate "C"
                        """).stream()
                .map((row) -> new Extension(row.text("name"), row.text("schema")))
                .toList();
    }

    /**
     * Returns the dependencies of views, functions, types, casts, triggers, rules, policies, and of the columns, checks
     * and indexes of tables. A materialized view that stores rows of a table depends on each column of it. So does a
     * view of a function that returns such rows before PostgreSQL 15, which does not record the columns that it reads.
     */
    List<Dependency> dependencies() throws SQLException {
        return this.catalog.read("""
                        select distinct case when w.ev_class is not null then 'pg_class'
                                             when d.classid = 'pg_attrdef'::regclass then 'pg_attrdef'
                                             when r.contypid <> 0 then 'pg_type'
                                             else d.classid::regclass::text end as dependent_catalog,
                               coalesce(w.ev_class, nullif(r.contypid, 0), d.objid) as dependent,
                               d.refclassid::regclass::text as needed_catalog, d.refobjid as needed,
                               a.attname as column
                        from pg_depend d
                        left join pg_rewrite w on d.classid = 'pg_rewrite'::regclass and w.oid = d.objid
                                                  and w.rulename = '_RETURN'
                        left join pg_constraint r on d.classid = 'pg_constraint'::regclass and r.oid = d.objid
                        left join pg_class m on d.classid = 'pg_class'::regclass and m.oid = d.objid
                                                and m.relkind = 'm'
                        left join pg_type y on d.refclassid = 'pg_type'::regclass and y.oid = d.refobjid
                                               and m.oid is not null
                        left join pg_attribute a on a.attrelid = coalesce(y.typrelid, d.refobjid) and a.attnum > 0
                                                    and (y.oid is not null or d.refclassid = 'pg_class'::regclass
                                                                              and a.attnum = d.refobjsubid)
                        where d.objid >= 16384 and d.refobjid >= 16384 and d.deptype in ('n', 'a')
                          and (d.refclassid = 'pg_proc'::regclass
                               or d.refclassid in ('pg_class'::regclass, 'pg_type'::regclass)
                                  and d.classid in ('pg_rewrite'::regclass, 'pg_proc'::regclass, 'pg_type'::regclass,
                                                    'pg_cast'::regclass, 'pg_policy'::regclass, 'pg_trigger'::regclass)
                               or d.refclassid = 'pg_type'::regclass and d.classid = 'pg_class'::regclass)
                        union
                        select 'pg_class', w.ev_class, 'pg_class', y.typrelid, a.attname
                        from pg_depend d
                        join pg_rewrite w on w.oid = d.objid and w.rulename = '_RETURN'
                        join pg_proc f on f.oid = d.refobjid
                        join pg_type y on y.oid = f.prorettype
                        join pg_attribute a on a.attrelid = y.typrelid and a.attnum > 0
                        where current_setting('server_version_num')::int < 150000
                          and d.classid = 'pg_rewrite'::regclass and d.refclassid = 'pg_proc'::regclass
                          and d.objid >= 16384 and d.refobjid >= 16384
                        """).stream()
                .map((row) -> new Dependency(
                        new ObjectId(row.text("dependent_catalog"), row.number("dependent")),
                        new ObjectId(row.text("needed_catalog"), row.number("needed")),
                        row.textOrNull("column")))
                .toList();
    }

    List<TypeRow> types() throws SQLException {
        return this.catalog.read("""
                        select t.oid,
                               coalesce(nullif(e.typrelid, 0), nullif(t.typelem, 0), nullif(t.typrelid, 0), t.oid) as base
                        from pg_type t left join pg_type e on e.oid = t.typelem
                        where t.typnamespace %s
                        """.formatted(IN_SCOPE)).stream()
                .map((row) -> new TypeRow(row.number("oid"), row.number("base")))
                .toList();
    }
}
