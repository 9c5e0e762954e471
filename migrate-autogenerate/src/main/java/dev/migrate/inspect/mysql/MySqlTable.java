package dev.migrate.inspect.mysql;

import dev.migrate.ddl.MySqlDdl;
import dev.migrate.inspect.AutomaticNames;
import dev.migrate.inspect.Row;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Generated;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Assembles one table from the rows of the catalog about it. */
final class MySqlTable {

    private static final AutomaticNames AUTOMATIC = new AutomaticNames("CONSTRAINT_\\d+|.+_(ibfk|chk)_\\d+");
    private static final Pattern UNNAMED_KEY = Pattern.compile(".+_ibfk_\\d+");
    private static final Pattern ON_UPDATE = Pattern.compile("(?i)\\bon update (\\w+(?:\\(\\d*\\))?)");
    private static final Set<String> NO_ACTION = Set.of("RESTRICT", "NO ACTION");

    private final QualifiedName name;
    private final Row row;
    private final MySqlNames names;
    private final MySqlSyntax syntax;
    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final List<Row> checks;

    MySqlTable(QualifiedName name, Row row, List<Row> columns, List<Row> checks, MySqlNames names, MySqlSyntax syntax) {
        this.name = name;
        this.row = row;
        this.names = names;
        this.syntax = syntax;
        Set<String> json = jsonColumns(columns, checks);
        columns.forEach((column) -> this.columns.put(
                column.text("column_name"), column(column, json.contains(column.text("column_name")))));
        this.checks = checks.stream()
                .filter((check) -> !isJson(check) || !json.contains(check.text("constraint_name")))
                .toList();
    }

    /** Returns the columns of the type {@code json}, which MariaDB prints as a text with a check. */
    private Set<String> jsonColumns(List<Row> columns, List<Row> checks) {
        Set<String> checked = checks.stream()
                .filter(this::isJson)
                .map((check) -> check.text("constraint_name"))
                .collect(Collectors.toSet());
        return columns.stream()
                .filter((column) -> checked.contains(column.text("column_name"))
                        && column.text("column_type").equals("longtext")
                        && "utf8mb4_bin".equals(column.textOrNull("collation_name")))
                .map((column) -> column.text("column_name"))
                .collect(Collectors.toSet());
    }

    private boolean isJson(Row check) {
        return isOfColumn(check)
                && check.text("check_clause")
                        .equals("json_valid(%s)".formatted(this.names.quoted(check.text("constraint_name"))));
    }

    /** Whether a check belongs to the definition of a column; its name is that of the column. */
    private static boolean isOfColumn(Row check) {
        return check.text("level").equals("Column");
    }

