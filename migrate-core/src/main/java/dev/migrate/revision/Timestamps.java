package dev.migrate.revision;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Reads points in time. In a cold JVM the formatters of {@code java.time} take as long for the dates of some hundred
 * revisions as all the rest of their headers does, so what is written as we write it ourselves is read by its places.
 */
public final class Timestamps {

    private static final String PLACES = "dddd-dd-ddTdd:dd:dd";
    private static final int NANO_DIGITS = 9;

    private Timestamps() {}

    /**
     * A point in time as ISO 8601 has it, with an offset.
     *
     * @throws DateTimeException if it is none
     */
    public static Instant parse(String text) {
        return isPlain(text) ? plain(text) : OffsetDateTime.parse(text).toInstant();
    }

    /** Whether it is {@code 2026-11-24T09:00:00Z}, or that with a fraction of the second. */
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
