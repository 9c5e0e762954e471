package dev.migrate.inspect;

import dev.migrate.dialect.Dialect;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Generated;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.Namespace;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SqlObject;
import dev.migrate.schema.SqlObject.Part;
import dev.migrate.schema.Table;
import dev.migrate.sql.CanonicalSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
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

/**
 * Reads schemas of MariaDB and MySQL from the information schema. Both use databases as schemas and create an index for
 * every foreign key that has none, but they print expressions differently.
 */
final class MySqlInspector implements Inspector {

    private final Dialect dialect;
    private final Map<String, String> places;

    /**
     * Creates an inspector.
     *
     * @param places the database to read in place of each of these databases
     */
    MySqlInspector(Dialect dialect, Map<String, String> places) {
        this.dialect = dialect;
        this.places = Map.copyOf(places);
    }

    @Override
    public Schema read(Connection connection, Scope scope) throws SQLException {
        return new Reading(connection, scope, this.dialect, this.places).schema();
    }

    /** One reading, with its intermediate results. */
    private static final class Reading {

        private static final AutomaticNames AUTOMATIC = new AutomaticNames("CONSTRAINT_\\d+|.+_(ibfk|chk)_\\d+");
        private static final Pattern UNNAMED_KEY = Pattern.compile(".+_ibfk_\\d+");
        private static final Pattern ON_UPDATE = Pattern.compile("(?i)\\bon update (\\w+(?:\\(\\d*\\))?)");
        private static final Pattern OPTIONS = Pattern.compile("(\\w+)=(\"[^\"]*\"|\\S+)");
        private static final Set<String> QUOTED_FAMILIES = Set.of(
                "char",
                "varchar",
                "binary",
                "varbinary",
                "enum",
                "set",
                "date",
                "time",
                "datetime",
                "timestamp",
                "tinytext",
                "text",
                "mediumtext",
                "longtext");
        private static final Set<String> NO_ACTION = Set.of("RESTRICT", "NO ACTION");
        private static final String NULL = "NULL";

        private final Rows rows;
        private final Scope scope;
        private final boolean mariaDb;
        private final String home;
        private final Map<String, Object> databases;

        /** The name under which each database is returned; empty for the default one. */
        private final Map<String, String> called = new HashMap<>();

        private final CanonicalSql sql;

        Reading(Connection connection, Scope scope, Dialect dialect, Map<String, String> places) throws SQLException {
            this.rows = new Rows(connection);
            this.scope = scope;
            this.mariaDb = dialect.name().equals("mariadb");
            this.sql = new CanonicalSql(dialect.lexer(), '`');
            this.home = scope.home() == null ? connection.getCatalog() : scope.home();
            Set<String> all = new LinkedHashSet<>();
            scope.others().forEach((name) -> {
                all.add(places.getOrDefault(name, name));
                this.called.put(places.getOrDefault(name, name), name);
            });
            all.add(this.home);
            this.called.put(this.home, "");
            this.databases = Map.of("databases", List.copyOf(all));
        }

        Schema schema() throws SQLException {
            Map<String, Row> databases = this.rows
                    .read(
                            "select schema_name, default_collation_name from information_schema.schemata"
                                    + " where schema_name in (:databases) order by schema_name",
                            this.databases)
                    .stream()
                    .collect(Collectors.toMap(
                            (row) -> row.text("schema_name"), Function.identity(), (a, b) -> a, LinkedHashMap::new));
            List<Row> all = this.rows
                    .read(
                            "select table_schema, table_name, table_type, engine, table_collation, create_options,"
                                    + " table_comment from information_schema.tables"
                                    + " where table_schema in (:databases) order by table_schema, table_name",
                            this.databases)
                    .stream()
                    .filter((row) -> wanted(name(row, "table_schema", "table_name")))
                    .toList();
            Map<QualifiedName, List<Row>> columns = byTable("""
                    select * from information_schema.columns
                     where table_schema in (:databases) order by table_schema, table_name, ordinal_position
                    """);
            Map<QualifiedName, List<Row>> checks = checks();
            Map<QualifiedName, List<Row>> indexes = byTable("""
                    select * from information_schema.statistics
                     where table_schema in (:databases) order by table_schema, table_name, index_name, seq_in_index
                    """);
            Map<QualifiedName, List<Row>> keys = foreignKeys();
            String engine = this.rows
                    .read("select @@default_storage_engine as engine")
                    .get(0)
                    .text("engine");
            List<Table> tables = all.stream()
                    .filter((row) -> row.text("table_type").equals("BASE TABLE"))
                    .map((row) -> {
                        QualifiedName name = name(row, "table_schema", "table_name");
                        Row database = Objects.requireNonNull(databases.get(row.text("table_schema")));
                        return new TableReading(
                                        name,
                                        row,
                                        columns.getOrDefault(name, List.of()),
                                        checks.getOrDefault(name, List.of()))
                                .table(
                                        indexes.getOrDefault(name, List.of()),
                                        keys.getOrDefault(name, List.of()),
                                        options(row, database.text("default_collation_name"), engine));
                    })
                    .toList();
            List<Namespace> namespaces = databases.keySet().stream()
                    .filter((name) -> !name.equals(this.home))
                    .map((name) -> new Namespace(this.called.getOrDefault(name, name)))
                    .toList();
            return new Schema(namespaces, List.of(), sequences(all), tables, definitions(all));
        }

