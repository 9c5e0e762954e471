package dev.migrate.rows;

import dev.migrate.rows.ColumnType.Family;
import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Writes the rows of one table: ordinary ones, then for each changed column a row for each unusual value, then rows that
 * repeat a key or miss the target of one.
 *
 * @param parents the rows that referenced tables have
 * @param first the number of the first row, so that the rows of two samplings differ
 */
record RowSampler(SampledTable sampled, Map<QualifiedName, List<SampleRow>> parents, int first) {

    private static final Pattern TEXT = Pattern.compile("'((?:[^'\\\\]|'')*)'");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.'])-?\\d+(?:\\.\\d+)?(?![\\w.'])");
    private static final int MISSING = 97;

    List<SampleRow> ordinary(int count) {
        List<SampleRow> rows = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            rows.add(new SampleRow(this.sampled.name(), values(number), Set.of()));
        }
        return rows;
    }

    /**
     * Returns the other rows.
     *
     * @param ordinary the ordinary rows that the table has
     */
    List<SampleRow> unusual(List<SampleRow> ordinary) {
        List<SampleRow> rows = new ArrayList<>();
        int number = ordinary.size() + 1;
        for (Column column : this.sampled.table().columns()) {
            if (this.sampled.columns().containsKey(column.name())
                    && this.sampled.changed().contains(column.name())) {
                for (String literal : literals(column)) {
                    rows.add(row(number++, Map.of(column.name(), literal)));
                }
            }
        }
        for (List<String> key : this.sampled.newUniqueKeys()) {
            if (!ordinary.isEmpty() && ordinary.get(0).values().keySet().containsAll(key)) {
                Map<String, String> same = new LinkedHashMap<>(ordinary.get(0).values());
                same.keySet().retainAll(key);
                rows.add(row(number++, same));
            }
        }
        for (ForeignKey key : this.sampled.newForeignKeys()) {
            Map<String, String> orphan = new LinkedHashMap<>();
            key.columns().stream()
                    .forEach((column) -> Optional.ofNullable(
                                    this.sampled.columns().get(column))
                            .ifPresent((values) -> orphan.put(column, values.get(MISSING))));
            rows.add(row(number++, orphan));
        }
        rows.addAll(combined(number));
        return rows;
    }

    /** Returns rows in which all unchanged columns have unusual values at once. */
    private List<SampleRow> combined(int start) {
        Map<String, List<String>> literals = new LinkedHashMap<>();
        int most = 0;
        Set<String> bound = new HashSet<>();
        this.sampled.keys().forEach((key) -> bound.addAll(key.columns()));
        this.sampled.uniqueKeys().forEach(bound::addAll);
        for (Column column : this.sampled.table().columns()) {
            if (this.sampled.columns().containsKey(column.name())
                    && !this.sampled.changed().contains(column.name())
                    && !bound.contains(column.name())) {
                List<String> of = literals(column);
                literals.put(column.name(), of);
                most = Math.max(most, of.size());
            }
        }
        List<SampleRow> rows = new ArrayList<>();
        for (int at = 0; at < most; at++) {
            Map<String, String> values = new LinkedHashMap<>();
            for (Map.Entry<String, List<String>> column : literals.entrySet()) {
                if (at < column.getValue().size()) {
                    values.put(column.getKey(), column.getValue().get(at));
                }
            }
            rows.add(row(start + at, values));
        }
        return rows;
    }

    /** Returns the unusual values of a column. A number of the server has none: there is always a next one. */
    private List<String> literals(Column column) {
        OrdinaryValues types = this.sampled.columns().get(column.name());
        Set<String> literals = new LinkedHashSet<>();
        if (types != null && column.identity() == null) {
            literals.addAll(new UnusualValues(types.type(), types.other()).get());
            literals.addAll(allowed(column.name(), types.type()));
        }
        if (column.nullable()) {
            literals.add("NULL");
        }
        return List.copyOf(literals);
    }

    private SampleRow row(int number, Map<String, String> unusual) {
        Map<String, String> values = values(number);
        values.putAll(unusual);
        return new SampleRow(this.sampled.name(), values, unusual.keySet());
    }

    private Map<String, String> values(int number) {
        Map<String, String> values = new LinkedHashMap<>();
        this.sampled.keys().forEach((key) -> values.putAll(reference(key, number, values)));
        this.sampled.columns().forEach((column, types) -> {
            if (!values.containsKey(column)) {
                List<String> allowed = allowed(column, types.type());
                boolean isFree = allowed.isEmpty() || this.sampled.isUnique(Set.of(column));
                values.put(column, isFree ? types.get(this.first + number) : allowed.get(number % allowed.size()));
            }
        });
        return values;
    }

    /** Returns the values of a foreign key, which agree with those that another key has set. */
    private Map<String, String> reference(ForeignKey key, int number, Map<String, String> set) {
        List<Map<String, String>> choices = this.parents.getOrDefault(key.target(), List.of()).stream()
                .map((parent) -> values(key, parent))
                .filter((values) -> values.size() == key.columns().size()
                        && values.entrySet().stream()
                                .allMatch((value) -> set.getOrDefault(value.getKey(), value.getValue())
                                        .equals(value.getValue())))
                .toList();
        if (!choices.isEmpty()) {
            return choices.get(number % choices.size());
        }
        Map<String, String> none = new LinkedHashMap<>();
        key.columns().stream()
                .filter((column) -> !set.containsKey(column)
                        && this.sampled
                                .table()
                                .column(column)
                                .filter(Column::nullable)
                                .isPresent())
                .forEach((column) -> none.put(column, "NULL"));
        return none;
    }

    private static Map<String, String> values(ForeignKey key, SampleRow parent) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int at = 0; at < key.columns().size(); at++) {
            String literal = parent.values().get(key.targetColumns().get(at));
            if (literal != null && !literal.equals("NULL")) {
                values.put(key.columns().get(at), literal);
            }
        }
        return values;
    }

    /** Returns the literals in the checks of a column and, for numbers, their neighbors. */
    private List<String> allowed(String column, ColumnType type) {
        String checks = this.sampled.checksOf(column);
        if (checks.isEmpty() || type.isArray()) {
            return List.of();
        }
        Family family = type.family();
        if (family.isText() || family == Family.LABEL) {
            return TEXT.matcher(checks)
                    .results()
                    .map((MatchResult text) -> "'" + text.group(1) + "'")
                    .distinct()
                    .toList();
        }
        if (!family.isNumber()) {
            return List.of();
        }
        Set<String> numbers = new LinkedHashSet<>();
        NUMBER.matcher(checks).results().forEach((found) -> {
            BigDecimal number = new BigDecimal(found.group());
            numbers.add(number.add(BigDecimal.ONE).toPlainString());
            numbers.add(number.toPlainString());
            numbers.add(number.subtract(BigDecimal.ONE).toPlainString());
        });
        return List.copyOf(numbers);
    }
}
