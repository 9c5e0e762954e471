package dev.migrate.rows;

import dev.migrate.rows.ColumnType.Family;
import java.math.BigDecimal;
import java.util.List;

/**
 * Literals that fit a column before and after a change of its type, if such values exist. Each index leads to another
 * value as far as the types allow.
 *
 * @param type the type in which the values are inserted
 * @param other the type on the other side of the change; the same one if it does not change
 */
record OrdinaryValues(ColumnType type, ColumnType other) {

    private static final int SHORT_TEXT = 8;

    String get(int index) {
        return this.type.isArray() ? this.type.array(List.of(element(index), element(index + 1))) : element(index);
    }

    private String element(int index) {
        Family family = this.type.family();
        Family target = this.other.family();
        if (family.isText()) {
            return target.isText() || target == Family.OTHER || target == Family.BYTES
                    ? quoted(text(index))
                    : quoted(plain(target, this.other, index));
        }
        if (target == Family.LABEL && family.isNumber() && this.other.hasNumericLabels()) {
            List<String> labels = this.other.labels();
            return labels.get(index % labels.size());
        }
        if (target == Family.BOOLEAN && (family.isNumber() || family == Family.BITS)) {
            return family == Family.BITS ? "B'%d'".formatted(index % 2) : String.valueOf(index % 2);
        }
        if (family == Family.LABEL || family == Family.LABELS) {
            List<String> common = this.type.labels().stream()
                    .filter((label) ->
                            this.other.labels().isEmpty() || this.other.labels().contains(label))
                    .toList();
            List<String> labels = common.isEmpty() ? this.type.labels() : common;
            return quoted(labels.isEmpty() ? "" : labels.get(index % labels.size()));
        }
        String plain = plain(family, this.type, index);
        return switch (family) {
            case BOOLEAN, BYTE, SHORT, MEDIUM, INTEGER, LONG, DECIMAL, FLOAT, DOUBLE -> plain;
            case BITS -> "B'" + plain + "'";
            case BYTES -> bytes(plain);
            default -> quoted(plain);
        };
    }

    /** Returns a value without quotes. */
    private String plain(Family family, ColumnType shape, int index) {
        return switch (family) {
            case BOOLEAN -> index % 2 == 0 ? "false" : "true";
            case BYTE, SHORT, MEDIUM, INTEGER, LONG, DECIMAL, FLOAT, DOUBLE -> number(shape, index);
            case BITS -> bits(shape.length().orElse(1), index);
            case BYTES -> hexadecimal(shape, index);
            case DATE -> "2021-03-%02d".formatted(1 + index % 27);
            case TIME -> "05:06:%02d".formatted(index % 60);
            case TIMESTAMP, INSTANT -> moment(index);
            case INTERVAL -> String.valueOf(1 + index);
            case UUID -> "00000000-0000-4000-8000-%012x".formatted(index);
            case JSON -> "{\"a\": %d}".formatted(index);
            case LABEL, LABELS ->
                shape.labels().isEmpty()
                        ? ""
                        : shape.labels().get(index % shape.labels().size());
            case FIXED_TEXT, TEXT, OTHER -> text(index);
        };
    }

    private String moment(int index) {
        String time = this.type.family() == Family.DATE || this.other.family() == Family.DATE
                ? "00:00:00"
                : "05:06:%02d".formatted(index % 60);
        return "2021-03-%02d %s%s".formatted(1 + index % 27, time, this.type.family() == Family.INSTANT ? "+00" : "");
    }

    private String number(ColumnType shape, int index) {
        boolean both = shape.family().isNumber() && this.other.family().isNumber();
        int digits = both ? Math.min(this.type.integerDigits(), this.other.integerDigits()) : shape.integerDigits();
        if (!this.type.equals(this.other) && (this.type.isBit() || this.other.isBit())) {
            return String.valueOf(index % 2);
        }
        int decimals = both ? Math.min(this.type.decimals(), this.other.decimals()) : shape.decimals();
        if (digits <= 0) {
            return new BigDecimal(index).movePointLeft(shape.decimals()).toPlainString();
        }
        return decimals == 0 ? String.valueOf(index) : index + ".5";
    }

    private static String bits(int length, int index) {
        String binary = Integer.toBinaryString(index);
        return binary.length() >= length
                ? binary.substring(binary.length() - length)
                : "0".repeat(length - binary.length()) + binary;
    }

    private String hexadecimal(ColumnType shape, int index) {
        if (this.other.family().isText()) {
            return "76%02x".formatted('0' + index % 10);
        }
        int length = Math.min(shape.length().orElse(2), this.other.family() == Family.UUID ? 16 : 255);
        return "%s%02x".formatted("00".repeat(Math.max(0, length - 1)), index);
    }

    private String bytes(String hexadecimal) {
        return UnusualValues.bytes(this.type, hexadecimal);
    }

    /** Returns a text that fits both lengths: a letter and a number, or only the number if it must be short. */
    private String text(int index) {
        int length = Math.min(length(this.type), length(this.other));
        String full = "v" + index;
        return full.length() <= length ? full : Integer.toString(index % 36, 36);
    }

    private static int length(ColumnType type) {
        return type.family().isText() ? type.length().orElse(SHORT_TEXT) : SHORT_TEXT;
    }

    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
