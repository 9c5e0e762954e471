package dev.migrate.rows;

import dev.migrate.rows.ColumnType.Family;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Literals at the limits of a column's type, and on both sides of the limits of the type that it changes to. A database
 * that refuses one of them does not have such a value.
 *
 * @param type the type in which the values are inserted
 * @param other the type on the other side of the change; the same one if it does not change
 */
record UnusualValues(ColumnType type, ColumnType other) {

    private static final int LONGEST = 1000;
    private static final int UNLIMITED = 300;

    private static final List<String> DATES =
            List.of("1970-01-01", "2000-02-29", "1582-10-10", "0001-01-01", "9999-12-31", "0000-00-00", "infinity");
    private static final List<String> TIMES =
            List.of("00:00:00", "23:59:59.999999", "24:00:00", "-01:00:00", "838:59:59");

    /** Among them are a time that does not exist, and one that exists twice, in Europe. */
    private static final List<String> MOMENTS = List.of(
            "2021-07-01 12:34:56.789012",
            "1970-01-01 00:00:01",
            "2000-02-29 23:59:59.999999",
            "2021-03-28 02:30:00",
            "2021-10-31 02:30:00",
            "2038-01-20 00:00:00",
            "0001-01-01 00:00:00",
            "9999-12-31 23:59:59.999999",
            "0000-00-00 00:00:00",
            "infinity",
            "-infinity");

    private static final List<String> NOT_CONVERTIBLE =
            List.of("n/a", "1.5", "007", "1.50", "1.239", "99999999999999999999", "2021-02-30");
    private static final List<String> LONGER_TIMES = List.of("2021-07-01 12:34:56.789012", "2021-07-01 12:34:56");

    /** Returns the literals; those that the other type might not hold come first. */
    List<String> get() {
        if (this.type.isArray()) {
            ColumnType element = this.type.element();
            String one = new OrdinaryValues(element, element).get(1);
            return Stream.of(List.<String>of(), List.of(one), List.of(one, "NULL"))
                    .map(this.type::array)
                    .toList();
        }
        return switch (this.type.family()) {
            case BOOLEAN -> List.of("TRUE", "FALSE");
            case BYTE, SHORT, MEDIUM, INTEGER, LONG, DECIMAL -> numbers();
            case FLOAT, DOUBLE -> List.of("1.25", "0.1", "-2.5", "16777216", "1e30", "-1e-30", "'NaN'", "'Infinity'");
            case FIXED_TEXT, TEXT -> texts();
            case BYTES -> byteStrings();
            case BITS -> bits();
            case DATE -> quoted(DATES);
            case TIME -> quoted(TIMES);
            case TIMESTAMP -> quoted(MOMENTS);
            case INSTANT ->
                quoted(MOMENTS.stream()
                        .map((moment) -> moment.contains("infinity") ? moment : moment + "+05:30")
                        .toList());
            case INTERVAL -> quoted(List.of("1 year 2 mons 3 days 04:05:06", "1 02:03:04", "-1", "0"));
            case UUID ->
                quoted(List.of("00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff"));
            case JSON ->
                quoted(List.of("null", "[]", "1", "{\"a\": [1, null, \"ä\"]}", "{\"b\": 1, \"a\": 2, \"a\": 3}"));
            case LABEL, LABELS -> labels();
            case OTHER -> List.of();
        };
    }

    private static List<String> quoted(List<String> plain) {
        return plain.stream().map(OrdinaryValues::quoted).toList();
    }

    private List<String> texts() {
        Set<String> texts = new LinkedHashSet<>();
        int length = Math.min(this.type.length().orElse(UNLIMITED), LONGEST);
        if (this.other.family().isText() && !this.other.equals(this.type)) {
            this.other.length().ifPresent((most) -> {
                if (most < LONGEST) {
                    texts.add("x".repeat(most + 1));
                    texts.add("x".repeat(most));
                }
            });
        } else if (!this.other.family().isText()) {
            texts.addAll(NOT_CONVERTIBLE);
            if (this.other.family().isTemporal() || this.other.family() == Family.TIME) {
                texts.addAll(LONGER_TIMES);
            }
        }
        texts.addAll(List.of(
                "x".repeat(length), "é".repeat(Math.min(length, UNLIMITED)), "", " ", "x ", "ä€", "😀", "O'Hara"));
        return quoted(texts.stream()
                .filter((text) -> text.codePointCount(0, text.length()) <= length)
                .toList());
    }

    private List<String> numbers() {
        Set<BigDecimal> numbers = new LinkedHashSet<>();
        if (!this.other.equals(this.type) && this.other.family().isNumber()) {
            BigDecimal most = largest(this.other);
            BigDecimal step = BigDecimal.ONE.movePointLeft(this.other.decimals());
            numbers.add(most.add(step));
            numbers.add(most.add(step).negate());
            numbers.add(most);
            if (this.type.decimals() > this.other.decimals()) {
                numbers.add(
                        BigDecimal.ONE.movePointLeft(this.other.decimals() + 1).multiply(BigDecimal.valueOf(6)));
            }
        }
        BigDecimal most = largest(this.type);
        numbers.addAll(List.of(most, most.negate()));
        if (this.type.family().isWhole()) {
            numbers.add(most.negate().subtract(BigDecimal.ONE));
        }
        numbers.add(BigDecimal.ZERO);
        numbers.add(BigDecimal.ONE.negate());
        numbers.add(BigDecimal.ONE.movePointLeft(this.type.decimals()));
        return numbers.stream().map(BigDecimal::toPlainString).distinct().toList();
    }

    private static BigDecimal largest(ColumnType type) {
        return switch (type.family()) {
            case BYTE -> whole(type, 8);
            case SHORT -> whole(type, 16);
            case MEDIUM -> whole(type, 24);
            case INTEGER -> whole(type, 32);
            case LONG -> whole(type, 64);
            default ->
                BigDecimal.TEN
                        .pow(Math.max(0, type.integerDigits()))
                        .subtract(BigDecimal.ONE.movePointLeft(type.decimals()));
        };
    }

    private static BigDecimal whole(ColumnType type, int bits) {
        return new BigDecimal(
                BigInteger.TWO.pow(type.unsigned() ? bits : bits - 1).subtract(BigInteger.ONE));
    }

    private List<String> byteStrings() {
        int length = Math.min(this.type.length().orElse(UNLIMITED), UNLIMITED);
        List<String> values = new ArrayList<>();
        OptionalInt most = this.other.family() == Family.BYTES ? this.other.length() : OptionalInt.empty();
        if (most.isPresent() && most.getAsInt() < length) {
            values.add("ab".repeat(most.getAsInt() + 1));
            values.add("ab".repeat(most.getAsInt()));
        }
        values.addAll(List.of("00ff80", "", "00", "ff".repeat(length)));
        return values.stream().map((value) -> bytes(this.type, value)).toList();
    }

    static String bytes(ColumnType type, String hexadecimal) {
        return type.escapedBytes() ? "'\\x" + hexadecimal + "'" : "X'" + hexadecimal + "'";
    }

    private List<String> bits() {
        int length = this.type.length().orElse(1);
        return List.of("B'" + "1".repeat(length) + "'", "B'" + "0".repeat(length) + "'");
    }

    private List<String> labels() {
        List<String> labels = new ArrayList<>(this.type.labels());
        labels.sort((one, other) -> Boolean.compare(
                this.other.labels().contains(one), this.other.labels().contains(other)));
        if (this.type.family() == Family.LABELS) {
            labels.add(String.join(",", this.type.labels()));
            labels.add("");
        }
        return quoted(labels);
    }
}
