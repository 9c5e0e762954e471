package dev.migrate.operation;

import java.util.List;

/**
 * A column type that each product names differently.
 *
 * @param sizes the length, or the precision and scale
 * @param word the type in the SQL of the product, for {@link Kind#OWN}
 */
public record SqlType(Kind kind, List<Integer> sizes, String word) {

    public SqlType {
        sizes = List.copyOf(sizes);
    }

    /** The types that the products have in common. */
    public enum Kind {
        BOOLEAN,
        SMALLINT,
        INTEGER,
        BIGINT,
        DECIMAL,
        DOUBLE,
        CHAR,
        VARCHAR,
        TEXT,
        VARBINARY,
        BLOB,
        DATE,
        TIME,
        TIMESTAMP,
        INSTANT,
        UUID,
        JSON,
        OWN
    }

    private static SqlType of(Kind kind, Integer... sizes) {
        return new SqlType(kind, List.of(sizes), "");
    }

    /** Returns a boolean type. */
    public static SqlType bool() {
        return of(Kind.BOOLEAN);
    }

    /** Returns an integer type of two bytes. */
    public static SqlType smallint() {
        return of(Kind.SMALLINT);
    }

    /** Returns an integer type of four bytes. */
    public static SqlType integer() {
        return of(Kind.INTEGER);
    }

    /** Returns an integer type of eight bytes. */
    public static SqlType bigint() {
        return of(Kind.BIGINT);
    }

    /**
     * Returns a decimal type, exact if the product supports it.
     *
     * @param precision the total number of digits
     * @param scale the number of digits after the decimal point
     */
    public static SqlType decimal(int precision, int scale) {
        return of(Kind.DECIMAL, precision, scale);
    }

    /** Returns a floating-point type of eight bytes. */
    public static SqlType floating() {
        return of(Kind.DOUBLE);
    }

    /**
     * Returns a fixed-length character type.
     *
     * @param length the length in characters
     */
    public static SqlType character(int length) {
        return of(Kind.CHAR, length);
    }

    /**
     * Returns a variable-length character type.
     *
     * @param length the maximum length in characters
     */
    public static SqlType varchar(int length) {
        return of(Kind.VARCHAR, length);
    }

    /** Returns a character type without a maximum length. */
    public static SqlType text() {
        return of(Kind.TEXT);
    }

    /**
     * Returns a variable-length binary type.
     *
     * @param length the maximum length in bytes
     */
    public static SqlType varbinary(int length) {
        return of(Kind.VARBINARY, length);
    }

    /** Returns a binary type without a maximum length. */
    public static SqlType blob() {
        return of(Kind.BLOB);
    }

    /** Returns a date type. */
    public static SqlType date() {
        return of(Kind.DATE);
    }

    /** Returns a time-of-day type. */
    public static SqlType time() {
        return of(Kind.TIME);
    }

    /** Returns a timestamp type with microseconds and no time zone. */
    public static SqlType timestamp() {
        return of(Kind.TIMESTAMP);
    }

    /**
     * Returns a type for an instant with microseconds; if the product has none, a {@link #timestamp} to be stored in
     * UTC.
     */
    public static SqlType instant() {
        return of(Kind.INSTANT);
    }

    /** Returns a UUID type; if the product has none, a binary or character type. */
    public static SqlType uuid() {
        return of(Kind.UUID);
    }

    /** Returns a JSON type. */
    public static SqlType json() {
        return of(Kind.JSON);
    }

    /** Returns a type in the SQL of one product. */
    public static SqlType own(String word) {
        return new SqlType(Kind.OWN, List.of(), word);
    }
}
