package dev.migrate.inspect;

import dev.migrate.dialect.PrintedSql;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Definition;
import dev.migrate.schema.Generated;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.Namespace;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** H2: the information schema, and the types and expressions that it prints. */
final class H2Inspector implements Inspector {

    @Override
    public Schema read(Connection connection, Scope scope) throws java.sql.SQLException {
        return new Reading(connection, scope).schema();
    }

    /** One reading, with what it has found so far. */
    private static final class Reading {

        private static final long DEFAULT_CACHE = 32;
        private static final AutomaticNames AUTOMATIC =
                new AutomaticNames("(CONSTRAINT|INDEX|PRIMARY_KEY|CONSTRAINT_INDEX)_[0-9A-F]+(_\\d+)?");
        private static final Set<String> DISTINCT_NULLS_BY_DEFAULT =
                Set.of("REGULAR", "STRICT", "LEGACY", "PostgreSQL", "MySQL", "MariaDB");

        private final Rows rows;
        private final Scope scope;
        private final String home;
        private final Map<String, Object> schemas;
        private final PrintedSql sql = new PrintedSql('"', false);
        private final Map<String, String> settings;

        Reading(Connection connection, Scope scope) throws java.sql.SQLException {
            this.rows = new Rows(connection);
            this.scope = scope;
            this.home = scope.home() == null ? connection.getSchema() : scope.home();
            Set<String> all = new LinkedHashSet<>(scope.others());
            all.add(this.home);
            this.schemas = Map.of("schemas", List.copyOf(all));
            this.settings = this.rows.read("select setting_name, setting_value from information_schema.settings").stream()
                    .collect(Collectors.toMap(
                            (row) -> row.text("setting_name"), (row) -> row.text("setting_value"), (a, b) -> a));
        }

        Schema schema() {
            Map<QualifiedName, List<Column>> columns = columns();
            Map<QualifiedName, List<Constraint>> constraints = constraints();
            Map<QualifiedName, List<Index>> indexes = indexes();
            List<Table> tables = tables().stream()
                    .map((row) -> new Table(
                            name(row, "table_schema", "table_name"),
                            columns.getOrDefault(name(row, "table_schema", "table_name"), List.of()),
                            constraints.getOrDefault(name(row, "table_schema", "table_name"), List.of()),
                            indexes.getOrDefault(name(row, "table_schema", "table_name"), List.of()),
                            "",
                            row.maybe("remarks")))
                    .toList();
            return new Schema(namespaces(), List.of(), sequences(), tables, definitions(tables));
        }

        private List<Namespace> namespaces() {
            return this.rows
                    .read(
                            "select schema_name from information_schema.schemata where schema_name in (:schemas)"
                                    + " order by schema_name",
                            this.schemas)
                    .stream()
                    .map((row) -> row.text("schema_name"))
                    .filter((name) -> !name.equals(this.home))
                    .map(Namespace::new)
                    .toList();
        }

        /** Tables but for those that hold the rows of a materialized view. */
        private List<Row> tables() {
            return this.rows
                    .read(
                            """
                            select t.table_schema, t.table_name, t.remarks
                              from information_schema.tables t
                             where t.table_schema in (:schemas) and t.table_type = 'BASE TABLE'
                               and not exists (select 1 from information_schema.tables m
                                                where m.table_class = 'org.h2.table.MaterializedView'
                                                  and m.table_schema = t.table_schema
                                                  and regexp_like(t.table_name, '^\\Q' || m.table_name || '\\E\\$\\d+$'))
                             order by t.table_schema, t.table_name
                            """,
                            this.schemas)
                    .stream()
                    .filter((row) -> wanted(name(row, "table_schema", "table_name")))
                    .toList();
        }