        private Map<QualifiedName, List<Row>> byTable(String query) throws SQLException {
            return this.rows.read(query, this.databases).stream()
                    .collect(Collectors.groupingBy((row) -> name(row, "table_schema", "table_name")));
        }

        private Map<QualifiedName, List<Row>> checks() throws SQLException {
            return byTable(this.mariaDb ? """
                              select constraint_schema as table_schema, table_name, constraint_name, check_clause,
                                     level, 'YES' as enforced
                                from information_schema.check_constraints
                               where constraint_schema in (:databases)
                               order by constraint_schema, table_name, constraint_name
                              """ : """
                              select t.table_schema, t.table_name, c.constraint_name, c.check_clause,
                                     'Table' as level, t.enforced
                                from information_schema.check_constraints c
                                join information_schema.table_constraints t
                                  on t.constraint_schema = c.constraint_schema
                                 and t.constraint_name = c.constraint_name
                               where t.constraint_type = 'CHECK' and c.constraint_schema in (:databases)
                               order by t.table_schema, t.table_name, c.constraint_name
                              """);
        }

        private Map<QualifiedName, List<Row>> foreignKeys() throws SQLException {
            return byTable("""
                    select k.table_schema, k.table_name, k.constraint_name, k.column_name, k.referenced_table_schema,
                           k.referenced_table_name, k.referenced_column_name, r.update_rule, r.delete_rule
                      from information_schema.key_column_usage k
                      join information_schema.referential_constraints r
                        on r.constraint_schema = k.constraint_schema and r.constraint_name = k.constraint_name
                       and r.table_name = k.table_name
                     where k.table_schema in (:databases) and k.referenced_table_name is not null
                       and r.constraint_schema in (:databases)
                     order by k.table_schema, k.table_name, k.constraint_name, k.ordinal_position
                    """);
        }

        /** Returns the options of a table that differ from the defaults of its database and server. */
        private static String options(Row row, String databaseCollation, String engine) {
            List<String> options = new ArrayList<>();
            if (!row.text("engine").equalsIgnoreCase(engine)) {
                options.add("ENGINE = " + row.text("engine"));
            }
            String collation = row.text("table_collation");
            if (!collation.equals(databaseCollation)) {
                options.add("COLLATE = " + collation);
            }
            Matcher more = OPTIONS.matcher(Objects.requireNonNullElse(row.maybe("create_options"), ""));
            while (more.find()) {
                options.add(more.group(1).toUpperCase(Locale.ROOT) + " = " + more.group(2));
            }
            return String.join(" ", options);
        }

        private List<Sequence> sequences(List<Row> all) throws SQLException {
            List<Row> sequences = all.stream()
                    .filter((row) -> row.text("table_type").equals("SEQUENCE"))
                    .toList();
            if (sequences.isEmpty()) {
                return List.of();
            }
            String query = sequences.stream()
                    .map((row) -> "select '%s' as table_schema, '%s' as table_name, s.* from %s.%s s"
                            .formatted(
                                    escaped(row.text("table_schema")),
                                    escaped(row.text("table_name")),
                                    this.sql.quoted(row.text("table_schema")),
                                    this.sql.quoted(row.text("table_name"))))
                    .collect(Collectors.joining(" union all "));
            return this.rows.read(query).stream()
                    .map((row) -> new Sequence(
                            name(row, "table_schema", "table_name"),
                            "",
                            row.number("start_value"),
                            row.number("increment"),
                            row.number("minimum_value"),
                            row.number("maximum_value"),
                            row.number("cache_size"),
                            row.yes("cycle_option")))
                    .toList();
        }

