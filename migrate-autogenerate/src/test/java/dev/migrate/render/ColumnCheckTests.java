package dev.migrate.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnCheckTests {

    @Test
    void readsAList() {
        assertThat(ColumnCheck.of("CHECK (state IN ('NEW', 'DONE'))"))
                .contains(new ColumnCheck("state", Set.of("'NEW'", "'DONE'"), null, null));
    }

    @Test
    void readsASingleValue() {
        assertThat(ColumnCheck.of("CHECK (level = 3)")).contains(new ColumnCheck("level", Set.of("3"), null, null));
    }

    @Test
    void readsARange() {
        assertThat(ColumnCheck.of("CHECK ((level BETWEEN 0 AND 2.5))"))
                .contains(new ColumnCheck("level", Set.of(), BigDecimal.ZERO, new BigDecimal("2.5")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "level >= 0 AND level <= 2",
                "(level >= 0 AND level <= 2)",
                "(level >= 0) AND (level <= 2)",
                "((level >= 0) AND (level <= 2))"
            })
    void readsARangeOfTwoBounds(String condition) {
        assertThat(read(condition))
                .isEqualTo(new ColumnCheck("level", Set.of(), BigDecimal.ZERO, BigDecimal.valueOf(2)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "level BETWEEN 0 AND 2; 3",
                "level >= 0 AND level <= 2; 3",
                "level IN (0, 1, 2); 3",
                "level IN (2, 0, 1); 3",
                "level = 0; 1",
                "level BETWEEN 0 AND 0; 1",
                "level BETWEEN 0 AND 99999; -1",
                "level BETWEEN 1 AND 3; -1",
                "level BETWEEN 0 AND 2.5; -1",
                "level IN (1, 2); -1",
                "level IN (0, 2); -1",
                "state IN ('0', '1'); -1",
                "level >= 0; -1"
            })
    void countsThePositionsOfLabels(String check, int count) {
        assertThat(read(check).positions().orElse(-1)).isEqualTo(count);
    }

    @Test
    void readsABound() {
        assertThat(ColumnCheck.of("CHECK (\"level\" >= -1)"))
                .contains(new ColumnCheck("\"level\"", Set.of(), new BigDecimal("-1"), null));
        assertThat(ColumnCheck.of("CHECK (level <= 9)"))
                .contains(new ColumnCheck("level", Set.of(), null, new BigDecimal("9")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CHECK (a > b)",
                "CHECK (state IN ('NEW') OR level = 1)",
                "CHECK (lower(state) = 'new')",
                "UNIQUE (state)",
                "FOREIGN KEY (a) REFERENCES b (id)"
            })
    void readsNoOtherCondition(String definition) {
        assertThat(ColumnCheck.of(definition)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "state IN ('A', 'B'); state IN ('A'); true",
                "state IN ('A'); state IN ('A', 'B'); false",
                "state IN ('A'); other IN ('A'); false",
                "level BETWEEN 0 AND 3; level BETWEEN 0 AND 2; true",
                "level BETWEEN 1 AND 3; level BETWEEN 0 AND 2; false",
                "level >= 0; level BETWEEN 0 AND 2; true",
                "level >= 0; level <= 2; false",
                "level BETWEEN 0 AND 2; level >= 0; false",
                "level >= 0; level IN (1, 2); false"
            })
    void comparesWhatTwoChecksAllow(String check, String other, boolean allows) {
        assertThat(read(check).allows(read(other))).isEqualTo(allows);
    }

    private static ColumnCheck read(String condition) {
        return ColumnCheck.of("CHECK (%s)".formatted(condition)).orElseThrow();
    }
}