        private Map<QualifiedName, List<Column>> columns() {
            return this.rows
                    .read(
                            """
                            select c.table_schema, c.table_name, c.column_name, c.column_default, c.is_nullable,
                                   data_type_sql(c.table_schema, c.table_name, 'TABLE', c.dtd_identifier) as type,
                                   c.domain_schema, c.domain_name, c.identity_generation, c.identity_start,
                                   c.identity_increment, c.identity_minimum, c.identity_maximum, c.identity_cycle,
                                   c.identity_cache, c.generation_expression, c.column_on_update, c.is_visible,
                                   c.default_on_null, c.remarks
                              from information_schema.columns c
                              join information_schema.tables t
                                on t.table_schema = c.table_schema and t.table_name = c.table_name
                             where c.table_schema in (:schemas) and t.table_type = 'BASE TABLE'
                             order by c.table_schema, c.table_name, c.ordinal_position
                            """,
                            this.schemas)
                    .stream()
                    .collect(Collectors.groupingBy(
                            (row) -> name(row, "table_schema", "table_name"),
                            LinkedHashMap::new,
                            Collectors.mapping(this::column, Collectors.toList())));
        }

        private Column column(Row row) {
            String domain = row.maybe("domain_name");
            String type = domain == null
                    ? row.text("type")
                    : reference(name(row, "domain_schema", "domain_name"));
            String generation = row.maybe("generation_expression");
            return new Column(
                    row.text("column_name"),
                    row.yes("is_visible") ? type : type + " INVISIBLE",
                    row.yes("is_nullable"),
                    defaultValue(row),
                    identity(row, type),
                    generation == null ? null : new Generated(expression(generation), true),
                    null,
                    row.maybe("column_on_update") == null ? null : expression(row.text("column_on_update")),
                    row.maybe("remarks"));
        }

        private @Nullable String defaultValue(Row row) {
            String value = row.maybe("column_default");
            boolean onNull = row.yes("default_on_null") && row.maybe("identity_generation") == null;
            if (value == null) {
                return onNull ? "NULL DEFAULT ON NULL" : null;
            }
            return expression(value) + (onNull ? " DEFAULT ON NULL" : "");
        }

        private @Nullable Identity identity(Row row, String type) {
            String generation = row.maybe("identity_generation");
            if (generation == null) {
                return null;
            }
            long increment = row.number("identity_increment");
            long largest = largest(type);
            long minimum = increment > 0 ? 1 : -largest - 1;
            long maximum = increment > 0 ? largest : -1;
            List<String> options = new ArrayList<>();
            long start = row.number("identity_start");
            long first = increment > 0 ? row.number("identity_minimum") : row.number("identity_maximum");
            options.add(start == first ? "" : "START WITH " + start);
            options.add(increment == 1 ? "" : "INCREMENT BY " + increment);
            options.add(
                    row.number("identity_minimum") == minimum ? "" : "MINVALUE " + row.number("identity_minimum"));
            options.add(
                    row.number("identity_maximum") == maximum ? "" : "MAXVALUE " + row.number("identity_maximum"));
            options.add(row.yes("identity_cycle") ? "CYCLE" : "");
            options.add(
                    row.number("identity_cache") == DEFAULT_CACHE ? "" : "CACHE " + row.number("identity_cache"));
            return new Identity(
                    generation.equals("ALWAYS") ? Identity.Mode.ALWAYS : Identity.Mode.BY_DEFAULT,
                    options.stream().filter((option) -> !option.isEmpty()).collect(Collectors.joining(" ")));
        }

        private static long largest(String type) {
            return switch (type) {
                case "TINYINT" -> Byte.MAX_VALUE;
                case "SMALLINT" -> Short.MAX_VALUE;
                case "INTEGER" -> Integer.MAX_VALUE;
                default -> Long.MAX_VALUE;
            };
        }