        private static String escaped(String text) {
            return text.replace("\\", "\\\\").replace("'", "''");
        }

        private List<SqlObject> definitions(List<Row> all) throws SQLException {
            return Stream.of(routines(), views(all), triggers())
                    .flatMap(List::stream)
                    .toList();
        }

        private List<SqlObject> views(List<Row> all) throws SQLException {
            Set<QualifiedName> known = all.stream()
                    .map((row) -> name(row, "table_schema", "table_name"))
                    .collect(Collectors.toSet());
            return this.rows
                    .read(
                            "select * from information_schema.views where table_schema in (:databases)"
                                    + " order by table_schema, table_name",
                            this.databases)
                    .stream()
                    .filter((row) -> wanted(name(row, "table_schema", "table_name")))
                    .map((row) -> view(row, known))
                    .toList();
        }

        private SqlObject view(Row row, Set<QualifiedName> known) {
            QualifiedName name = name(row, "table_schema", "table_name");
            String query = local(row.text("view_definition"));
            String algorithm = row.maybe("algorithm");
            StringBuilder create = new StringBuilder("CREATE ");
            if (algorithm != null && !algorithm.equals("UNDEFINED")) {
                create.append("ALGORITHM = ").append(algorithm).append(' ');
            }
            if (row.text("security_type").equals("INVOKER")) {
                create.append("SQL SECURITY INVOKER ");
            }
            create.append("VIEW ").append(reference(name)).append(" AS ").append(query);
            if (!row.text("check_option").equals("NONE")) {
                create.append(" WITH ").append(row.text("check_option")).append(" CHECK OPTION");
            }
            Set<QualifiedName> uses = new LinkedHashSet<>(this.sql.uses(query, known));
            uses.remove(name);
            return new SqlObject(
                    SqlObject.Kind.VIEW, name, null, List.of(create.toString()), "DROP VIEW " + reference(name), uses);
        }

        private List<SqlObject> routines() throws SQLException {
            Map<List<String>, List<Row>> parameters = this.rows
                    .read(
                            "select * from information_schema.parameters where specific_schema in (:databases)"
                                    + " and parameter_name is not null"
                                    + " order by specific_schema, specific_name, ordinal_position",
                            this.databases)
                    .stream()
                    .collect(Collectors.groupingBy((row) ->
                            List.of(row.text("specific_schema"), row.text("specific_name"), row.text("routine_type"))));
            List<SqlObject> routines = new ArrayList<>();
            List<Row> all = this.rows.read(
                    "select * from information_schema.routines where routine_schema in (:databases)"
                            + " and routine_definition is not null and routine_type in ('FUNCTION', 'PROCEDURE')"
                            + " order by routine_schema, routine_type, routine_name",
                    this.databases);
            for (Row row : all) {
                List<String> key =
                        List.of(row.text("routine_schema"), row.text("specific_name"), row.text("routine_type"));
                QualifiedName name = name(row, "routine_schema", "routine_name");
                String type = row.text("routine_type");
                String behind = this.mariaDb
                        ? behindName(row, parameters.getOrDefault(key, List.of()))
                        : MySqlTexts.behindName(
                                shown(type, row.text("routine_schema"), row.text("routine_name"), "create " + type));
                String create = "CREATE %s %s %s".formatted(type, reference(name), behind);
                routines.add(new SqlObject(
                        type.equals("FUNCTION") ? SqlObject.Kind.FUNCTION : SqlObject.Kind.PROCEDURE,
                        name,
                        null,
                        List.of(create),
                        "DROP %s %s".formatted(type, reference(name)),
                        Set.of(),
                        false,
                        code(row, create)));
            }
            return routines;
        }

        /** Returns a statement from a column of {@code SHOW CREATE}. */
        private String shown(String type, String database, String name, String column) throws SQLException {
            return this.rows
                    .read("show create %s %s.%s".formatted(type, this.sql.quoted(database), this.sql.quoted(name)))
                    .get(0)
                    .text(column);
        }

