package dev.migrate.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RowGroupTests {

    @Test
    void explainsAsManyValuesAsPossible() {
        RowGroup group = group("a", List.of(row("1"), row("1.0"), row("2")), List.of(row("1"), row("2"), row("1")));

        assertThat(changes(group, "a")).isEmpty();
    }

    @Test
    void findsAValueThatNoOtherExplains() {
        RowGroup group = group("a", List.of(row("1.5"), row("2"), row("3")), List.of(row("2"), row("2"), row("3")));

        assertThat(changes(group, "a")).containsExactly("'1.5' becomes '2'");
    }

    @Test
    void findsValuesThatAreExchangedBetweenDifferentRows() {
        List<Map<String, Value>> before = List.of(row("true", "x"), row("false", "y"));
        List<Map<String, Value>> after = List.of(row("false", "x"), row("true", "y"));

        assertThat(group("ab", before, after).by(Set.of("b")).stream().flatMap((group) -> changes(group, "a").stream()))
                .containsExactly("'true' becomes 'false'", "'false' becomes 'true'");
    }

    @Test
    void comparesRowsThatAgreeInAllOtherColumnsWithEachOther() {
        List<Map<String, Value>> before = List.of(row("1.5", "x"), row("7", "x"), row("9.5", "y"));
        List<Map<String, Value>> after = List.of(row("7", "x"), row("2", "x"), row("10", "y"));

        assertThat(group("ab", before, after).by(Set.of("b")).stream().flatMap((group) -> changes(group, "a").stream()))
                .containsExactlyInAnyOrder("'1.5' becomes '2'", "'9.5' becomes '10'");
    }

    @Test
    void doesNotGroupByAColumnWhoseValuesChangeNevertheless() {
        List<Map<String, Value>> before = List.of(row("1", "x"), row("2", "y"));
        List<Map<String, Value>> after = List.of(row("1", "X"), row("2", "y"));

        List<RowGroup> groups = group("ab", before, after).by(Set.of("a", "b"));

        assertThat(groups.stream().flatMap((group) -> changes(group, "a").stream()))
                .isEmpty();
        assertThat(groups.stream().flatMap((group) -> changes(group, "b").stream()))
                .containsExactly("'x' becomes 'X'");
    }

    @Test
    void countsTheRowsThatAreLeft() {
        List<RowGroup> groups = group("ab", List.of(row("1", "x"), row("2", "y")), List.of(row("2", "y")))
                .by(Set.of("b"));

        assertThat(groups.stream().mapToInt(RowGroup::remaining).sum()).isOne();
        assertThat(groups.stream().flatMap((group) -> changes(group, "a").stream()))
                .isEmpty();
    }

    private static RowGroup group(String columns, List<Map<String, Value>> before, List<Map<String, Value>> after) {
        Map<String, String> same = new HashMap<>();
        columns.chars().mapToObj(Character::toString).forEach((column) -> same.put(column, column));
        return new RowGroup(before, after, same);
    }

    /** Returns a row with the columns a, b, and so on. */
    private static Map<String, Value> row(String... values) {
        Map<String, Value> row = new HashMap<>();
        IntStream.range(0, values.length)
                .forEach((at) -> row.put(Character.toString('a' + at), Value.ofText(values[at])));
        return row;
    }

    private static List<String> changes(RowGroup group, String column) {
        Stream<RowGroup.Pair> pairs = group.pairs(column).stream();
        return pairs.filter(RowGroup.Pair::isChanged)
                .map((pair) -> pair.before().text() + " becomes " + pair.after().text())
                .toList();
    }
}