        private Map<QualifiedName, List<Constraint>> constraints() {
            Map<QualifiedName, List<String>> columns = keyColumns();
            return this.rows
                    .read(
                            """
                            select c.table_schema, c.table_name, c.constraint_schema, c.constraint_name,
                                   c.constraint_type, c.nulls_distinct, k.check_clause, r.unique_constraint_schema,
                                   r.unique_constraint_name, r.update_rule, r.delete_rule,
                                   u.table_schema as other_schema, u.table_name as other_table
                              from information_schema.table_constraints c
                              left join information_schema.check_constraints k
                                on k.constraint_schema = c.constraint_schema
                               and k.constraint_name = c.constraint_name
                              left join information_schema.referential_constraints r
                                on r.constraint_schema = c.constraint_schema
                               and r.constraint_name = c.constraint_name
                              left join information_schema.table_constraints u
                                on u.constraint_schema = r.unique_constraint_schema
                               and u.constraint_name = r.unique_constraint_name
                             where c.table_schema in (:schemas)
                             order by c.table_schema, c.table_name,
                                   array_position(array['PRIMARY KEY', 'UNIQUE', 'CHECK'], c.constraint_type),
                                   c.constraint_name
                            """,
                            this.schemas)
                    .stream()
                    .collect(Collectors.groupingBy(
                            (row) -> name(row, "table_schema", "table_name"),
                            LinkedHashMap::new,
                            Collectors.mapping((row) -> constraint(row, columns), Collectors.toList())));
        }

        private Constraint constraint(Row row, Map<QualifiedName, List<String>> keyColumns) {
            String name = row.text("constraint_name");
            List<String> columns =
                    keyColumns.getOrDefault(name(row, "constraint_schema", "constraint_name"), List.of());
            Constraint.Kind kind =
                    switch (row.text("constraint_type")) {
                        case "PRIMARY KEY" -> Constraint.Kind.PRIMARY_KEY;
                        case "UNIQUE" -> Constraint.Kind.UNIQUE;
                        case "FOREIGN KEY" -> Constraint.Kind.FOREIGN_KEY;
                        default -> Constraint.Kind.CHECK;
                    };
            QualifiedName other =
                    kind == Constraint.Kind.FOREIGN_KEY ? name(row, "other_schema", "other_table") : null;
            String definition =
                    switch (kind) {
                        case PRIMARY_KEY -> "PRIMARY KEY " + list(columns);
                        case UNIQUE -> "UNIQUE " + nulls(row.text("nulls_distinct")) + list(columns);
                        case FOREIGN_KEY ->
                            "FOREIGN KEY %s REFERENCES %s %s%s%s"
                                    .formatted(
                                            list(columns),
                                            reference(Objects.requireNonNull(other)),
                                            list(keyColumns.getOrDefault(
                                                    name(row, "unique_constraint_schema", "unique_constraint_name"),
                                                    List.of())),
                                            action("UPDATE", row.text("update_rule")),
                                            action("DELETE", row.text("delete_rule")));
                        default -> "CHECK (" + expression(row.text("check_clause")) + ")";
                    };
            return new Constraint(kind, name, AUTOMATIC.contains(name), columns, definition, other);
        }

        private static String action(String event, String rule) {
            return rule.equals("NO ACTION") ? "" : " ON " + event + " " + rule;
        }

        private String nulls(String distinct) {
            return switch (distinct) {
                case "NO" -> "NULLS NOT DISTINCT ";
                case "ALL" -> "NULLS ALL DISTINCT ";
                default ->
                    DISTINCT_NULLS_BY_DEFAULT.contains(this.settings.getOrDefault("MODE", "REGULAR"))
                            ? ""
                            : "NULLS DISTINCT ";
            };
        }

        /** The columns of keys in their order, and those that checks speak of. */
        private Map<QualifiedName, List<String>> keyColumns() {
            return this.rows
                    .read("""
                            select constraint_schema, constraint_name, column_name, ordinal_position as position
                              from information_schema.key_column_usage
                            union all
                            select u.constraint_schema, u.constraint_name, u.column_name, c.ordinal_position
                              from information_schema.constraint_column_usage u
                              join information_schema.table_constraints t
                                on t.constraint_schema = u.constraint_schema
                               and t.constraint_name = u.constraint_name
                               and t.table_schema = u.table_schema and t.table_name = u.table_name
                              join information_schema.columns c
                                on c.table_schema = u.table_schema and c.table_name = u.table_name
                               and c.column_name = u.column_name
                             where t.constraint_type = 'CHECK'
                             order by constraint_schema, constraint_name, position
                            """)
                    .stream()
                    .collect(Collectors.groupingBy(
                            (row) -> name(row, "constraint_schema", "constraint_name"),
                            Collectors.mapping((row) -> row.text("column_name"), Collectors.toList())));
        }

