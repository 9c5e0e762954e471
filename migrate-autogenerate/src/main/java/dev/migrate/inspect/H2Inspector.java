package dev.migrate.inspect;

import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Generated;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.Namespace;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SqlObject;
import dev.migrate.schema.Table;
import dev.migrate.sql.CanonicalSql;
import dev.migrate.sql.H2Lexer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads schemas of H2 from the information schema. */
final class H2Inspector implements Inspector {

    @Override
    public Schema read(Connection connection, Scope scope) throws SQLException {
        return new Reading(connection, scope).schema();
    }

    /** One reading, with its intermediate results. */
    private static final class Reading {

        private static final long DEFAULT_CACHE = 32;
        private static final AutomaticNames AUTOMATIC =
                new AutomaticNames("(CONSTRAINT|INDEX|PRIMARY_KEY|CONSTRAINT_INDEX)_[0-9A-F]+(_\\d+)?");
        private static final Pattern LABELS = Pattern.compile("VALUE IN\\(('(?:[^']|'')*'(?:, '(?:[^']|'')*')*)\\)");
        private static final Pattern LABEL = Pattern.compile("'((?:[^']|'')*)'");
        private static final Set<String> DISTINCT_NULLS_BY_DEFAULT =
                Set.of("REGULAR", "STRICT", "LEGACY", "PostgreSQL", "MySQL", "MariaDB");

        private final Rows rows;
        private final Scope scope;
        private final String home;
        private final Set<String> all;
        private final Map<String, Object> schemas;
        private final CanonicalSql sql = new CanonicalSql(new H2Lexer(), '"');
        private final Map<String, String> settings;
        private final List<EnumType> enums = new ArrayList<>();
        private final List<SqlObject> domains = new ArrayList<>();

        Reading(Connection connection, Scope scope) throws SQLException {
            this.rows = new Rows(connection);
            this.scope = scope;
            this.home = scope.home() == null ? connection.getSchema() : scope.home();
            this.all = new LinkedHashSet<>(scope.others());
            this.all.add(this.home);
            this.schemas = Map.of("schemas", List.copyOf(this.all));
            this.settings = this.rows
                    .read("select setting_name, setting_value from information_schema.settings"
                            + " where setting_name in ('MODE', 'DEFAULT_NULL_ORDERING')")
                    .stream()
                    .collect(Collectors.toMap((row) -> row.text("setting_name"), (row) -> row.text("setting_value")));
        }

        Schema schema() throws SQLException {
            Map<QualifiedName, List<Row>> columns = columnRows();
            Map<QualifiedName, List<Constraint>> constraints = constraints(columns);
            Map<QualifiedName, List<Index>> indexes = indexes();
            List<Table> tables = tables().stream()
                    .map((row) -> new Table(
                            name(row, "table_schema", "table_name"),
                            columns(columns.getOrDefault(name(row, "table_schema", "table_name"), List.of())),
                            constraints.getOrDefault(name(row, "table_schema", "table_name"), List.of()),
                            indexes.getOrDefault(name(row, "table_schema", "table_name"), List.of()),
                            "",
                            row.maybe("remarks")))
                    .toList();
            readDomains();
            return new Schema(namespaces(), this.enums, sequences(), tables, definitions(tables, columns));
        }

