package dev.migrate.inspect.postgres;

import static dev.migrate.inspect.postgres.PostgresCatalog.IN_SCOPE;
import static dev.migrate.inspect.postgres.PostgresCatalog.collation;
import static dev.migrate.inspect.postgres.PostgresCatalog.notOfExtension;

import dev.migrate.inspect.Row;
import dev.migrate.schema.QualifiedName;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads relations, their columns, constraints and indexes, and sequences, with one query for each. */
final class PostgresTableQueries {

    private final PostgresCatalog catalog;

    PostgresTableQueries(PostgresCatalog catalog) {
        this.catalog = catalog;
    }

    /** A table, a view or another relation with columns. */
    record Relation(
            long oid,
            QualifiedName name,
            char kind,
            boolean unlogged,
            List<String> options,
            @Nullable String partitionKey,
            @Nullable String partitionBound,
            @Nullable String partitionCondition,
            List<String> parents,
            @Nullable String method,
            boolean secured,
            boolean securedForOwner,
            @Nullable String comment) {}

    /** A column, identified by the OID of its relation and its number. */
    record ColumnId(long relation, int number) {}

    /** A column of a relation; local if the relation does not only inherit it. */
    record Attribute(
            ColumnId id,
            String name,
            String type,
            boolean notNull,
            String identity,
            String generated,
            @Nullable String expression,
            @Nullable String collation,
            boolean local,
            @Nullable String comment) {}

    /** A constraint of a table. */
    record ConstraintRow(
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
            List<String> expressions,
            String definition,
            @Nullable String comment) {}

    /** A sequence, with the column that owns it, and the expression for its next value. */
    record SequenceRow(
            QualifiedName name,
            String type,
            long start,
            long increment,
            long minimum,
            long maximum,
            long cache,
            boolean cycle,
            String nextValue,
            @Nullable ColumnId owner,
            @Nullable String comment) {}

    List<Relation> relations() throws SQLException {
        return this.catalog.read("""
                        select c.oid, n.nspname as schema, c.relname as name, c.relkind as kind,
                               c.relpersistence = 'u' as unlogged, c.reloptions as options,
                               case when c.relkind = 'p' then pg_get_partkeydef(c.oid) end as partition_key,
                               pg_get_expr(c.relpartbound, c.oid) as partition_bound,
                               case when pg_get_expr(c.relpartbound, c.oid) ~ '^FOR VALUES (FROM|IN) '
                                    then pg_get_partition_constraintdef(c.oid) end as partition_condition, i.parents,
                               case when a.amname <> 'heap' then a.amname end as method, c.relrowsecurity as secured,
                               c.relforcerowsecurity as secured_for_owner, d.description as comment
                        from pg_class c
                        join pg_namespace n on n.oid = c.relnamespace
                        left join (select inhrelid, array_agg(inhparent::regclass::text order by inhseqno) as parents
                                   from pg_inherits group by inhrelid) i on i.inhrelid = c.oid
                        left join pg_am a on a.oid = c.relam
                        left join pg_description d on d.objoid = c.oid and d.classoid = 'pg_class'::regclass
                             and d.objsubid = 0
                        where c.relkind in ('r', 'p', 'v', 'm') and c.relnamespace %s and %s
                        order by n.nspname collate "C", c.relname collate "C"
                        """.formatted(IN_SCOPE, notOfExtension("pg_class", "c.oid"))).stream()
                .map((row) -> new Relation(
                        row.number("oid"),
                        this.catalog.name(row),
                        row.character("kind"),
                        row.flag("unlogged"),
                        row.texts("options"),
                        row.textOrNull("partition_key"),
                        row.textOrNull("partition_bound"),
                        row.textOrNull("partition_condition"),
                        row.texts("parents"),
                        row.textOrNull("method"),
                        row.flag("secured"),
                        row.flag("secured_for_owner"),
                        row.textOrNull("comment")))
                .toList();
    }

    List<Attribute> attributes() throws SQLException {
        return this.catalog.read("""
                        select a.attrelid as relation, a.attnum as number, a.attname as name,
                               format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as not_null,
                               a.attidentity as identity, a.attgenerated as generated,
                               pg_get_expr(e.adbin, e.adrelid) as expression, %s as collation, a.attislocal as local,
                               d.description as comment
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
                        """.formatted(collation("l"), IN_SCOPE)).stream()
                .map((row) -> new Attribute(
                        new ColumnId(row.number("relation"), (int) row.number("number")),
                        row.text("name"),
                        row.text("type"),
                        row.flag("not_null"),
                        row.text("identity"),
                        row.text("generated"),
                        row.textOrNull("expression"),
                        row.textOrNull("collation"),
                        row.flag("local"),
                        row.textOrNull("comment")))
                .toList();
    }

