package dev.migrate.rows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value of a column, comparable with one of another type: as a number, a text, a moment, and so on. Two values are the
 * same if they agree in one of these readings.
 *
 * @param text the value as the driver prints it, shortened, for messages
 * @param readings the readings, each with its kind; empty for null
 */
record Value(String text, Set<String> readings) {

    private static final Value NULL = new Value("NULL", Set.of());

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?");
    private static final Pattern MOMENT = Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\d)(?:[ T](\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d+)?)?) ?([+-]\\d\\d(?::?\\d\\d)?|Z)?)?");
    private static final Pattern ZERO = Pattern.compile("0000-00-00(?: 00:00:00(?:\\.0+)?)?");
    private static final Pattern INTERVAL =
            Pattern.compile("INTERVAL '(-?\\d+ \\d\\d:\\d\\d)(:\\d\\d(?:\\.\\d+)?)?' DAY TO (?:MINUTE|SECOND)");

    /** A time of day or, on MariaDB and MySQL, a duration. */
    private static final Pattern TIME = Pattern.compile("(-?\\d{2,3}:\\d\\d)(:\\d\\d(?:\\.\\d+)?)?");

    private static final Pattern BITS = Pattern.compile("b'([01]+)'");
    private static final Pattern NO_FRACTION = Pattern.compile("\\.0*$|(?<=\\.\\d{1,9})0+$");
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int UUID_DIGITS = 32;
    private static final int SHOWN = 40;
    private static final int SINGLE_DIGITS = 6;

    Value {
        readings = Collections.unmodifiableSet(new LinkedHashSet<>(readings));
    }

    /** Reads a value from the current row of a result. */
    static Value of(ResultSet row, int column) throws SQLException {
        ResultSetMetaData types = row.getMetaData();
        int type = types.getColumnType(column);
        boolean isBytes =
                type == Types.BINARY || type == Types.VARBINARY || type == Types.LONGVARBINARY || type == Types.BLOB;
        if (isBytes) {
            byte[] bytes = row.getBytes(column);
            return bytes == null ? NULL : ofBytes(HexFormat.of().formatHex(bytes));
        }
        String text = row.getString(column);
        if (text == null) {
            return NULL;
        }
        if (types.getColumnTypeName(column).equalsIgnoreCase("YEAR")) {
            return ofYear(text);
        }
        return switch (type) {
            case Types.CHAR, Types.NCHAR -> ofText(text.stripTrailing());
            case Types.REAL -> ofReal(text);
            case Types.DOUBLE -> ofDouble(text);
            case Types.BIT, Types.BOOLEAN -> ofBoolean(text);
            default -> ofText(text);
        };
    }

    boolean isNull() {
        return this.readings.isEmpty();
    }

    /** Whether another value says the same. */
    boolean isSameAs(Value other) {
        return isNull() ? other.isNull() : !Collections.disjoint(this.readings, other.readings);
    }

    /** Returns the reading by which rows are matched. */
    String key() {
        return this.readings.stream()
                .filter((reading) -> reading.startsWith("number ") || reading.startsWith("moment "))
                .findFirst()
                .orElse(this.readings.stream().findFirst().orElse(""));
    }

    static Value ofText(String text) {
        Set<String> readings = new LinkedHashSet<>();
        readings.add("text " + text);
        if (NUMBER.matcher(text).matches()) {
            readings.add(number(text));
        } else if (text.matches("-?\\d+(\\.\\d+)?[eE][+-]?\\d+")) {
            readings.add(number(text));
        }
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            readings.add("boolean " + text.toLowerCase(Locale.ROOT));
        }
        moment(text).ifPresent(readings::add);
        Matcher interval = INTERVAL.matcher(text);
        if (interval.matches()) {
            readings.add("interval " + clock(interval));
        }
        Matcher time = TIME.matcher(text);
        if (time.matches()) {
            readings.add("time " + clock(time));
        }
        Matcher bits = BITS.matcher(text);
        if (bits.matches()) {
            readings.add(number(new BigInteger(bits.group(1), 2).toString()));
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (UUID.matcher(lower).matches()) {
            readings.add("uuid " + lower.replace("-", ""));
        }
        if (text.startsWith("{") || text.startsWith("[")) {
            readings.add("json " + text.replaceAll("\\s", ""));
        }
        readings.add("bytes " + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)));
        return new Value(shown("'" + text + "'"), readings);
    }

    /** Reads a year, which a driver might print as its first day. */
    private static Value ofYear(String text) {
        Value year = ofText(text.split("-", 2)[0]);
        Set<String> readings = new LinkedHashSet<>(year.readings);
        readings.add(number(text.split("-", 2)[0]));
        return new Value(year.text, readings);
    }

    private static Value ofReal(String text) {
        Value plain = ofText(text);
        Set<String> readings = new LinkedHashSet<>(plain.readings);
        try {
            double exact = Float.parseFloat(text);
            if (Double.isFinite(exact)) {
                readings.add(number(Double.toString(exact)));
                readings.add(single(exact));
            }
        } catch (NumberFormatException word) {
            return plain;
        }
        return new Value(plain.text, readings);
    }

    /** MariaDB and MySQL print only the first digits of a number of single precision. */
    private static Value ofDouble(String text) {
        Value plain = ofText(text);
        try {
            double exact = Double.parseDouble(text);
            if (!Double.isFinite(exact) || exact != (float) exact) {
                return plain;
            }
            Set<String> readings = new LinkedHashSet<>(plain.readings);
            readings.add(single(exact));
            return new Value(plain.text, readings);
        } catch (NumberFormatException word) {
            return plain;
        }
    }

    private static String single(double exact) {
        return "single "
                + number(new BigDecimal(exact)
                        .round(new MathContext(SINGLE_DIGITS))
                        .toString());
    }

    private static Value ofBoolean(String text) {
        if (!text.matches("(?i)t|f|true|false|0|1")) {
            return ofText(text);
        }
        boolean isTrue = text.matches("(?i)t|true|1");
        return new Value("'" + isTrue + "'", Set.of("boolean " + isTrue, "number " + (isTrue ? 1 : 0)));
    }

    private static Value ofBytes(String hexadecimal) {
        Set<String> readings = new LinkedHashSet<>();
        readings.add("bytes " + hexadecimal);
        if (hexadecimal.length() == UUID_DIGITS) {
            readings.add("uuid " + hexadecimal);
        }
        return new Value(shown("X'" + hexadecimal + "'"), readings);
    }

    private static String number(String text) {
        BigDecimal number = new BigDecimal(text);
        return "number " + (number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros()).toPlainString();
    }

    /** Returns hours and minutes, and the seconds without zeros at the end of their fraction. */
    private static String clock(Matcher parts) {
        String seconds = Objects.requireNonNullElse(parts.group(2), ":00");
        return parts.group(1) + NO_FRACTION.matcher(seconds).replaceFirst("");
    }

    private static Optional<String> moment(String text) {
        if (ZERO.matcher(text).matches()) {
            return Optional.of("moment zero");
        }
        Matcher moment = MOMENT.matcher(text);
        try {
            if (!moment.matches()) {
                return Optional.empty();
            }
            LocalDate date = LocalDate.parse(moment.group(1));
            LocalDateTime local =
                    moment.group(2) == null ? date.atStartOfDay() : date.atTime(LocalTime.parse(moment.group(2)));
            return Optional.of("moment "
                    + (moment.group(3) == null
                            ? local
                            : OffsetDateTime.of(local, ZoneOffset.of(moment.group(3)))
                                    .withOffsetSameInstant(ZoneOffset.UTC)
                                    .toLocalDateTime()));
        } catch (DateTimeException notInTheCalendar) {
            return Optional.empty();
        }
    }

    static String shown(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= SHOWN
                ? line
                : line.substring(0, line.offsetByCodePoints(0, SHOWN / 2))
                        + "…' (%d characters)".formatted(line.length() - 2);
    }
}