        private Map<QualifiedName, List<Index>> indexes() {
            Map<QualifiedName, List<Row>> byIndex = this.rows
                    .read(
                            """
                            select i.table_schema, i.table_name, i.index_schema, i.index_name, i.index_type_name,
                                   i.nulls_distinct, c.column_name, c.ordering_specification, c.null_ordering
                              from information_schema.indexes i
                              join information_schema.index_columns c
                                on c.index_schema = i.index_schema and c.index_name = i.index_name
                             where i.table_schema in (:schemas) and not i.is_generated
                             order by i.table_schema, i.table_name, i.index_name, c.ordinal_position
                            """,
                            this.schemas)
                    .stream()
                    .collect(Collectors.groupingBy(
                            (row) -> name(row, "index_schema", "index_name"), LinkedHashMap::new, Collectors.toList()));
            return byIndex.values().stream()
                    .collect(Collectors.groupingBy(
                            (columns) -> name(columns.get(0), "table_schema", "table_name"),
                            Collectors.mapping(this::index, Collectors.toList())));
        }

        /** Words that stand before {@code INDEX} in the statement stand at the end of the definition. */
        private Index index(List<Row> columns) {
            Row first = columns.get(0);
            String type = first.text("index_type_name");
            boolean unique = type.startsWith("UNIQUE");
            String prefix = (unique ? nulls(first.text("nulls_distinct")) : "")
                    + type.replace("UNIQUE ", "").replaceFirst("INDEX$", "");
            return new Index(
                    first.text("index_name"),
                    AUTOMATIC.contains(first.text("index_name")),
                    unique,
                    columns.stream().map((row) -> row.text("column_name")).toList(),
                    columns.stream()
                                    .map((row) -> this.sql.quoted(row.text("column_name")) + order(row))
                                    .collect(Collectors.joining(", ", "(", ")"))
                            + (prefix.isBlank() ? "" : " " + prefix.strip()));
        }

        private String order(Row row) {
            boolean descending = "DESC".equals(row.maybe("ordering_specification"));
            String nulls = row.maybe("null_ordering");
            String usual =
                    switch (this.settings.getOrDefault("DEFAULT_NULL_ORDERING", "LOW")) {
                        case "HIGH" -> descending ? "FIRST" : "LAST";
                        case "FIRST" -> "FIRST";
                        case "LAST" -> "LAST";
                        default -> descending ? "LAST" : "FIRST";
                    };
            return (descending ? " DESC" : "") + (nulls == null || nulls.equals(usual) ? "" : " NULLS " + nulls);
        }

        private List<Sequence> sequences() {
            return this.rows
                    .read(
                            "select * from information_schema.sequences where sequence_schema in (:schemas)"
                                    + " order by sequence_schema, sequence_name",
                            this.schemas)
                    .stream()
                    .filter((row) -> wanted(name(row, "sequence_schema", "sequence_name")))
                    .map((row) -> new Sequence(
                            name(row, "sequence_schema", "sequence_name"),
                            row.text("data_type"),
                            row.number("start_value"),
                            row.number("increment"),
                            row.number("minimum_value"),
                            row.number("maximum_value"),
                            row.number("cache"),
                            row.yes("cycle_option")))
                    .toList();
        }

        private List<Definition> definitions(List<Table> tables) {
            return Stream.of(domains(), functions(), views(tables), triggers())
                    .flatMap(List::stream)
                    .toList();
        }

        private List<Definition> domains() {
            Map<QualifiedName, List<Row>> checks = this.rows
                    .read(
                            """
                            select d.domain_schema, d.domain_name, d.constraint_name, c.check_clause
                              from information_schema.domain_constraints d
                              join information_schema.check_constraints c
                                on c.constraint_schema = d.constraint_schema
                               and c.constraint_name = d.constraint_name
                             where d.domain_schema in (:schemas)
                             order by d.domain_schema, d.domain_name, c.check_clause
                            """,
                            this.schemas)
                    .stream()
                    .collect(Collectors.groupingBy((row) -> name(row, "domain_schema", "domain_name")));
            return this.rows
                    .read(
                            """
                            select d.domain_schema, d.domain_name, d.domain_default, d.domain_on_update,
                                   d.parent_domain_schema, d.parent_domain_name, d.remarks,
                                   data_type_sql(d.domain_schema, d.domain_name, 'DOMAIN', d.dtd_identifier) as type
                              from information_schema.domains d
                             where d.domain_schema in (:schemas)
                             order by d.domain_schema, d.domain_name
                            """,
                            this.schemas)
                    .stream()
                    .map((row) -> domain(
                            row, checks.getOrDefault(name(row, "domain_schema", "domain_name"), List.of())))
                    .toList();
        }

