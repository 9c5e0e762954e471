package dev.migrate.render;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A type of numbers.
 *
 * @param kind how the numbers are stored
 * @param least the smallest number; null if there is no limit
 * @param most the largest number; null if there is no limit
 * @param scale the digits after the decimal point
 * @param precision the significant digits that every number of the type keeps
 */
record NumberType(
        Kind kind, @Nullable BigDecimal least, @Nullable BigDecimal most, int scale, int precision) {

    private static final int UNLIMITED = Integer.MAX_VALUE;
    private static final int SINGLE = 6;
    private static final int DOUBLE = 15;
    private static final Map<String, Integer> BITS =
            Map.of("tinyint", 8, "smallint", 16, "mediumint", 24, "int", 32, "integer", 32, "bigint", 64);
    private static final Pattern INTEGER =
            Pattern.compile("(tinyint|smallint|mediumint|int|integer|bigint)(?:\\(\\d+\\))?( unsigned)?(?: zerofill)?");
    private static final Pattern DECIMAL =
            Pattern.compile("(?:numeric|decimal)(?:\\((\\d+)(?:, ?(-?\\d+))?\\))?( unsigned)?(?: zerofill)?");
    private static final Pattern APPROXIMATE = Pattern.compile(
            "(real|float|float4|double|double precision|float8|decfloat)(?:\\((\\d+)(?:, ?\\d+)?\\))?(?: unsigned)?");

    /** How numbers are stored. */
    enum Kind {
        INTEGER,
        DECIMAL,
        APPROXIMATE
    }

    /** Reads a type as the product prints it; empty if it is another type. */
    static Optional<NumberType> of(String type) {
        String printed = type.toLowerCase(Locale.ROOT);
        Matcher integer = INTEGER.matcher(printed);
        if (integer.matches()) {
            return Optional.of(integer(BITS.getOrDefault(integer.group(1), 64), integer.group(2) != null));
        }
        Matcher decimal = DECIMAL.matcher(printed);
        if (decimal.matches()) {
            return Optional.of(
                    decimal.group(1) == null
                            ? new NumberType(Kind.DECIMAL, null, null, UNLIMITED, UNLIMITED)
                            : decimal(
                                    Integer.parseInt(decimal.group(1)),
                                    decimal.group(2) == null ? 0 : Integer.parseInt(decimal.group(2)),
                                    decimal.group(3) != null));
        }
        Matcher approximate = APPROXIMATE.matcher(printed);
        return approximate.matches()
                ? Optional.of(new NumberType(Kind.APPROXIMATE, null, null, UNLIMITED, precision(approximate)))
                : Optional.empty();
    }

    private static NumberType integer(int bits, boolean unsigned) {
        BigDecimal end = new BigDecimal(BigInteger.ONE.shiftLeft(unsigned ? bits : bits - 1));
        BigDecimal most = end.subtract(BigDecimal.ONE);
        return new NumberType(Kind.INTEGER, unsigned ? BigDecimal.ZERO : end.negate(), most, 0, most.precision());
    }

    private static NumberType decimal(int precision, int scale, boolean unsigned) {
        BigDecimal most = BigDecimal.TEN.pow(precision).subtract(BigDecimal.ONE).movePointLeft(scale);
        return new NumberType(Kind.DECIMAL, unsigned ? BigDecimal.ZERO : most.negate(), most, scale, precision);
    }

    private static int precision(Matcher approximate) {
        return switch (approximate.group(1)) {
            case "real", "float4" -> SINGLE;
            case "float" ->
                approximate.group(2) == null || Integer.parseInt(approximate.group(2)) <= 24 ? SINGLE : DOUBLE;
            case "decfloat" -> approximate.group(2) == null ? UNLIMITED : Integer.parseInt(approximate.group(2));
            default -> DOUBLE;
        };
    }

    /** Whether every number of another type keeps its digits after the decimal point. */
    boolean keepsScaleOf(NumberType other) {
        return this.scale >= other.scale;
    }

    /** Whether every number of another type, rounded to this scale, is in the range of this type. */
    boolean includesRangeOf(NumberType other) {
        if (this.least == null || this.most == null) {
            return true;
        }
        return other.least != null
                && other.most != null
                && this.least.compareTo(other.least) <= 0
                && this.most.compareTo(other.most) >= 0
                && !(other.scale > this.scale
                        && other.most
                                        .setScale(this.scale, java.math.RoundingMode.HALF_UP)
                                        .compareTo(this.most)
                                > 0);
    }

    /** Returns the condition that an exact number is outside the range of this type. */
    String outside(String number) {
        if (this.kind == Kind.DECIMAL && this.least != null && this.least.signum() < 0) {
            return "abs(%s) >= 1e%d".formatted(number, this.precision - this.scale);
        }
        return "%s NOT BETWEEN %s AND %s".formatted(number, plain(this.least), plain(this.most));
    }

    /** Returns the length of the longest text of a number; the largest length if there is no limit. */
    long longestText() {
        if (this.kind == Kind.APPROXIMATE || this.most == null) {
            return Long.MAX_VALUE;
        }
        long sign = this.least != null && this.least.signum() < 0 ? 1 : 0;
        return sign + this.most.toPlainString().length();
    }

    private static String plain(@Nullable BigDecimal number) {
        return number == null ? "NULL" : number.toPlainString();
    }
}
