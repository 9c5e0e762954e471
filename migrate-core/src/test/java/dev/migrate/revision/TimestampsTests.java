package dev.migrate.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTests {

    @Test
    void parsesEveryFormatOfInstantToString() {
        Random random = new Random(20261124);
        for (int round = 0; round < 10_000; round++) {
            long second = random.nextLong(-62_167_219_200L, 253_402_300_800L);
            long precision = (long) Math.pow(10, random.nextInt(10));
            Instant instant = Instant.ofEpochSecond(second, random.nextLong(1_000_000_000L) / precision * precision);
            assertThat(Timestamps.parse(instant.toString())).isEqualTo(instant);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-24T09:00:00Z",
                "2026-11-24T09:00:00.1Z",
                "2026-11-24T09:00:00.123456789Z",
                "2026-11-24T09:00Z",
                "2026-11-24T09:00:00+01:00",
                "2026-11-24T09:00:00.5-09:30",
                "2024-02-29T23:59:59Z",
                "+12026-11-24T09:00:00Z",
                "2026-11-24t09:00:00z"
            })
    void parsesWhatTheJdkParses(String text) {
        assertThat(Timestamps.parse(text)).isEqualTo(OffsetDateTime.parse(text).toInstant());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "yesterday",
                "2026-11-24",
                "2026-11-24T09:00:00",
                "2026-11-24 09:00:00Z",
                "2026-02-30T09:00:00Z",
                "2026-11-24T25:00:00Z",
                "2026-11-24T09:00:60Z",
                "2026-11-24T09:00:00.1234567890Z",
                "2026-11-24T09:00:0\u0660Z"
            })
    void rejectsInvalidTimestamps(String text) {
        assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> Timestamps.parse(text));
        assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> OffsetDateTime.parse(text));
    }

    @Test
    void countsFromTheOffset() {
        assertThat(Timestamps.parse("2026-11-24T09:00:00+01:00"))
                .isEqualTo(OffsetDateTime.of(2026, 11, 24, 8, 0, 0, 0, ZoneOffset.UTC)
                        .toInstant());
    }
}