        private Definition domain(Row row, List<Row> checks) {
            QualifiedName name = name(row, "domain_schema", "domain_name");
            boolean derived = row.maybe("parent_domain_name") != null;
            QualifiedName parent = derived ? name(row, "parent_domain_schema", "parent_domain_name") : name;
            StringBuilder create = new StringBuilder("CREATE DOMAIN ")
                    .append(reference(name))
                    .append(" AS ")
                    .append(derived ? reference(parent) : row.text("type"));
            if (row.maybe("domain_default") != null) {
                create.append(" DEFAULT ").append(expression(row.text("domain_default")));
            }
            if (row.maybe("domain_on_update") != null) {
                create.append(" ON UPDATE ").append(expression(row.text("domain_on_update")));
            }
            List<String> statements = new ArrayList<>();
            statements.add(create.toString());
            for (Row check : checks) {
                String constraint = check.text("constraint_name");
                statements.add("ALTER DOMAIN %s ADD %sCHECK (%s)"
                        .formatted(
                                reference(name),
                                AUTOMATIC.contains(constraint)
                                        ? ""
                                        : "CONSTRAINT " + this.sql.quoted(constraint) + " ",
                                expression(check.text("check_clause"))));
            }
            remark("DOMAIN", name, row).ifPresent(statements::add);
            return new Definition(
                    Definition.Kind.DOMAIN,
                    name,
                    null,
                    statements,
                    "DROP DOMAIN " + reference(name),
                    derived ? Set.of(parent) : Set.of());
        }

        private List<Definition> functions() {
            Map<QualifiedName, Row> byName = new LinkedHashMap<>();
            this.rows
                    .read(
                            "select routine_schema, routine_name, routine_definition, external_name, remarks"
                                    + " from information_schema.routines where routine_schema in (:schemas)"
                                    + " and external_language = 'JAVA' and routine_type in ('FUNCTION', 'PROCEDURE')"
                                    + " order by routine_schema, routine_name",
                            this.schemas)
                    .forEach((row) -> byName.putIfAbsent(name(row, "routine_schema", "routine_name"), row));
            List<Definition> functions = new ArrayList<>();
            byName.forEach((name, row) -> {
                List<String> statements = new ArrayList<>();
                String source = row.maybe("routine_definition");
                statements.add("CREATE ALIAS %s %s"
                        .formatted(
                                reference(name),
                                source == null
                                        ? "FOR " + literal(row.text("external_name"))
                                        : "AS " + literal(source)));
                remark("ALIAS", name, row).ifPresent(statements::add);
                functions.add(new Definition(
                        Definition.Kind.FUNCTION,
                        name,
                        null,
                        statements,
                        "DROP ALIAS " + reference(name),
                        Set.of()));
            });
            return functions;
        }

        private List<Definition> views(List<Table> tables) {
            Map<QualifiedName, List<String>> columns = this.rows
                    .read(
                            """
                            select c.table_schema, c.table_name, c.column_name
                              from information_schema.columns c
                              join information_schema.views v
                                on v.table_schema = c.table_schema and v.table_name = c.table_name
                             where c.table_schema in (:schemas)
                             order by c.table_schema, c.table_name, c.ordinal_position
                            """,
                            this.schemas)
                    .stream()
                    .collect(Collectors.groupingBy(
                            (row) -> name(row, "table_schema", "table_name"),
                            Collectors.mapping((row) -> row.text("column_name"), Collectors.toList())));
            List<Row> views = this.rows
                    .read(
                            "select table_schema, table_name, view_definition, remarks from information_schema.views"
                                    + " where table_schema in (:schemas) and view_definition is not null"
                                    + " order by table_schema, table_name",
                            this.schemas)
                    .stream()
                    .filter((row) -> wanted(name(row, "table_schema", "table_name")))
                    .toList();
            Set<QualifiedName> known = Stream.concat(
                            tables.stream().map(Table::name),
                            views.stream().map((row) -> name(row, "table_schema", "table_name")))
                    .collect(Collectors.toSet());
            return views.stream()
                    .map((row) -> view(
                            row, columns.getOrDefault(name(row, "table_schema", "table_name"), List.of()), known))
                    .toList();
        }

