package dev.migrate.rows;

import dev.migrate.render.Warning;
import dev.migrate.render.Warning.Kind;
import dev.migrate.rows.ColumnType.Family;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** A row before a section, and the same row after it. */
    private record Pair(Map<String, Value> before, Map<String, Value> after) {}

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
        List<Pair> pairs = pairs(table, successors, before, after);
        if (pairs.size() < before.size() && !this.incomplete.contains(table.name())) {
            String subject = last.name().toString();
            if (!this.warnings.announceChange(List.of(subject))) {
                this.warnings.add(new Warning(
                        Kind.LOSES_DATA,
                        subject,
                        "loses rows: %d of %d sampled rows remain".formatted(pairs.size(), before.size())));
            }
        }
        successors.forEach((name, successor) ->
                table.column(name).ifPresent((column) -> compare(last.name(), column, successor, pairs)));
    }

    private void compare(QualifiedName table, Column before, Column after, List<Pair> pairs) {
        if ((before.generated() != null && after.generated() != null) || becomesLargeObject(before, after)) {
            return;
        }
        List<Pair> changed = pairs.stream()
                .filter((pair) -> !value(pair.before(), before.name()).isSameAs(value(pair.after(), after.name())))
                .toList();
        if (changed.isEmpty()) {
            return;
        }
        Value from = value(changed.get(0).before(), before.name());
        Value to = value(changed.get(0).after(), after.name());
        String subject = TablePart.name(table, after.name());
        long filled = pairs.stream()
                .filter((pair) -> !value(pair.before(), before.name()).isNull())
                .count();
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
        subjects.add(table.toString());
        for (Column column : List.of(before, after)) {
            subjects.add(TablePart.name(table, column.name()));
            subjects.add(TablePart.typeName(column));
        }
        return subjects;
    }

    /** Matches the rows by their key. If its type changes, or there is none, matches the others by their values. */
    private List<Pair> pairs(
            Table table,
            Map<String, Column> successors,
            List<Map<String, Value>> before,
            List<Map<String, Value>> after) {
        List<String> key = table.constraints(Constraint.Kind.PRIMARY_KEY).stream()
                .flatMap((constraint) -> constraint.columns().stream())
                .toList();
        if (key.isEmpty() || !successors.keySet().containsAll(key)) {
            return byValues(successors, before, after);
        }
        List<Pair> pairs = byKey(key, successors, before, after);
        boolean isKept = key.stream()
                .allMatch((name) -> table.column(name)
                        .filter((column) -> column.type()
                                .equals(Objects.requireNonNull(successors.get(name))
                                        .type()))
                        .isPresent());
        if (isKept) {
            return pairs;
        }
        List<Map<String, Value>> left = new ArrayList<>(before);
        List<Map<String, Value>> right = new ArrayList<>(after);
        for (Pair pair : pairs) {
            left.remove(pair.before());
            right.remove(pair.after());
        }
        List<Pair> all = new ArrayList<>(pairs);
        all.addAll(byValues(successors, left, right));
        return all;
    }

    private static List<Pair> byKey(
            List<String> key,
            Map<String, Column> successors,
            List<Map<String, Value>> before,
            List<Map<String, Value>> after) {
        Map<String, Map<String, Value>> found = new LinkedHashMap<>();
        after.forEach((row) -> found.put(
                key.stream()
                        .map((name) -> value(
                                        row,
                                        Objects.requireNonNull(successors.get(name))
                                                .name())
                                .key())
                        .collect(Collectors.joining("\n")),
                row));
        List<Pair> pairs = new ArrayList<>();
        for (Map<String, Value> row : before) {
            Map<String, Value> same =
                    found.get(key.stream().map((name) -> value(row, name).key()).collect(Collectors.joining("\n")));
            if (same != null) {
                pairs.add(new Pair(row, same));
            }
        }
        return pairs;
    }

    /** Matches each row with the one that agrees with it in the most columns. */
    private static List<Pair> byValues(
            Map<String, Column> successors, List<Map<String, Value>> before, List<Map<String, Value>> after) {
        List<Map<String, Value>> remaining = new ArrayList<>(after);
        List<Pair> pairs = new ArrayList<>();
        for (Map<String, Value> row : before) {
            int best = -1;
            long most = 0;
            for (int at = 0; at < remaining.size(); at++) {
                Map<String, Value> other = remaining.get(at);
                long agreeing = successors.entrySet().stream()
                        .filter((column) -> value(row, column.getKey())
                                .isSameAs(value(other, column.getValue().name())))
                        .count();
                if (agreeing > most) {
                    most = agreeing;
                    best = at;
                }
            }
            if (best >= 0) {
                pairs.add(new Pair(row, remaining.remove(best)));
            }
        }
        return pairs;
    }

    private static Value value(Map<String, Value> row, String column) {
        return Objects.requireNonNull(row.get(column));
    }
}
