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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the rows of one table: ordinary ones, then for each changed column a row for each unusual value, then rows that
 * repeat a key or miss the target of one.
 *
 * @param parents the rows of this sampling that referenced tables have
 * @param existing the rows of an earlier sampling, from which those of this one differ
 */
record RowSampler(
        SampledTable sampled,
        Map<QualifiedName, List<SampleRow>> parents,
        Map<QualifiedName, List<SampleRow>> existing) {

    private static final Pattern TEXT = Pattern.compile("'((?:[^'\\\\]|'')*)'");

    /** A text that a check excludes, or a pattern, which need not be a value. */
    private static final Pattern NO_VALUE = Pattern.compile(
            "(?:<>|!=|~|\\*|\\b(?:LIKE|REGEXP|RLIKE|TO)\\b) ?\\(*'(?:[^']|'')*'"
                    + "|\\bNOT IN ?\\([^)]*\\)|<> ALL ?\\(\\(?ARRAY\\[[^\\]]*\\]",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.'])-?\\d+(?:\\.\\d+)?(?![\\w.'])");
    private static final int MISSING = 97;
    private static final int MOST_MISSING = 1000;

    List<SampleRow> ordinary(int count) {
        List<SampleRow> rows = new ArrayList<>();
        int first = first();
        for (int number = first; number < first + count; number++) {
            rows.add(new SampleRow(this.sampled.name(), number, values(number), Set.of()));
        }
        return rows;
    }

    /** Returns the number after those of the existing rows. */
    private int first() {
        return this.existing.getOrDefault(this.sampled.name(), List.of()).stream()
                        .mapToInt(SampleRow::number)
                        .max()
                        .orElse(0)
                + 1;
    }

    /**
     * Returns the other rows.
     *
     * @param ordinary the ordinary rows that the table has
     */
    List<SampleRow> unusual(List<SampleRow> ordinary) {
        List<SampleRow> rows = new ArrayList<>();
        int number = ordinary.stream().mapToInt(SampleRow::number).max().orElse(first()) + 1;
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
        List<SampleRow> combined = combined(number);
        rows.addAll(combined);
        number += combined.size();
        for (ForeignKey key : this.sampled.newForeignKeys()) {
            Optional<Map<String, String>> orphan = orphan(key, rows);
            if (orphan.isPresent()) {
                rows.add(row(number++, orphan.get()));
            }
        }
        return rows;
    }

    /**
     * Returns values of a foreign key that no row has that it could reference; empty if there are no other values.
     *
     * @param own rows that the table gets
     */
    private Optional<Map<String, String>> orphan(ForeignKey key, List<SampleRow> own) {
        Set<List<Optional<String>>> present = Stream.of(
                        this.parents.getOrDefault(key.target(), List.of()),
                        this.existing.getOrDefault(key.target(), List.of()),
                        key.target().equals(this.sampled.name()) ? own : List.<SampleRow>of())
                .flatMap(List::stream)
                .map((row) -> key.targetColumns().stream()
                        .map((column) -> Optional.ofNullable(row.values().get(column)))
                        .toList())
                .collect(Collectors.toSet());
        for (int number = MISSING; number < MISSING + MOST_MISSING; number++) {
            Map<String, String> values = new LinkedHashMap<>();
            for (String column : key.columns()) {
                OrdinaryValues types = this.sampled.columns().get(column);
                if (types != null) {
                    values.put(column, types.get(number));
                }
            }
            List<Optional<String>> target = key.columns().stream()
                    .map((column) -> Optional.ofNullable(values.get(column)))
                    .toList();
            if (!present.contains(target)) {
                return Optional.of(values);
            }
        }
        return Optional.empty();
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
        if (types != null && !this.sampled.numbered().contains(column.name())) {
            literals.addAll(new UnusualValues(types.type(), types.other()).get());
            literals.addAll(literalsIn(this.sampled.checksOf(column.name()), types.type()));
        }
        if (column.nullable()) {
            literals.add("NULL");
        }
        return List.copyOf(literals);
    }

    private SampleRow row(int number, Map<String, String> unusual) {
        Map<String, String> values = values(number);
        values.putAll(unusual);
        return new SampleRow(this.sampled.name(), number, values, unusual.keySet());
    }

    private Map<String, String> values(int number) {
        Map<String, String> values = new LinkedHashMap<>();
        this.sampled.keys().forEach((key) -> values.putAll(reference(key, number, values)));
        this.sampled.columns().forEach((column, types) -> {
            if (!values.containsKey(column)) {
                String checks = NO_VALUE.matcher(this.sampled.checksOf(column)).replaceAll("");
                List<String> allowed = literalsIn(checks, types.type());
                boolean isFree = allowed.isEmpty() || this.sampled.isUnique(Set.of(column));
                values.put(column, isFree ? types.get(number) : allowed.get(number % allowed.size()));
            }
        });
        return values;
    }

    /**
     * Returns the values of a foreign key, which agree with those that another key has set. Those of ordinary rows are
     * preferred: an ordinary row with an unusual one would not be ordinary.
     */
    private Map<String, String> reference(ForeignKey key, int number, Map<String, String> set) {
        List<SampleRow> targets = this.parents.getOrDefault(key.target(), List.of());
        List<SampleRow> ordinary =
                targets.stream().filter(SampleRow::isOrdinary).toList();
        List<Map<String, String>> choices = (ordinary.isEmpty() ? targets : ordinary)
                .stream()
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
    private static List<String> literalsIn(String checks, ColumnType type) {
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