    /** Returns constraints; those that a table inherits are returned for its parent only. */
    List<ConstraintRow> constraints() throws SQLException {
        return this.catalog.read("""
                        select r.conrelid as relation, r.conname as name, r.contype as kind, r.conkey::int[] as columns,
                               pg_get_constraintdef(r.oid) as definition, fn.nspname as other_schema,
                               fc.relname as other_name, d.description as comment
                        from pg_constraint r
                        join pg_class c on c.oid = r.conrelid
                        left join pg_class fc on fc.oid = r.confrelid
                        left join pg_namespace fn on fn.oid = fc.relnamespace
                        left join pg_description d on d.objoid = r.oid and d.classoid = 'pg_constraint'::regclass
                        where r.contype in ('p', 'u', 'f', 'c', 'x') and r.conparentid = 0
                          and r.conislocal and c.relnamespace %s
                        order by r.conrelid, r.contype = 'p' desc, r.conname collate "C"
                        """.formatted(IN_SCOPE)).stream()
                .map((row) -> new ConstraintRow(
                        row.number("relation"),
                        row.text("name"),
                        row.character("kind"),
                        row.numbers("columns"),
                        row.text("definition"),
                        row.textOrNull("other_name") == null
                                ? null
                                : this.catalog.name(row.text("other_schema"), row.text("other_name")),
                        row.textOrNull("comment")))
                .toList();
    }

    List<IndexRow> indexes() throws SQLException {
        return this.catalog.read("""
                        select x.indrelid as relation, i.relname as name, x.indisunique as is_unique,
                               (x.indkey::int2[]::int[])[0 : x.indnkeyatts - 1] as columns,
                               case when x.indexprs is not null then
                                 array(select pg_get_indexdef(x.indexrelid, k, false)
                                       from generate_series(1, x.indnkeyatts) k)
                               end as expressions,
                               regexp_replace(substr(pg_get_indexdef(x.indexrelid), 2 + length(concat(
                                 'CREATE ', case when x.indisunique then 'UNIQUE ' end, 'INDEX ',
                                 quote_ident(i.relname), ' ON ', case when i.relkind = 'I' then 'ONLY ' end,
                                 quote_ident(n.nspname), '.', quote_ident(c.relname)
                               ))), '^USING btree ', '') as definition, d.description as comment
                        from pg_index x
                        join pg_class i on i.oid = x.indexrelid
                        join pg_class c on c.oid = x.indrelid
                        join pg_namespace n on n.oid = c.relnamespace
                        left join pg_constraint r on r.conindid = x.indexrelid and r.contype in ('p', 'u', 'x')
                        left join pg_description d on d.objoid = i.oid and d.classoid = 'pg_class'::regclass
                             and d.objsubid = 0
                        where r.oid is null and not i.relispartition and c.relkind in ('r', 'p', 'm')
                          and c.relnamespace %s
                        order by x.indrelid, i.relname collate "C"
                        """.formatted(IN_SCOPE)).stream()
                .map((row) -> new IndexRow(
                        row.number("relation"),
                        row.text("name"),
                        row.flag("is_unique"),
                        row.numbers("columns"),
                        row.texts("expressions"),
                        row.text("definition"),
                        row.textOrNull("comment")))
                .toList();
    }

    List<SequenceRow> sequences() throws SQLException {
        return this.catalog.read("""
                        select n.nspname as schema, c.relname as name, format_type(s.seqtypid, null) as type,
                               s.seqstart as start, s.seqincrement as increment, s.seqmin as minimum,
                               s.seqmax as maximum, s.seqcache as cache, s.seqcycle as cycle,
                               format('nextval(%%L::regclass)', c.oid::regclass::text) as next_value,
                               o.refobjid as owner, o.refobjsubid as owner_column, d.description as comment
                        from pg_sequence s
                        join pg_class c on c.oid = s.seqrelid
                        join pg_namespace n on n.oid = c.relnamespace
                        left join pg_depend o on o.classid = 'pg_class'::regclass and o.objid = c.oid and o.objsubid = 0
                             and o.refclassid = 'pg_class'::regclass and o.refobjsubid > 0 and o.deptype in ('a', 'i')
                        left join pg_description d on d.objoid = c.oid and d.classoid = 'pg_class'::regclass
                             and d.objsubid = 0
                        where c.relnamespace %s and %s
                        order by n.nspname collate "C", c.relname collate "C"
                        """.formatted(IN_SCOPE, notOfExtension("pg_class", "c.oid"))).stream()
                .map((row) -> new SequenceRow(
                        this.catalog.name(row),
                        row.text("type"),
                        row.number("start"),
                        row.number("increment"),
                        row.number("minimum"),
                        row.number("maximum"),
                        row.number("cache"),
                        row.flag("cycle"),
                        row.text("next_value"),
                        owner(row),
                        row.textOrNull("comment")))
                .toList();
    }

    private static @Nullable ColumnId owner(Row row) {
        return row.textOrNull("owner") == null
                ? null
                : new ColumnId(row.number("owner"), (int) row.number("owner_column"));
    }
}
