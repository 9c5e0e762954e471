package dev.migrate.inspect.h2;

import dev.migrate.inspect.Row;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.QualifiedName;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Assembles constraints from the rows of the catalog.
 *
 * @param rows the constraints by name, in the order of the catalog
 * @param checks the clauses of checks, by constraint
 * @param references the rules of foreign keys, by constraint
 * @param keyColumns the columns of keys, by constraint
 * @param checkedColumns the columns that checks use, qualified with their tables, by constraint
 */
record H2Constraints(
        H2Names names,
        H2Defaults defaults,
        Map<QualifiedName, Row> rows,
        Map<QualifiedName, Row> checks,
        Map<QualifiedName, Row> references,
        Map<QualifiedName, List<String>> keyColumns,
        Map<QualifiedName, Set<QualifiedName>> checkedColumns) {

    static H2Constraints read(H2CatalogQueries queries, H2Names names, H2Defaults defaults) throws SQLException {
        List<Row> rows = queries.constraints();
        return new H2Constraints(
                names,
                defaults,
                byConstraint(rows, names),
                byConstraint(queries.checks(), names),
                byConstraint(queries.foreignKeys(), names),
                keyColumns(rows, queries.keyColumns(), queries.keyIndexColumns(), names),
                queries.checkedColumns().stream()
                        .collect(Collectors.groupingBy(
                                names::constraint,
                                Collectors.mapping((row) -> columnName(row, names), Collectors.toSet()))));
    }

    static Map<QualifiedName, Row> byConstraint(List<Row> rows, H2Names names) {
        return rows.stream()
                .collect(Collectors.toMap(
                        names::constraint, Function.identity(), (one, other) -> one, LinkedHashMap::new));
    }

    private static Map<QualifiedName, List<String>> keyColumns(
            List<Row> constraints, List<Row> keyColumns, List<Row> indexColumns, H2Names names) {
        Map<QualifiedName, List<String>> keys = keyColumns.stream()
                .collect(Collectors.groupingBy(
                        names::constraint, Collectors.mapping((row) -> row.text("column_name"), Collectors.toList())));
        Map<QualifiedName, List<String>> indexed = indexColumns.stream()
                .collect(Collectors.groupingBy(
                        (row) -> names.name(row, "index_schema", "index_name"),
                        Collectors.mapping((row) -> row.text("column_name"), Collectors.toList())));
        constraints.forEach((row) -> keys.computeIfPresent(
                names.constraint(row),
                (name, columns) -> currentNames(
                        columns, indexed.getOrDefault(names.name(row, "index_schema", "index_name"), List.of()))));
        return keys;
    }

    /**
     * Returns the current names of the columns of a key. H2 keeps reporting the names at the creation of the key. It
     * reports the current names for the index of the key, which begins with the same columns.
     */
    private static List<String> currentNames(List<String> key, List<String> index) {
        List<String> current = index.subList(0, Math.min(key.size(), index.size()));
        Iterator<String> renamed =
                current.stream().filter((name) -> !key.contains(name)).iterator();
        return key.stream()
                .map((name) -> current.contains(name) || !renamed.hasNext() ? name : renamed.next())
                .toList();
    }

    private static QualifiedName columnName(Row row, H2Names names) {
        return new QualifiedName(names.table(row).toString(), row.text("column_name"));
    }

    /**
     * Returns the constraints of each table.
     *
     * @param schemas the schemas in scope
     * @param columns the columns of each table
     */
    Map<QualifiedName, List<Constraint>> byTable(Set<String> schemas, Map<QualifiedName, List<Row>> columns) {
        return this.rows.values().stream()
                .filter((row) -> schemas.contains(row.text("table_schema")))
                .sorted(Comparator.comparing((row) -> kind(row)))
                .collect(Collectors.groupingBy(
                        this.names::table,
                        LinkedHashMap::new,
                        Collectors.mapping(
                                (row) -> constraint(
                                        row, columns(row, columns.getOrDefault(this.names.table(row), List.of()))),
                                Collectors.toList())));
    }

    private static Constraint.Kind kind(Row row) {
        return switch (row.text("constraint_type")) {
            case "PRIMARY KEY" -> Constraint.Kind.PRIMARY_KEY;
            case "UNIQUE" -> Constraint.Kind.UNIQUE;
            case "FOREIGN KEY" -> Constraint.Kind.FOREIGN_KEY;
            default -> Constraint.Kind.CHECK;
        };
    }

    /** Returns the columns of a key in the order of the key, or those that a check uses in the order of the table. */
    private List<String> columns(Row constraint, List<Row> tableColumns) {
        QualifiedName name = this.names.constraint(constraint);
        if (kind(constraint) != Constraint.Kind.CHECK) {
            return columnsOfKey(name);
        }
        Set<QualifiedName> used = this.checkedColumns.getOrDefault(name, Set.of());
        return tableColumns.stream()
                .filter((column) -> used.contains(columnName(column, this.names)))
                .map((column) -> column.text("column_name"))
                .toList();
    }

    private List<String> columnsOfKey(QualifiedName constraint) {
        return this.keyColumns.getOrDefault(constraint, List.of());
    }

    private Constraint constraint(Row row, List<String> columns) {
        QualifiedName name = this.names.constraint(row);
        Constraint.Kind kind = kind(row);
        return switch (kind) {
            case PRIMARY_KEY -> constraint(kind, name, columns, "PRIMARY KEY " + this.names.list(columns));
            case UNIQUE ->
                constraint(
                        kind,
                        name,
                        columns,
                        "UNIQUE " + this.defaults.nulls(row.text("nulls_distinct")) + this.names.list(columns));
            case FOREIGN_KEY -> foreignKey(name, columns, Objects.requireNonNull(this.references.get(name)));
            default -> {
                Row check = Objects.requireNonNull(this.checks.get(name));
                yield constraint(
                        kind, name, columns, "CHECK (" + this.names.expression(check.text("check_clause")) + ")");
            }
        };
    }

    private static Constraint constraint(
            Constraint.Kind kind, QualifiedName name, List<String> columns, String definition) {
        return new Constraint(kind, name.name(), H2Names.isAutomatic(name.name()), columns, definition, null);
    }

    private Constraint foreignKey(QualifiedName name, List<String> columns, Row rules) {
        QualifiedName otherKey = this.names.name(rules, "unique_constraint_schema", "unique_constraint_name");
        QualifiedName other = this.names.table(Objects.requireNonNull(this.rows.get(otherKey)));
        return new Constraint(
                Constraint.Kind.FOREIGN_KEY,
                name.name(),
                H2Names.isAutomatic(name.name()),
                columns,
                "FOREIGN KEY %s REFERENCES %s %s%s%s"
                        .formatted(
                                this.names.list(columns),
                                this.names.quoted(other),
                                this.names.list(columnsOfKey(otherKey)),
                                action("UPDATE", rules.text("update_rule")),
                                action("DELETE", rules.text("delete_rule"))),
                other);
    }

    private static String action(String event, String rule) {
        return rule.equals("NO ACTION") ? "" : " ON " + event + " " + rule;
    }
}
