package dev.migrate.revision;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Parses timestamps quickly. In a cold JVM, {@code java.time} formatters take as long for a few hundred revisions as
 * parsing the rest of their headers, so the format that Migrate writes is parsed by position.
 */
public final class Timestamps {

    private static final String PLACES = "dddd-dd-ddTdd:dd:dd";
    private static final int NANO_DIGITS = 9;

    private Timestamps() {}

    /**
     * Parses an ISO 8601 timestamp with an offset.
     *
     * @throws DateTimeException if the text is not such a timestamp
     */
    public static Instant parse(String text) {
        return isPlain(text) ? plain(text) : OffsetDateTime.parse(text).toInstant();
    }

    /** Returns whether the text looks like {@code 2026-11-24T09:00:00Z}, with or without a fraction of a second. */
    private static boolean isPlain(String text) {
        int end = text.length() - 1;
        int fraction = end - PLACES.length() - 1;
        if (end < PLACES.length() || text.charAt(end) != 'Z' || fraction == 0 || fraction > NANO_DIGITS) {
            return false;
        }
        for (int i = 0; i < end; i++) {
            char place = i < PLACES.length() ? PLACES.charAt(i) : i == PLACES.length() ? '.' : 'd';
            char character = text.charAt(i);
            if (place == 'd' ? character < '0' || character > '9' : character != place) {
                return false;
            }
        }
        return true;
    }

    private static Instant plain(String text) {
        int nanos = 0;
        for (int i = 0; i < NANO_DIGITS; i++) {
            int at = PLACES.length() + 1 + i;
            nanos = nanos * 10 + (at < text.length() - 1 ? text.charAt(at) - '0' : 0);
        }
        return LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 5, 7),
                        number(text, 8, 10),
                        number(text, 11, 13),
                        number(text, 14, 16),
                        number(text, 17, 19),
                        nanos)
                .toInstant(ZoneOffset.UTC);
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