        private Definition view(Row row, List<String> columns, Set<QualifiedName> known) {
            QualifiedName name = name(row, "table_schema", "table_name");
            String query = local(row.text("view_definition").strip());
            List<String> statements = new ArrayList<>();
            statements.add("CREATE VIEW %s %s AS\n%s".formatted(reference(name), list(columns), query));
            remark("VIEW", name, row).ifPresent(statements::add);
            Set<QualifiedName> uses = new LinkedHashSet<>(this.sql.uses(query, known));
            uses.remove(name);
            return new Definition(
                    Definition.Kind.VIEW, name, null, statements, "DROP VIEW " + reference(name), uses);
        }

        private List<Definition> triggers() {
            Map<QualifiedName, List<Row>> byName = this.rows
                    .read(
                            "select * from information_schema.triggers where trigger_schema in (:schemas)"
                                    + " order by trigger_schema, trigger_name, event_manipulation",
                            this.schemas)
                    .stream()
                    .filter((row) -> wanted(name(row, "event_object_schema", "event_object_table")))
                    .collect(Collectors.groupingBy(
                            (row) -> name(row, "trigger_schema", "trigger_name"),
                            LinkedHashMap::new,
                            Collectors.toList()));
            return byName.entrySet().stream()
                    .map((entry) -> trigger(entry.getKey(), entry.getValue()))
                    .toList();
        }

        private Definition trigger(QualifiedName name, List<Row> events) {
            Row row = events.get(0);
            QualifiedName table = name(row, "event_object_schema", "event_object_table");
            String create = "CREATE TRIGGER %s %s %s ON %s%s CALL %s"
                    .formatted(
                            reference(name),
                            row.text("action_timing"),
                            events.stream()
                                    .map((event) -> event.text("event_manipulation"))
                                    .collect(Collectors.joining(", ")),
                            reference(table),
                            row.text("action_orientation").equals("ROW") ? " FOR EACH ROW" : "",
                            literal(row.text("java_class")));
            return new Definition(
                    Definition.Kind.TRIGGER,
                    name,
                    table,
                    List.of(create),
                    "DROP TRIGGER " + reference(name),
                    Set.of(table));
        }

        private Optional<String> remark(String kind, QualifiedName name, Row row) {
            return Optional.ofNullable(row.maybe("remarks"))
                    .map((text) -> "COMMENT ON %s %s IS %s".formatted(kind, reference(name), literal(text)));
        }

        private String expression(String printed) {
            return this.sql.inOneLine(local(printed));
        }

        /** A text without the home schema in front of its names. */
        private String local(String printed) {
            return this.sql.inNamespaces(printed, (name) -> this.home.equals(name) ? "" : null);
        }

        private QualifiedName name(Row row, String schema, String name) {
            String namespace = row.text(schema);
            return new QualifiedName(namespace.equals(this.home) ? null : namespace, row.text(name));
        }

        private String reference(QualifiedName name) {
            return name.namespace() == null
                    ? this.sql.quoted(name.name())
                    : this.sql.quoted(name.namespace()) + "." + this.sql.quoted(name.name());
        }

        private String list(List<String> columns) {
            return columns.stream().map(this.sql::quoted).collect(Collectors.joining(", ", "(", ")"));
        }

        private boolean wanted(QualifiedName name) {
            return this.scope.wanted().test(name.toString());
        }

        private static String literal(String text) {
            return "'" + text.replace("'", "''") + "'";
        }
    }
}
