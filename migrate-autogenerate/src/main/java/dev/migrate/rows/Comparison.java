package dev.migrate.rows;

import dev.migrate.render.Warning;
import dev.migrate.render.Warning.Kind;
import dev.migrate.rows.ColumnType.Family;
import dev.migrate.rows.RowGroup.Pair;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares the rows before a section with those after it, value by value, and adds a warning for each column whose values
 * have changed without one.
 *
 * @param start the schema before the section
 * @param end the schema after it
 * @param names the names of the start at the end
 * @param incomplete the tables from which the run has deleted rows
 */
record Comparison(
        Schema start, Schema end, SampledTable.Names names, Set<QualifiedName> incomplete, SectionWarnings warnings) {

    void compare(Snapshot before, Snapshot after) {
        for (Table table : this.start.tables()) {
            List<Map<String, Value>> rows = before.rows(table.name());
            Optional<Table> last = this.names.table(table.name()).flatMap(this.end::table);
            if (!rows.isEmpty() && last.isPresent()) {
                compare(table, last.get(), rows, after.rows(last.get().name()));
            }
        }
    }

    private void compare(Table table, Table last, List<Map<String, Value>> before, List<Map<String, Value>> after) {
        Map<String, Column> successors = new LinkedHashMap<>();
        for (Column column : table.columns()) {
            Optional<Column> successor = this.names
                    .column(table.name(), column.name())
                    .flatMap(last::column)
                    .or(() -> last.column(column.name()));
            successor.ifPresent((found) -> successors.put(column.name(), found));
        }
        List<RowGroup> groups = groups(table, successors, before, after);
        int remaining = groups.stream().mapToInt(RowGroup::remaining).sum();
        if (remaining < before.size() && !this.incomplete.contains(table.name())) {
            String subject = last.name().toString();
            if (!this.warnings.announceChange(List.of(subject))) {
                this.warnings.add(new Warning(
                        Kind.LOSES_DATA,
                        subject,
                        "loses rows: %d of %d sampled rows remain".formatted(remaining, before.size())));
            }
        }
        successors.forEach((name, successor) -> table.column(name)
                .ifPresent((column) -> compare(
                        last.name(),
                        column,
                        successor,
                        groups.stream()
                                .flatMap((group) -> group.pairs(name).stream())
                                .toList())));
    }

    private void compare(QualifiedName table, Column before, Column after, List<Pair> pairs) {
        if ((before.generated() != null && after.generated() != null) || becomesLargeObject(before, after)) {
            return;
        }
        List<Pair> changed = pairs.stream().filter(Pair::isChanged).toList();
        if (changed.isEmpty()) {
            return;
        }
        Value from = changed.get(0).before();
        Value to = changed.get(0).after();
        String subject = TablePart.name(table, after.name());
        long filled = pairs.stream().filter((pair) -> !pair.before().isNull()).count();
        if (isUnwritten(before, after) && changed.size() == filled) {
            this.warnings.add(new Warning(
                    Kind.TO_WRITE,
                    subject,
                    "write the conversion from %s to %s here: every sampled value changes; %s becomes %s"
                            .formatted(before.type(), after.type(), from.text(), to.text())));
        } else if (!this.warnings.announceChange(subjects(table, before, after))) {
            this.warnings.add(new Warning(
                    Kind.CHANGES_VALUES, subject, "changes values: %s becomes %s".formatted(from.text(), to.text())));
        }
    }

    /** Whether values are copied to large objects, or from them: the row then has only the number of the object. */
    private boolean becomesLargeObject(Column before, Column after) {
        return isContentOf(before, after, this.start) || isContentOf(after, before, this.end);
    }

    private static boolean isContentOf(Column content, Column number, Schema schema) {
        Family family = ColumnType.of(content.type(), schema).family();
        return number.type().equals("oid") && (family.isText() || family == Family.BYTES);
    }

    /** Whether a change of the type is expected to keep values, so that a change of every value is a mistake. */
    private boolean isUnwritten(Column before, Column after) {
        ColumnType from = ColumnType.of(before.type(), this.start);
        ColumnType to = ColumnType.of(after.type(), this.end);
        return from.family() != to.family()
                && before.generated() == null
                && after.generated() == null
                && !(from.family().isNumber() && to.family().isNumber())
                && !(from.family().isTemporal() && to.family().isTemporal());
    }

    private static Set<String> subjects(QualifiedName table, Column before, Column after) {
        Set<String> subjects = new HashSet<>();
        for (Column column : List.of(before, after)) {
            subjects.add(TablePart.name(table, column.name()));
            subjects.add(TablePart.typeName(column));
        }
        return subjects;
    }

    /**
     * Matches the rows by their key. If its type changes, or there is none, groups the others by the columns that keep
     * their type.
     */
    private static List<RowGroup> groups(
            Table table,
            Map<String, Column> successors,
            List<Map<String, Value>> before,
            List<Map<String, Value>> after) {
        List<String> key = table.constraints(Constraint.Kind.PRIMARY_KEY).stream()
                .flatMap((constraint) -> constraint.columns().stream())
                .toList();
        Map<String, String> columns = new LinkedHashMap<>();
        successors.forEach((name, successor) -> columns.put(name, successor.name()));
        Set<String> kept = table.columns().stream()
                .filter((column) -> keepsItsValues(column, successors.get(column.name())))
                .map(Column::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (key.isEmpty() || !columns.keySet().containsAll(key)) {
            return new RowGroup(before, after, columns).by(kept);
        }
        List<RowGroup> groups = byKey(key, columns, before, after);
        if (kept.containsAll(key)) {
            return groups;
        }
        List<Map<String, Value>> left = new ArrayList<>(before);
        List<Map<String, Value>> right = new ArrayList<>(after);
        for (RowGroup group : groups) {
            left.remove(group.before().get(0));
            right.remove(group.after().get(0));
        }
        List<RowGroup> all = new ArrayList<>(groups);
        all.addAll(new RowGroup(left, right, columns).by(kept));
        return all;
    }

    private static boolean keepsItsValues(Column column, @Nullable Column successor) {
        return successor != null
                && column.type().equals(successor.type())
                && column.generated() == null
                && successor.generated() == null;
    }

    private static List<RowGroup> byKey(
            List<String> key,
            Map<String, String> columns,
            List<Map<String, Value>> before,
            List<Map<String, Value>> after) {
        Map<String, Map<String, Value>> found = new LinkedHashMap<>();
        after.forEach((row) -> found.put(
                key(
                        row,
                        key.stream()
                                .map(columns::get)
                                .map(Objects::requireNonNull)
                                .toList()),
                row));
        List<RowGroup> groups = new ArrayList<>();
        for (Map<String, Value> row : before) {
            Map<String, Value> same = found.get(key(row, key));
            if (same != null) {
                groups.add(new RowGroup(List.of(row), List.of(same), columns));
            }
        }
        return groups;
    }

    private static String key(Map<String, Value> row, List<String> columns) {
        return columns.stream()
                .map((column) -> Objects.requireNonNull(row.get(column)).key())
                .collect(Collectors.joining("\n"));
    }
}