        private String behindName(Row row, List<Row> parameters) {
            boolean function = row.text("routine_type").equals("FUNCTION");
            String list = parameters.stream()
                    .map((parameter) -> (function ? "" : parameter.text("parameter_mode") + " ")
                            + this.sql.quoted(parameter.text("parameter_name")) + " "
                            + parameter.text("dtd_identifier"))
                    .collect(Collectors.joining(", ", "(", ")"));
            StringBuilder create = new StringBuilder(list);
            if (function) {
                create.append(" RETURNS ").append(row.text("dtd_identifier"));
            }
            if (row.yes("is_deterministic")) {
                create.append(" DETERMINISTIC");
            }
            if (!row.text("sql_data_access").equals("CONTAINS SQL")) {
                create.append(' ').append(row.text("sql_data_access"));
            }
            if (row.text("security_type").equals("INVOKER")) {
                create.append(" SQL SECURITY INVOKER");
            }
            if (!row.text("routine_comment").isEmpty()) {
                create.append(" COMMENT '")
                        .append(escaped(row.text("routine_comment")))
                        .append('\'');
            }
            return create.append('\n')
                    .append(row.text("routine_definition").strip())
                    .toString();
        }

        /** Returns the significant tokens of a body: some clients send comments and some do not. */
        private List<Part> code(Row row, String create) {
            return row.text("sql_mode").contains("NO_BACKSLASH_ESCAPES")
                    ? List.of()
                    : List.of(new Part(Part.PartKind.BASE, "", this.sql.normalized(create), "", "", ""));
        }

        private List<SqlObject> triggers() throws SQLException {
            List<SqlObject> triggers = new ArrayList<>();
            List<Row> all = this.rows.read(
                    "select * from information_schema.triggers where trigger_schema in (:databases)"
                            + " order by trigger_schema, event_object_table, action_timing,"
                            + " event_manipulation, action_order",
                    this.databases);
            for (Row row : all) {
                QualifiedName name = name(row, "trigger_schema", "trigger_name");
                QualifiedName table = name(row, "event_object_schema", "event_object_table");
                if (!wanted(table)) {
                    continue;
                }
                String action = this.mariaDb
                        ? row.text("action_statement").strip()
                        : MySqlTexts.action(shown(
                                "trigger",
                                row.text("trigger_schema"),
                                row.text("trigger_name"),
                                "sql original statement"));
                String create = "CREATE TRIGGER %s %s %s ON %s FOR EACH ROW\n%s"
                        .formatted(
                                reference(name),
                                row.text("action_timing"),
                                row.text("event_manipulation"),
                                reference(table),
                                action);
                triggers.add(new SqlObject(
                        SqlObject.Kind.TRIGGER,
                        name,
                        table,
                        List.of(create),
                        "DROP TRIGGER " + reference(name),
                        Set.of(table),
                        false,
                        code(row, create)));
            }
            return triggers;
        }

        /** Returns an expression. MySQL corrupts it in the catalog and adds the character sets of texts. */
        private String expression(String printed) {
            String text = this.mariaDb ? printed : this.sql.withoutIntroducers(MySqlTexts.expression(printed));
            return this.sql.inOneLine(local(text));
        }

        /** Returns the text with the name under which each database is returned. */
        private String local(String printed) {
            return this.sql.inNamespaces(printed, this.called::get);
        }