    Table table(List<Row> indexColumns, List<Row> keyColumns, String options) {
        List<Constraint> constraints = new ArrayList<>();
        List<Index> indexes = new ArrayList<>();
        grouped(written(indexColumns), "index_name").forEach((index, parts) -> {
            if (parts.get(0).flag("non_unique")
                    || parts.get(0).text("index_type").equals("SPATIAL")) {
                indexes.add(index(index, parts));
            } else {
                constraints.add(unique(index, parts));
            }
        });
        this.checks.forEach((check) -> constraints.add(check(check)));
        addForeignKeys(grouped(keyColumns, "constraint_name"), constraints, indexes);
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

    /** Returns the columns of indexes without those of a period, which the server adds to each key. */
    private List<Row> written(List<Row> indexColumns) {
        return indexColumns.stream()
                .filter((part) -> part.textOrNull("column_name") == null
                        || !MySqlDdl.isOfPeriod(Objects.requireNonNull(this.columns.get(part.text("column_name")))))
                .toList();
    }

    private static Map<String, List<Row>> grouped(List<Row> rows, String column) {
        return rows.stream()
                .collect(Collectors.groupingBy((row) -> row.text(column), LinkedHashMap::new, Collectors.toList()));
    }

    /** Adds foreign keys, and removes the indexes that the server created for them. */
    private void addForeignKeys(Map<String, List<Row>> keys, List<Constraint> constraints, List<Index> indexes) {
        List<Index> implicit = new ArrayList<>();
        keys.forEach((key, parts) -> {
            List<String> keyColumns =
                    parts.stream().map((part) -> part.text("column_name")).toList();
            Optional<Index> own = indexes.stream()
                    .filter((index) -> isImplicit(index, key, keyColumns))
                    .findFirst();
            own.ifPresent(implicit::add);
            boolean alone = keys.values().stream()
                            .filter((other) -> other.get(0).text("column_name").equals(keyColumns.get(0)))
                            .count()
                    == 1;
            constraints.add(foreignKey(key, keyColumns, parts, alone ? own.orElse(null) : null));
        });
        indexes.removeAll(implicit);
    }

    private Column column(Row column, boolean json) {
        String extra = column.text("extra");
        String generation = Objects.requireNonNullElse(column.textOrNull("generation_expression"), "");
        boolean generated = !generation.isEmpty();
        String collation = column.textOrNull("collation_name");
        Matcher onUpdate = ON_UPDATE.matcher(extra);
        String comment = column.text("column_comment");
        return new Column(
                column.text("column_name"),
                json ? "json" : type(column, extra),
                column.flag("is_nullable"),
                generated ? null : this.syntax.defaultValue(column),
                extra.contains("auto_increment") ? new Identity(Identity.Mode.AUTO_INCREMENT, "") : null,
                generated ? new Generated(this.syntax.expression(generation), extra.contains("STORED")) : null,
                json || collation == null || collation.equals(this.row.text("table_collation")) ? null : collation,
                onUpdate.find() ? onUpdate.group(1) : null,
                comment.isEmpty() ? null : comment);
    }

    private static String type(Row column, String extra) {
        String srid = column.textOrNull("srs_id");
        return column.text("column_type")
                + (srid == null ? "" : " SRID " + srid)
                + (extra.contains("WITHOUT SYSTEM VERSIONING") ? MySqlDdl.UNVERSIONED : "")
                + (extra.contains("INVISIBLE") ? " INVISIBLE" : "");
    }

    private Constraint unique(String index, List<Row> parts) {
        List<String> columns = columns(parts);
        boolean primary = index.equals("PRIMARY");
        return new Constraint(
                primary ? Constraint.Kind.PRIMARY_KEY : Constraint.Kind.UNIQUE,
                index,
                primary || isUnnamed(index, columns),
                columns,
                (primary ? "PRIMARY KEY " : "UNIQUE ") + parts(parts),
                null);
    }

    private Index index(String index, List<Row> parts) {
        List<String> columns = columns(parts);
        Row first = parts.get(0);
        String type = first.text("index_type");
        String comment = Objects.requireNonNullElse(first.textOrNull("index_comment"), "");
        boolean unused = "NO".equals(first.textOrNull("is_visible")) || "YES".equals(first.textOrNull("ignored"));
        return new Index(
                index,
                isUnnamed(index, columns),
                false,
                columns,
                parts(parts)
                        + (type.equals("FULLTEXT") || type.equals("SPATIAL") ? " " + type : "")
                        + (unused ? " " + this.syntax.unusedIndex() : "")
                        + (comment.isEmpty() ? "" : " COMMENT '" + MySqlNames.escaped(comment) + "'"));
    }

    /** Whether the server generated the name of an index from its first column. */
    private static boolean isUnnamed(String index, List<String> columns) {
        return AUTOMATIC.contains(index) || index.matches("(?i)" + Pattern.quote(columns.get(0)) + "(_\\d+)?");
    }

    private List<String> columns(List<Row> parts) {
        return parts.stream()
                .map((part) -> part.textOrNull("column_name") == null
                        ? this.syntax.expression(part.text("expression"))
                        : part.text("column_name"))
                .toList();
    }

    private String parts(List<Row> parts) {
        return parts.stream().map(this::part).collect(Collectors.joining(", ", "(", ")"));
    }

    private String part(Row part) {
        String column = part.textOrNull("column_name");
        String prefix = part.textOrNull("sub_part");
        boolean cut = prefix != null && !part.text("index_type").equals("SPATIAL");
        return (column == null
                        ? "(" + this.syntax.expression(part.text("expression")) + ")"
                        : this.names.quoted(column))
                + (cut ? "(" + prefix + ")" : "")
                + ("D".equals(part.textOrNull("collation")) ? " DESC" : "");
    }

    /** Whether the server created an index for a foreign key. */
    private boolean isImplicit(Index index, String key, List<String> keyColumns) {
        boolean unnamed = UNNAMED_KEY.matcher(key).matches() && isUnnamed(index.name(), keyColumns);
        return (index.name().equalsIgnoreCase(key) || unnamed)
                && index.definition().equals(this.names.list(keyColumns));
    }

    private Constraint foreignKey(String key, List<String> keyColumns, List<Row> parts, @Nullable Index implicit) {
        Row first = parts.get(0);
        QualifiedName other = this.names.name(first, "referenced_table_schema", "referenced_table_name");
        return new Constraint(
                Constraint.Kind.FOREIGN_KEY,
                key,
                AUTOMATIC.contains(key),
                keyColumns,
                "FOREIGN KEY %s REFERENCES %s %s%s%s"
                        .formatted(
                                this.names.list(keyColumns),
                                this.names.quoted(other),
                                this.names.list(parts.stream()
                                        .map((part) -> part.text("referenced_column_name"))
                                        .toList()),
                                action("DELETE", first.text("delete_rule")),
                                action("UPDATE", first.text("update_rule"))),
                other,
                implicit);
    }

    private static String action(String event, String rule) {
        return NO_ACTION.contains(rule) ? "" : " ON " + event + " " + rule;
    }

    /** Returns a check. One in the definition of a column has no name of its own and changes only with the column. */
    private Constraint check(Row check) {
        String condition = this.syntax.condition(check.text("check_clause"));
        String name = check.text("constraint_name");
        boolean ofColumn = isOfColumn(check);
        return new Constraint(
                Constraint.Kind.CHECK,
                ofColumn ? "" : name,
                ofColumn || AUTOMATIC.contains(name),
                columnsOf(condition),
                "CHECK (" + condition + ")" + (check.flag("enforced") ? "" : " NOT ENFORCED"),
                null,
                ofColumn ? this.columns.get(name) : null);
    }

    private List<String> columnsOf(String condition) {
        Set<QualifiedName> used = this.names.uses(
                condition, this.columns.keySet().stream().map(QualifiedName::of).toList());
        return this.columns.keySet().stream()
                .filter((column) -> used.contains(QualifiedName.of(column)))
                .toList();
    }
}
