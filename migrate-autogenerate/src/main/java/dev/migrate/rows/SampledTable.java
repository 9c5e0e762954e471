package dev.migrate.rows;

import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table for which rows are sampled, and what it becomes in the section that runs on them.
 *
 * @param isChanged whether the section changes it
 * @param columns the types of the columns that an insert can set, before and after the section
 * @param changed the columns that the section changes
 * @param numbered the columns that the database numbers, before or after the section
 * @param keys the foreign keys of both sides
 * @param uniqueKeys the columns of each key that is unique, before or after
 * @param newUniqueKeys the columns of each key that becomes unique
 * @param newForeignKeys the foreign keys that the section adds
 * @param checks the definitions of the checks of both sides
 */
record SampledTable(
        Table table,
        boolean isChanged,
        Map<String, OrdinaryValues> columns,
        Set<String> changed,
        Set<String> numbered,
        List<ForeignKey> keys,
        List<List<String>> uniqueKeys,
        List<List<String>> newUniqueKeys,
        List<ForeignKey> newForeignKeys,
        List<String> checks) {

    /** The names of tables and columns on the other side of a section. */
    interface Names {

        Optional<QualifiedName> table(QualifiedName table);

        Optional<String> column(QualifiedName table, String column);
    }

    /** Returns a table that the section does not change. */
    static SampledTable unchanged(Table table, Schema schema) {
        return of(table, false, schema, table, schema, new Names() {

            @Override
            public Optional<QualifiedName> table(QualifiedName name) {
                return Optional.of(name);
            }

            @Override
            public Optional<String> column(QualifiedName name, String column) {
                return Optional.of(column);
            }
        });
    }

    /** Returns a table that the section changes. */
    static SampledTable changed(Table table, Schema schema, Table other, Schema otherSchema, Names names) {
        return of(table, true, schema, other, otherSchema, names);
    }

    private static SampledTable of(
            Table table, boolean isChanged, Schema schema, Table other, Schema otherSchema, Names names) {
        Map<String, OrdinaryValues> columns = new LinkedHashMap<>();
        Set<String> changed = new HashSet<>();
        Set<String> numbered = new HashSet<>();
        Map<String, String> back = new LinkedHashMap<>();
        for (Column column : table.columns()) {
            Optional<Column> counterpart = names.column(table.name(), column.name())
                    .flatMap(other::column)
                    .or(() -> other.column(column.name()));
            counterpart.ifPresent((found) -> back.put(found.name(), column.name()));
            ColumnType type = ColumnType.of(column.type(), schema);
            ColumnType becomes = counterpart
                    .map((found) -> ColumnType.of(found.type(), otherSchema))
                    .orElse(type);
            if (column.generated() == null) {
                columns.put(column.name(), new OrdinaryValues(type, becomes));
            }
            if (counterpart
                    .filter((found) -> isSame(found, column) && type.equals(becomes))
                    .isEmpty()) {
                changed.add(column.name());
            }
            if (column.identity() != null
                    || counterpart.filter((found) -> found.identity() != null).isPresent()) {
                numbered.add(column.name());
            }
        }
        List<ForeignKey> own = foreignKeys(table, schema);
        List<ForeignKey> added = foreignKeys(other, otherSchema).stream()
                .flatMap((key) -> translated(key, back, schema, names).stream())
                .filter((key) -> !own.contains(key))
                .toList();
        List<List<String>> unique = uniqueKeys(table).toList();
        List<List<String>> becoming = uniqueKeys(other)
                .filter((key) -> back.keySet().containsAll(key))
                .map((key) -> key.stream().map(back::get).toList())
                .filter((key) -> unique.stream()
                        .noneMatch((existing) -> Set.copyOf(existing).equals(Set.copyOf(key))))
                .toList();
        return new SampledTable(
                table,
                isChanged,
                columns,
                changed,
                numbered,
                joined(own, added),
                joined(unique, becoming),
                becoming,
                added,
                joined(checks(table), checks(other)));
    }

    private static boolean isSame(Column one, Column other) {
        return one.type().equals(other.type())
                && one.nullable() == other.nullable()
                && (one.generated() == null) == (other.generated() == null)
                && (one.identity() == null) == (other.identity() == null)
                && String.valueOf(one.collation()).equals(String.valueOf(other.collation()));
    }

    private static List<ForeignKey> foreignKeys(Table table, Schema schema) {
        return table.constraints(Constraint.Kind.FOREIGN_KEY).stream()
                .flatMap((key) -> ForeignKey.of(key, schema).stream())
                .toList();
    }

    /** Returns a key of the other side with the names of this side, if all of them exist here. */
    private static Optional<ForeignKey> translated(
            ForeignKey key, Map<String, String> back, Schema schema, Names names) {
        if (!back.keySet().containsAll(key.columns())) {
            return Optional.empty();
        }
        List<String> columns = key.columns().stream().map(back::get).toList();
        return schema.tables().stream()
                .filter((table) ->
                        names.table(table.name()).filter(key.target()::equals).isPresent())
                .findFirst()
                .flatMap((target) -> {
                    List<String> targets = key.targetColumns().stream()
                            .flatMap((column) -> target.columns().stream()
                                    .map(Column::name)
                                    .filter((name) -> names.column(target.name(), name)
                                            .filter(column::equals)
                                            .isPresent())
                                    .limit(1))
                            .toList();
                    return targets.size() == columns.size()
                            ? Optional.of(new ForeignKey(columns, target.name(), targets))
                            : Optional.empty();
                });
    }

    private static Stream<List<String>> uniqueKeys(Table table) {
        return Stream.concat(
                table.constraints().stream()
                        .filter((constraint) -> constraint.kind() == Constraint.Kind.PRIMARY_KEY
                                || constraint.kind() == Constraint.Kind.UNIQUE)
                        .map(Constraint::columns),
                table.indexes().stream().filter(Index::unique).map(Index::columns));
    }

    private static List<String> checks(Table table) {
        return table.constraints(Constraint.Kind.CHECK).stream()
                .map(Constraint::definition)
                .toList();
    }

    private static <E> List<E> joined(List<E> left, List<E> right) {
        return Stream.concat(left.stream(), right.stream()).distinct().toList();
    }

    QualifiedName name() {
        return this.table.name();
    }

    /** Returns this table for rows without values of types for which there are no sampled ones. */
    SampledTable withoutOptionalUnknown() {
        Map<String, OrdinaryValues> known = new LinkedHashMap<>(this.columns);
        this.table.columns().stream().filter(this::isOptionalUnknown).forEach((column) -> known.remove(column.name()));
        return new SampledTable(
                this.table,
                this.isChanged,
                known,
                this.changed,
                this.numbered,
                this.keys,
                this.uniqueKeys,
                this.newUniqueKeys,
                this.newForeignKeys,
                this.checks);
    }

    private boolean isOptionalUnknown(Column column) {
        OrdinaryValues types = this.columns.get(column.name());
        return types != null
                && types.type().family() == ColumnType.Family.OTHER
                && (column.nullable() || column.defaultValue() != null);
    }

    /** Returns the columns of the primary key. */
    List<String> key() {
        return this.table.constraints(Constraint.Kind.PRIMARY_KEY).stream()
                .flatMap((key) -> key.columns().stream())
                .toList();
    }

    /** Whether a condition can identify a row. */
    boolean canIdentifyRows() {
        return !key().isEmpty() || !comparableColumns().isEmpty();
    }

    /** Returns the columns whose values a condition can compare exactly. */
    List<String> comparableColumns() {
        return this.columns.entrySet().stream()
                .filter((column) -> isComparable(column.getValue().type()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isComparable(ColumnType type) {
        return !type.isArray()
                && (type.family().isWhole()
                        || type.family().isText()
                        || type.family() == ColumnType.Family.DECIMAL
                        || type.family() == ColumnType.Family.DATE
                        || type.family() == ColumnType.Family.UUID);
    }

    boolean isUnique(Set<String> columns) {
        return this.uniqueKeys.stream().anyMatch(columns::containsAll);
    }

    /** Returns the checks that mention a column. */
    String checksOf(String column) {
        Pattern name = Pattern.compile("(?<![\\w$])" + Pattern.quote(column) + "(?![\\w$])", Pattern.CASE_INSENSITIVE);
        return this.checks.stream()
                .filter((check) -> name.matcher(check).find())
                .collect(Collectors.joining(" "));
    }
}
