package dev.migrate.ddl;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A type of dates or times.
 *
 * @param fraction the digits of the fraction of a second
 */
public record TemporalType(Kind kind, int fraction) {

    private static final Pattern SPELLING =
            Pattern.compile("(date|time|datetime|timestamp)(?:\\((\\d)\\))?(?: (with|without) time zone)?");

    /** What the values of the type denote. */
    public enum Kind {
        DATE,
        TIME,
        TIMESTAMP,
        ZONED_TIME,
        INSTANT;

        /** Whether a value is a point in time, or a time of day relative to UTC. */
        boolean hasZone() {
            return this == ZONED_TIME || this == INSTANT;
        }

        /** Whether the text of a value depends on the time zone of the session. */
        public boolean dependsOnSession() {
            return this == INSTANT;
        }
    }

    /**
     * Reads a type as the product prints it.
     *
     * @param timestamp the meaning of {@code timestamp} without a mention of time zones
     * @param fraction the digits if the type states none
     */
    static Optional<TemporalType> of(String type, Kind timestamp, int fraction) {
        Matcher found = SPELLING.matcher(type.toLowerCase(Locale.ROOT));
        if (!found.matches()) {
            return Optional.empty();
        }
        boolean zoned = "with".equals(found.group(3));
        Kind kind = switch (found.group(1)) {
            case "date" -> Kind.DATE;
            case "time" -> zoned ? Kind.ZONED_TIME : Kind.TIME;
            case "timestamp" -> found.group(3) == null ? timestamp : zoned ? Kind.INSTANT : Kind.TIMESTAMP;
            default -> Kind.TIMESTAMP;
        };
        int digits = found.group(2) == null ? fraction : Integer.parseInt(found.group(2));
        return Optional.of(new TemporalType(kind, kind == Kind.DATE ? 0 : digits));
    }

    /** Whether a value includes a date. */
    public boolean hasDate() {
        return this.kind == Kind.DATE || this.kind == Kind.TIMESTAMP || this.kind == Kind.INSTANT;
    }

    /** Whether a value includes a time of day. */
    public boolean hasTime() {
        return this.kind != Kind.DATE;
    }

    /** Returns the type in standard SQL. */
    String sql() {
        return switch (this.kind) {
            case DATE -> "DATE";
            case TIME -> "TIME(%d)".formatted(this.fraction);
            case TIMESTAMP -> "TIMESTAMP(%d)".formatted(this.fraction);
            case ZONED_TIME -> "TIME(%d) WITH TIME ZONE".formatted(this.fraction);
            case INSTANT -> "TIMESTAMP(%d) WITH TIME ZONE".formatted(this.fraction);
        };
    }

    /** Whether a conversion to another type depends on a time zone. */
    public boolean needsZoneFor(TemporalType other) {
        return this.kind.hasZone() != other.kind.hasZone();
    }
}
