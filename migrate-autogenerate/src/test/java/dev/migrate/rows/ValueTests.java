package dev.migrate.rows;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTests {

    @ParameterizedTest
    @CsvSource({
        "1.50, 1.5",
        "1e20, 100000000000000000000",
        "TRUE, true",
        "2021-03-04, 2021-03-04 00:00:00",
        "2021-03-04 05:06:07+02, 2021-03-04 03:06:07",
        "2021-03-04 05:06:07.500, 2021-03-04T05:06:07.5",
        "05:06, 05:06:00",
        "05:06:07.050, 05:06:07.05",
        "24:00:00, 24:00:00.000000",
        "-01:00:00, -01:00:00.000",
        "838:59:59, 838:59:59.000000",
        "b'101', 5",
        "INTERVAL '1 02:03:00' DAY TO SECOND, INTERVAL '1 02:03' DAY TO MINUTE",
        "0000-00-00 00:00:00, 0000-00-00 00:00:00.000",
        "'{\"a\": 1}', '{\"a\":1}'",
        "00000000-0000-4000-8000-00000000000A, 00000000-0000-4000-8000-00000000000a"
    })
    void isTheSameInAnotherSpelling(String one, String other) {
        assertThat(Value.ofText(one).isSameAs(Value.ofText(other))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "007, 7",
        "'x ', 'x'",
        "1.25, 1.2",
        "05:06:07.5, 05:06:07.05",
        "01:00:00, -01:00:00",
        "b'101', 101",
        "A, a",
        "2021-03-04 05:06:07+02, 2021-03-04 05:06:07",
        "true, t",
        "'', ' '"
    })
    void isAnotherValue(String one, String other) {
        assertThat(Value.ofText(one).isSameAs(Value.ofText(other))).isFalse();
    }
}
