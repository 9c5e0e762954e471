package dev.migrate.rows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows before a section, and those of them that are left after it. A group of one row shows what became of each value. In
 * a larger one nothing shows which row became which, so that the values of each column are compared as multisets: a value
 * has changed if it is there after the section and no value before it explains it.
 *
 * @param before the rows before the section
 * @param after the rows after it
 * @param columns the names of the columns before and after the section
 */
record RowGroup(List<Map<String, Value>> before, List<Map<String, Value>> after, Map<String, String> columns) {

    private static final int NONE = -1;

    RowGroup {
        before = List.copyOf(before);
        after = List.copyOf(after);
        columns = Map.copyOf(columns);
    }

    /** A value before a section, and what it is after it. */
    record Pair(Value before, Value after) {

        boolean isChanged() {
            return !this.before.isSameAs(this.after);
        }
    }

    /** Returns the number of rows that are left. */
    int remaining() {
        return Math.min(this.before.size(), this.after.size());
    }

    /**
     * Returns groups of the rows that agree in the columns that the section does not convert. A column whose values it
     * changes nevertheless does not count.
     *
     * @param kept the columns that the section does not convert
     */
    List<RowGroup> by(Set<String> kept) {
        List<String> agreeing = kept.stream()
                .filter((column) -> pairs(column).stream().noneMatch(Pair::isChanged))
                .toList();
        Map<List<Set<String>>, List<Map<String, Value>>> first = grouped(this.before, agreeing, (column) -> column);
        Map<List<Set<String>>, List<Map<String, Value>>> last =
                grouped(this.after, agreeing, (column) -> Objects.requireNonNull(this.columns.get(column)));
        List<RowGroup> groups = new ArrayList<>();
        List<Map<String, Value>> rest = new ArrayList<>();
        last.forEach((values, rows) -> {
            List<Map<String, Value>> same = first.getOrDefault(values, List.of());
            if (rows.size() <= same.size()) {
                groups.add(new RowGroup(same, rows, this.columns));
                first.remove(values);
            } else {
                rest.addAll(rows);
            }
        });
        groups.add(new RowGroup(first.values().stream().flatMap(List::stream).toList(), rest, this.columns));
        return groups;
    }

    private static Map<List<Set<String>>, List<Map<String, Value>>> grouped(
            List<Map<String, Value>> rows, List<String> columns, Function<String, String> name) {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        (row) -> columns.stream()
                                .map((column) -> value(row, name.apply(column)).readings())
                                .toList(),
                        LinkedHashMap::new,
                        Collectors.toList()));
    }

    /** Returns each value of a column that is left, with the value that it was before, by its name before the section. */
    List<Pair> pairs(String column) {
        int[] matches = matches(column);
        List<Integer> free = IntStream.range(0, this.before.size())
                .filter((at) -> Arrays.stream(matches).noneMatch((match) -> match == at))
                .boxed()
                .collect(Collectors.toCollection(ArrayList::new));
        List<Pair> pairs = new ArrayList<>();
        for (int at = 0; at < matches.length; at++) {
            int match = matches[at] == NONE ? mostAgreeing(free, this.after.get(at)) : matches[at];
            if (match != NONE) {
                free.remove(Integer.valueOf(match));
                pairs.add(new Pair(first(match, column), last(at, column)));
            }
        }
        return pairs;
    }

    /** Matches as many values as possible with the same ones; returns the position before for each row after. */
    private int[] matches(String column) {
        int[] matches = new int[this.after.size()];
        Arrays.fill(matches, NONE);
        for (int at = 0; at < matches.length; at++) {
            match(at, column, matches, new boolean[this.before.size()]);
        }
        return matches;
    }

    private boolean match(int at, String column, int[] matches, boolean[] tried) {
        for (int candidate = 0; candidate < tried.length; candidate++) {
            if (!tried[candidate] && first(candidate, column).isSameAs(last(at, column))) {
                tried[candidate] = true;
                int other = holder(candidate, matches);
                if (other == NONE || match(other, column, matches, tried)) {
                    matches[at] = candidate;
                    return true;
                }
            }
        }
        return false;
    }

    private static int holder(int candidate, int[] matches) {
        return IntStream.range(0, matches.length)
                .filter((at) -> matches[at] == candidate)
                .findFirst()
                .orElse(NONE);
    }

    /** Returns the row before the section that agrees with a row after it in the most columns. */
    private int mostAgreeing(List<Integer> candidates, Map<String, Value> row) {
        int best = NONE;
        long most = NONE;
        for (int candidate : candidates) {
            Map<String, Value> other = this.before.get(candidate);
            long agreeing = this.columns.entrySet().stream()
                    .filter((column) -> value(other, column.getKey()).isSameAs(value(row, column.getValue())))
                    .count();
            if (agreeing > most) {
                most = agreeing;
                best = candidate;
            }
        }
        return best;
    }

    private Value first(int at, String column) {
        return value(this.before.get(at), column);
    }

    private Value last(int at, String column) {
        return value(this.after.get(at), Objects.requireNonNull(this.columns.get(column)));
    }

    private static Value value(Map<String, Value> row, String column) {
        return Objects.requireNonNull(row.get(column));
    }
}