        private QualifiedName name(Row row, String database, String name) {
            String namespace = this.called.getOrDefault(row.text(database), row.text(database));
            return new QualifiedName(namespace.isEmpty() ? null : namespace, row.text(name));
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

        /** Assembles one table from the rows of the catalog about it. */
        private final class TableReading {

            private final QualifiedName name;
            private final Row row;
            private final Map<String, Column> columns = new LinkedHashMap<>();
            private final List<Row> checks;

            TableReading(QualifiedName name, Row row, List<Row> columns, List<Row> checks) {
                this.name = name;
                this.row = row;
                Set<String> json = checks.stream()
                        .filter(this::isJson)
                        .map((check) -> check.text("constraint_name"))
                        .collect(Collectors.toSet());
                Set<String> jsonColumns = columns.stream()
                        .filter((column) -> json.contains(column.text("column_name"))
                                && column.text("column_type").equals("longtext")
                                && "utf8mb4_bin".equals(column.maybe("collation_name")))
                        .map((column) -> column.text("column_name"))
                        .collect(Collectors.toSet());
                columns.forEach((column) -> this.columns.put(
                        column.text("column_name"), column(column, jsonColumns.contains(column.text("column_name")))));
                this.checks = checks.stream()
                        .filter((check) -> !isJson(check) || !jsonColumns.contains(check.text("constraint_name")))
                        .toList();
            }

            private boolean isJson(Row check) {
                return check.text("level").equals("Column")
                        && check.text("check_clause")
                                .equals("json_valid(%s)"
                                        .formatted(Reading.this.sql.quoted(check.text("constraint_name"))));
            }

            Table table(List<Row> indexRows, List<Row> keyRows, String options) {
                Map<String, List<Row>> byIndex = indexRows.stream()
                        .collect(Collectors.groupingBy(
                                (index) -> index.text("index_name"), LinkedHashMap::new, Collectors.toList()));
                Map<String, List<Row>> byKey = keyRows.stream()
                        .collect(Collectors.groupingBy(
                                (key) -> key.text("constraint_name"), LinkedHashMap::new, Collectors.toList()));
                List<Constraint> constraints = new ArrayList<>();
                List<Index> indexes = new ArrayList<>();
                byIndex.forEach((index, parts) -> {
                    if (parts.get(0).yes("non_unique")
                            || parts.get(0).text("index_type").equals("SPATIAL")) {
                        indexes.add(index(index, parts));
                    } else {
                        constraints.add(unique(index, parts));
                    }
                });
                this.checks.forEach((check) -> constraints.add(check(check)));
                List<Index> madeForKeys = new ArrayList<>();
                byKey.forEach((key, parts) -> {
                    List<String> keyColumns = parts.stream()
                            .map((part) -> part.text("column_name"))
                            .toList();
                    Optional<Index> made = indexes.stream()
                            .filter((index) -> isMadeFor(index, key, keyColumns))
                            .findFirst();
                    made.ifPresent(madeForKeys::add);
                    boolean alone = byKey.values().stream()
                                    .filter((other) ->
                                            other.get(0).text("column_name").equals(keyColumns.get(0)))
                                    .count()
                            == 1;
                    constraints.add(foreignKey(key, keyColumns, parts, alone ? made.orElse(null) : null));
                });
                indexes.removeAll(madeForKeys);
                constraints.sort(Comparator.comparing(Constraint::kind));
                String comment = this.row.text("table_comment");
                return new Table(
                        this.name,
                        List.copyOf(this.columns.values()),
                        constraints,
                        indexes,
                        options,
                        comment.isEmpty() ? null : comment);
            }

            private Column column(Row column, boolean json) {
                String extra = column.text("extra");
                String expression = Objects.requireNonNullElse(column.maybe("generation_expression"), "");
                boolean generated = !expression.isEmpty();
                String collation = column.maybe("collation_name");
                Matcher onUpdate = ON_UPDATE.matcher(extra);
                String comment = column.text("column_comment");
                return new Column(
                        column.text("column_name"),
                        json ? "json" : type(column, extra),
                        column.yes("is_nullable"),
                        generated ? null : defaultValue(column, extra),
                        extra.contains("auto_increment") ? new Identity(Identity.Mode.AUTO_INCREMENT, "") : null,
                        generated ? new Generated(expression(expression), extra.contains("STORED")) : null,
                        json || collation == null || collation.equals(this.row.text("table_collation"))
                                ? null
                                : collation,
                        onUpdate.find() ? onUpdate.group(1) : null,
                        comment.isEmpty() ? null : comment);
            }

            private String type(Row column, String extra) {
                String srid = column.maybe("srs_id");
                return column.text("column_type")
                        + (srid == null ? "" : " SRID " + srid)
                        + (extra.contains("INVISIBLE") ? " INVISIBLE" : "");
            }

            private @Nullable String defaultValue(Row column, String extra) {
                String value = column.maybe("column_default");
                if (value == null || (Reading.this.mariaDb && value.equals(NULL))) {
                    return null;
                }
                if (Reading.this.mariaDb) {
                    return expression(value);
                }
                if (extra.contains("DEFAULT_GENERATED")) {
                    return value.toUpperCase(Locale.ROOT).startsWith("CURRENT_TIMESTAMP")
                            ? value
                            : "(" + expression(value) + ")";
                }
                return QUOTED_FAMILIES.contains(column.text("data_type")) && !value.startsWith("0x")
                        ? "'" + escaped(value) + "'"
                        : value;
            }

            private Constraint unique(String index, List<Row> parts) {
                List<String> names = names(parts);
                boolean primary = index.equals("PRIMARY");
                return new Constraint(
                        primary ? Constraint.Kind.PRIMARY_KEY : Constraint.Kind.UNIQUE,
                        index,
                        primary || isUnnamed(index, names),
                        names,
                        (primary ? "PRIMARY KEY " : "UNIQUE ") + parts(parts),
                        null);
            }

            private Index index(String index, List<Row> parts) {
                List<String> names = names(parts);
                Row first = parts.get(0);
                String type = first.text("index_type");
                String comment = Objects.requireNonNullElse(first.maybe("index_comment"), "");
                boolean hidden = "NO".equals(first.maybe("is_visible")) || "YES".equals(first.maybe("ignored"));
                return new Index(
                        index,
                        isUnnamed(index, names),
                        false,
                        names,
                        parts(parts)
                                + (type.equals("FULLTEXT") || type.equals("SPATIAL") ? " " + type : "")
                                + (hidden ? Reading.this.mariaDb ? " IGNORED" : " INVISIBLE" : "")
                                + (comment.isEmpty() ? "" : " COMMENT '" + escaped(comment) + "'"));
            }

            /** Whether the server generated the name of an index from its first column. */
            private boolean isUnnamed(String index, List<String> names) {
                return AUTOMATIC.contains(index) || index.matches("(?i)" + Pattern.quote(names.get(0)) + "(_\\d+)?");
            }

            private List<String> names(List<Row> parts) {
                return parts.stream()
                        .map((part) -> part.maybe("column_name") == null
                                ? expression(part.text("expression"))
                                : part.text("column_name"))
                        .toList();
            }

            private String parts(List<Row> parts) {
                return parts.stream().map(this::part).collect(Collectors.joining(", ", "(", ")"));
            }

            private String part(Row part) {
                String column = part.maybe("column_name");
                String prefix = part.maybe("sub_part");
                boolean cut = prefix != null && !part.text("index_type").equals("SPATIAL");
                return (column == null
                                ? "(" + expression(part.text("expression")) + ")"
                                : Reading.this.sql.quoted(column))
                        + (cut ? "(" + prefix + ")" : "")
                        + ("D".equals(part.maybe("collation")) ? " DESC" : "");
            }

            /** Whether the server created an index for a foreign key. */
            private boolean isMadeFor(Index index, String key, List<String> keyColumns) {
                boolean unnamed = UNNAMED_KEY.matcher(key).matches() && isUnnamed(index.name(), keyColumns);
                return (index.name().equalsIgnoreCase(key) || unnamed)
                        && index.definition().equals(list(keyColumns));
            }

            private Constraint foreignKey(String key, List<String> keyColumns, List<Row> parts, @Nullable Index made) {
                Row first = parts.get(0);
                QualifiedName other = Reading.this.name(first, "referenced_table_schema", "referenced_table_name");
                return new Constraint(
                        Constraint.Kind.FOREIGN_KEY,
                        key,
                        AUTOMATIC.contains(key),
                        keyColumns,
                        "FOREIGN KEY %s REFERENCES %s %s%s%s"
                                .formatted(
                                        list(keyColumns),
                                        reference(other),
                                        list(parts.stream()
                                                .map((part) -> part.text("referenced_column_name"))
                                                .toList()),
                                        action("DELETE", first.text("delete_rule")),
                                        action("UPDATE", first.text("update_rule"))),
                        other,
                        made);
            }

            private static String action(String event, String rule) {
                return NO_ACTION.contains(rule) ? "" : " ON " + event + " " + rule;
            }

            /**
             * Returns a check. One in the definition of a column has no name of its own and changes only with the
             * column.
             */
            private Constraint check(Row check) {
                String clause = expression(check.text("check_clause"));
                String name = check.text("constraint_name");
                boolean own = check.text("level").equals("Column");
                return new Constraint(
                        Constraint.Kind.CHECK,
                        own ? "" : name,
                        own || AUTOMATIC.contains(name),
                        mentioned(clause),
                        "CHECK (" + unwrapped(clause) + ")" + (check.yes("enforced") ? "" : " NOT ENFORCED"),
                        null,
                        own ? this.columns.get(name) : null);
            }

            private List<String> mentioned(String clause) {
                Set<QualifiedName> mentioned = Reading.this.sql.uses(
                        clause,
                        this.columns.keySet().stream().map(QualifiedName::of).toList());
                return this.columns.keySet().stream()
                        .filter((column) -> mentioned.contains(QualifiedName.of(column)))
                        .toList();
            }
        }

        /** Returns a check without the parentheses that MySQL prints around it. */
        private String unwrapped(String clause) {
            if (this.mariaDb || !clause.startsWith("(") || !clause.endsWith(")")) {
                return clause;
            }
            return this.sql.isOneGroup(clause) ? clause.substring(1, clause.length() - 1) : clause;
        }
    }
}