        private List<Namespace> namespaces() throws SQLException {
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

        private List<Row> tables() throws SQLException {
            return this.rows
                    .read(
                            "select table_schema, table_name, remarks from information_schema.tables"
                                    + " where table_schema in (:schemas) and table_type = 'BASE TABLE'"
                                    + " order by table_schema, table_name",
                            this.schemas)
                    .stream()
                    .filter((row) -> wanted(name(row, "table_schema", "table_name")))
                    .toList();
        }

        private Map<QualifiedName, List<Row>> columnRows() throws SQLException {
            return this.rows.read("""
                            select table_schema, table_name, column_name, column_default, is_nullable,
                                   data_type_sql(table_schema, table_name, 'TABLE', dtd_identifier) as type,
                                   domain_schema, domain_name, identity_generation, identity_start,
                                   identity_increment, identity_minimum, identity_maximum, identity_cycle,
                                   identity_cache, generation_expression, column_on_update, is_visible,
                                   default_on_null, remarks
                              from information_schema.columns
                             where table_schema in (:schemas)
                             order by table_schema, table_name, ordinal_position
                            """, this.schemas).stream()
                    .collect(Collectors.groupingBy((row) -> name(row, "table_schema", "table_name")));
        }

        private List<Column> columns(List<Row> rows) {
            return rows.stream().map(this::column).toList();
        }

        private Column column(Row row) {
            String domain = row.maybe("domain_name");
            String type = domain == null ? type(row) : reference(name(row, "domain_schema", "domain_name"));
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
            options.add(row.number("identity_minimum") == minimum ? "" : "MINVALUE " + row.number("identity_minimum"));
            options.add(row.number("identity_maximum") == maximum ? "" : "MAXVALUE " + row.number("identity_maximum"));
            options.add(row.yes("identity_cycle") ? "CYCLE" : "");
            options.add(row.number("identity_cache") == DEFAULT_CACHE ? "" : "CACHE " + row.number("identity_cache"));
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

        private Map<QualifiedName, List<Constraint>> constraints(Map<QualifiedName, List<Row>> tableColumns)
                throws SQLException {
            Map<QualifiedName, Set<QualifiedName>> used = usedColumns();
            List<Row> all = this.rows.read(
                    "select table_schema, table_name, constraint_schema, constraint_name, constraint_type,"
                            + " nulls_distinct, index_schema, index_name from information_schema.table_constraints"
                            + " order by table_schema, table_name, constraint_type, constraint_name");
            Keys keys = new Keys(
                    all.stream().collect(Collectors.toMap(Reading.this::constraintName, Function.identity())),
                    byConstraint("select * from information_schema.check_constraints"),
                    byConstraint("select * from information_schema.referential_constraints"),
                    keyColumns(all));
            return all.stream()
                    .filter((row) -> this.all.contains(row.text("table_schema")))
                    .sorted(Comparator.comparing((row) -> kind(row)))
                    .collect(Collectors.groupingBy(
                            (row) -> name(row, "table_schema", "table_name"),
                            LinkedHashMap::new,
                            Collectors.mapping(
                                    (row) -> constraint(row, keys, columns(row, keys, tableColumns, used)),
                                    Collectors.toList())));
        }

        private Map<QualifiedName, Row> byConstraint(String sql) throws SQLException {
            return this.rows.read(sql).stream().collect(Collectors.toMap(this::constraintName, Function.identity()));
        }

        private QualifiedName constraintName(Row row) {
            return name(row, "constraint_schema", "constraint_name");
        }

        private static Constraint.Kind kind(Row row) {
            return switch (row.text("constraint_type")) {
                case "PRIMARY KEY" -> Constraint.Kind.PRIMARY_KEY;
                case "UNIQUE" -> Constraint.Kind.UNIQUE;
                case "FOREIGN KEY" -> Constraint.Kind.FOREIGN_KEY;
                default -> Constraint.Kind.CHECK;
            };
        }

        /**
         * Returns the columns of a key in the order of the key, or those that a check uses in the order of the table.
         */
        private List<String> columns(
                Row constraint,
                Keys keys,
                Map<QualifiedName, List<Row>> tableColumns,
                Map<QualifiedName, Set<QualifiedName>> used) {
            QualifiedName name = constraintName(constraint);
            if (kind(constraint) != Constraint.Kind.CHECK) {
                return keys.columns().getOrDefault(name, List.of());
            }
            return tableColumns.getOrDefault(name(constraint, "table_schema", "table_name"), List.of()).stream()
                    .filter((column) -> used.getOrDefault(name, Set.of()).contains(columnName(column)))
                    .map((column) -> column.text("column_name"))
                    .toList();
        }

        private Constraint constraint(Row row, Keys keys, List<String> columns) {
            QualifiedName name = constraintName(row);
            boolean automatic = AUTOMATIC.contains(name.name());
            return switch (kind(row)) {
                case PRIMARY_KEY ->
                    new Constraint(
                            Constraint.Kind.PRIMARY_KEY,
                            name.name(),
                            automatic,
                            columns,
                            "PRIMARY KEY " + list(columns),
                            null);
                case UNIQUE ->
                    new Constraint(
                            Constraint.Kind.UNIQUE,
                            name.name(),
                            automatic,
                            columns,
                            "UNIQUE " + nulls(row.text("nulls_distinct")) + list(columns),
                            null);
                case FOREIGN_KEY -> foreignKey(name.name(), automatic, columns, keys.rules(name), keys);
                default ->
                    new Constraint(
                            Constraint.Kind.CHECK,
                            name.name(),
                            automatic,
                            columns,
                            "CHECK (" + expression(keys.check(name)) + ")",
                            null);
            };
        }

        private Constraint foreignKey(String name, boolean automatic, List<String> columns, Row rules, Keys keys) {
            QualifiedName otherKey = name(rules, "unique_constraint_schema", "unique_constraint_name");
            QualifiedName other = name(keys.constraint(otherKey), "table_schema", "table_name");
            return new Constraint(
                    Constraint.Kind.FOREIGN_KEY,
                    name,
                    automatic,
                    columns,
                    "FOREIGN KEY %s REFERENCES %s %s%s%s"
                            .formatted(
                                    list(columns),
                                    reference(other),
                                    list(keys.columns().getOrDefault(otherKey, List.of())),
                                    action("UPDATE", rules.text("update_rule")),
                                    action("DELETE", rules.text("delete_rule"))),
                    other);
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

        private Map<QualifiedName, List<String>> keyColumns(List<Row> constraints) throws SQLException {
            Map<QualifiedName, List<String>> keys = this.rows
                    .read("select constraint_schema, constraint_name, column_name"
                            + " from information_schema.key_column_usage"
                            + " order by constraint_schema, constraint_name, ordinal_position")
                    .stream()
                    .collect(Collectors.groupingBy(
                            this::constraintName,
                            Collectors.mapping((row) -> row.text("column_name"), Collectors.toList())));
            Map<QualifiedName, List<String>> indexed = this.rows
                    .read("select index_schema, index_name, column_name from information_schema.index_columns"
                            + " order by index_schema, index_name, ordinal_position")
                    .stream()
                    .collect(Collectors.groupingBy(
                            (row) -> name(row, "index_schema", "index_name"),
                            Collectors.mapping((row) -> row.text("column_name"), Collectors.toList())));
            constraints.forEach((row) -> keys.computeIfPresent(
                    constraintName(row),
                    (name, columns) -> renamed(
                            columns, indexed.getOrDefault(name(row, "index_schema", "index_name"), List.of()))));
            return keys;
        }

        /**
         * Returns the current names of the columns of a key. H2 keeps reporting the names at the creation of the key.
         * It reports the current names for the index of the key, which begins with the same columns.
         */
        private static List<String> renamed(List<String> key, List<String> index) {
            List<String> now = index.subList(0, Math.min(key.size(), index.size()));
            Iterator<String> others =
                    now.stream().filter((name) -> !key.contains(name)).iterator();
            return key.stream()
                    .map((name) -> now.contains(name) || !others.hasNext() ? name : others.next())
                    .toList();
        }

        /** Returns the columns that each check uses, qualified with their tables. */
        private Map<QualifiedName, Set<QualifiedName>> usedColumns() throws SQLException {
            return this.rows
                    .read("select constraint_schema, constraint_name, table_schema, table_name, column_name"
                            + " from information_schema.constraint_column_usage")
                    .stream()
                    .collect(Collectors.groupingBy(
                            this::constraintName, Collectors.mapping(this::columnName, Collectors.toSet())));
        }

        private QualifiedName columnName(Row row) {
            return new QualifiedName(name(row, "table_schema", "table_name").toString(), row.text("column_name"));
        }

        private Map<QualifiedName, List<Index>> indexes() throws SQLException {
            Map<QualifiedName, List<Row>> columns = this.rows
                    .read(
                            "select index_schema, index_name, column_name, ordering_specification, null_ordering"
                                    + " from information_schema.index_columns where table_schema in (:schemas)"
                                    + " order by index_schema, index_name, ordinal_position",
                            this.schemas)
                    .stream()
                    .collect(Collectors.groupingBy((row) -> name(row, "index_schema", "index_name")));
            return this.rows
                    .read(
                            "select table_schema, table_name, index_schema, index_name, index_type_name, nulls_distinct"
                                    + " from information_schema.indexes"
                                    + " where table_schema in (:schemas) and not is_generated"
                                    + " order by table_schema, table_name, index_name",
                            this.schemas)
                    .stream()
                    .collect(Collectors.groupingBy(
                            (row) -> name(row, "table_schema", "table_name"),
                            Collectors.mapping(
                                    (row) -> index(
                                            row,
                                            columns.getOrDefault(name(row, "index_schema", "index_name"), List.of())),
                                    Collectors.toList())));
        }

        /** Returns an index whose definition ends with the words that precede {@code INDEX} in the statement. */
        private Index index(Row row, List<Row> columns) {
            String type = row.text("index_type_name");
            boolean unique = type.startsWith("UNIQUE");
            String words = (unique ? nulls(row.text("nulls_distinct")) : "")
                    + type.replace("UNIQUE ", "").replaceFirst("INDEX$", "");
            return new Index(
                    row.text("index_name"),
                    AUTOMATIC.contains(row.text("index_name")),
                    unique,
                    columns.stream().map((column) -> column.text("column_name")).toList(),
                    columns.stream()
                                    .map((column) -> this.sql.quoted(column.text("column_name")) + order(column))
                                    .collect(Collectors.joining(", ", "(", ")"))
                            + (words.isBlank() ? "" : " " + words.strip()));
        }

        private String order(Row row) {
            boolean descending = "DESC".equals(row.maybe("ordering_specification"));
            String nulls = row.maybe("null_ordering");
            String usual = switch (this.settings.getOrDefault("DEFAULT_NULL_ORDERING", "LOW")) {
                case "HIGH" -> descending ? "FIRST" : "LAST";
                case "FIRST" -> "FIRST";
                case "LAST" -> "LAST";
                default -> descending ? "LAST" : "FIRST";
            };
            return (descending ? " DESC" : "") + (nulls == null || nulls.equals(usual) ? "" : " NULLS " + nulls);
        }

        private List<Sequence> sequences() throws SQLException {
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
                            Math.max(1, row.number("cache")),
                            row.yes("cycle_option")))
                    .toList();
        }

        private List<SqlObject> definitions(List<Table> tables, Map<QualifiedName, List<Row>> columns)
                throws SQLException {
            return Stream.of(this.domains, functions(), views(tables, columns), triggers())
                    .flatMap(List::stream)
                    .toList();
        }

        /** Reads domains. A text domain with a list of allowed values is read as an enumerated type. */
        private void readDomains() throws SQLException {
            Map<QualifiedName, Row> clauses = byConstraint("select * from information_schema.check_constraints");
            Map<QualifiedName, List<Row>> constraints = this.rows
                    .read("select domain_schema, domain_name, constraint_schema, constraint_name"
                            + " from information_schema.domain_constraints"
                            + " order by domain_schema, domain_name, constraint_name")
                    .stream()
                    .collect(Collectors.groupingBy((row) -> name(row, "domain_schema", "domain_name")));
            List<Row> domains = this.rows.read("""
                    select d.domain_schema, d.domain_name, d.domain_default, d.domain_on_update,
                           d.parent_domain_schema, d.parent_domain_name, d.remarks,
                           data_type_sql(d.domain_schema, d.domain_name, 'DOMAIN', d.dtd_identifier) as type
                      from information_schema.domains d
                     where d.domain_schema in (:schemas)
                     order by d.domain_schema, d.domain_name
                    """, this.schemas);
            for (Row row : domains) {
                List<Row> checks = constraints.getOrDefault(name(row, "domain_schema", "domain_name"), List.of());
                List<String> labels = labels(row, checks, clauses);
                if (labels.isEmpty()) {
                    this.domains.add(domain(row, checks, clauses));
                } else {
                    this.enums.add(new EnumType(name(row, "domain_schema", "domain_name"), labels));
                }
            }
        }

        private List<String> labels(Row domain, List<Row> checks, Map<QualifiedName, Row> clauses) {
            boolean plain = domain.maybe("domain_default") == null
                    && domain.maybe("domain_on_update") == null
                    && domain.maybe("parent_domain_name") == null
                    && domain.maybe("remarks") == null
                    && checks.size() == 1
                    && AUTOMATIC.contains(checks.get(0).text("constraint_name"));
            if (!plain) {
                return List.of();
            }
            String clause = Objects.requireNonNull(clauses.get(constraintName(checks.get(0))))
                    .text("check_clause");
            Matcher list = LABELS.matcher(clause);
            List<String> labels = new ArrayList<>();
            if (list.matches()) {
                Matcher label = LABEL.matcher(list.group(1));
                while (label.find()) {
                    labels.add(label.group(1).replace("''", "'"));
                }
            }
            int longest = labels.stream().mapToInt(String::length).max().orElse(0);
            return domain.text("type").equals("CHARACTER VARYING(%d)".formatted(longest)) ? labels : List.of();
        }

        private SqlObject domain(Row row, List<Row> checks, Map<QualifiedName, Row> clauses) {
            QualifiedName name = name(row, "domain_schema", "domain_name");
            boolean derived = row.maybe("parent_domain_name") != null;
            QualifiedName parent = derived ? name(row, "parent_domain_schema", "parent_domain_name") : name;
            StringBuilder create = new StringBuilder("CREATE DOMAIN ")
                    .append(reference(name))
                    .append(" AS ")
                    .append(derived ? reference(parent) : type(row));
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
                                AUTOMATIC.contains(constraint) ? "" : "CONSTRAINT " + this.sql.quoted(constraint) + " ",
                                expression(Objects.requireNonNull(clauses.get(constraintName(check)))
                                        .text("check_clause"))));
            }
            remark("DOMAIN", name, row).ifPresent(statements::add);
            return new SqlObject(
                    SqlObject.Kind.DOMAIN,
                    name,
                    null,
                    statements,
                    "DROP DOMAIN " + reference(name),
                    derived ? Set.of(parent) : Set.of());
        }

        private List<SqlObject> functions() throws SQLException {
            Map<QualifiedName, Row> byName = new LinkedHashMap<>();
            this.rows
                    .read(
                            "select routine_schema, routine_name, routine_definition, external_name, remarks"
                                    + " from information_schema.routines where routine_schema in (:schemas)"
                                    + " and external_language = 'JAVA' and routine_type in ('FUNCTION', 'PROCEDURE')"
                                    + " order by routine_schema, routine_name",
                            this.schemas)
                    .forEach((row) -> byName.putIfAbsent(name(row, "routine_schema", "routine_name"), row));
            List<SqlObject> functions = new ArrayList<>();
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
                functions.add(new SqlObject(
                        SqlObject.Kind.FUNCTION, name, null, statements, "DROP ALIAS " + reference(name), Set.of()));
            });
            return functions;
        }

        private List<SqlObject> views(List<Table> tables, Map<QualifiedName, List<Row>> columns) throws SQLException {
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
                            row,
                            columns.getOrDefault(name(row, "table_schema", "table_name"), List.of()).stream()
                                    .map((column) -> column.text("column_name"))
                                    .toList(),
                            known))
                    .toList();
        }

        private SqlObject view(Row row, List<String> columns, Set<QualifiedName> known) {
            QualifiedName name = name(row, "table_schema", "table_name");
            String query = local(row.text("view_definition").strip());
            List<String> statements = new ArrayList<>();
            statements.add("CREATE VIEW %s %s AS\n%s".formatted(reference(name), list(columns), query));
            remark("VIEW", name, row).ifPresent(statements::add);
            Set<QualifiedName> uses = new LinkedHashSet<>(this.sql.uses(query, known));
            uses.remove(name);
            return new SqlObject(SqlObject.Kind.VIEW, name, null, statements, "DROP VIEW " + reference(name), uses);
        }

        private List<SqlObject> triggers() throws SQLException {
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

        private SqlObject trigger(QualifiedName name, List<Row> events) {
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
            return new SqlObject(
                    SqlObject.Kind.TRIGGER,
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

        /** Returns the text without the default schema as a qualifier. */
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

    /** The rows of the catalog about constraints, by name. */
    private record Keys(
            Map<QualifiedName, Row> constraints,
            Map<QualifiedName, Row> checks,
            Map<QualifiedName, Row> references,
            Map<QualifiedName, List<String>> columns) {

        Row constraint(QualifiedName name) {
            return Objects.requireNonNull(this.constraints.get(name));
        }

        String check(QualifiedName name) {
            return Objects.requireNonNull(this.checks.get(name)).text("check_clause");
        }

        Row rules(QualifiedName name) {
            return Objects.requireNonNull(this.references.get(name));
        }
    }

    /** Returns the type under one name, because H2 preserves which of two synonyms was used. */
    private static String type(Row row) {
        return row.text("type").replaceFirst("^DECIMAL\\b", "NUMERIC");
    }
}
