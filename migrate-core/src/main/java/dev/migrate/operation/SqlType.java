package dev.migrate.operation;

import java.util.List;

/**
 * A type that each product has under a word of its own.
 *
 * @param sizes its length, or its precision and scale
 * @param word the word itself, for {@link Kind#OWN}
 */
public record SqlType(Kind kind, List<Integer> sizes, String word) {

    public SqlType {
        sizes = List.copyOf(sizes);
    }

    /** What the products have in common. */
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

    /** True or false. */
    public static SqlType bool() {
        return of(Kind.BOOLEAN);
    }

    /** Two bytes. */
    public static SqlType smallint() {
        return of(Kind.SMALLINT);
    }

    /** Four bytes. */
    public static SqlType integer() {
        return of(Kind.INTEGER);
    }

    /** Eight bytes. */
    public static SqlType bigint() {
        return of(Kind.BIGINT);
    }

    /** A decimal number, exact where the product has such. */
    public static SqlType decimal(int precision, int scale) {
        return of(Kind.DECIMAL, precision, scale);
    }

    /** A floating-point number of eight bytes. */
    public static SqlType floating() {
        return of(Kind.DOUBLE);
    }

    /** A text of one length. */
    public static SqlType character(int length) {
        return of(Kind.CHAR, length);
    }

    /** A text up to a length. */
    public static SqlType varchar(int length) {
        return of(Kind.VARCHAR, length);
    }

    /** A text without a limit. */
    public static SqlType text() {
        return of(Kind.TEXT);
    }

    /** Bytes up to a length. */
    public static SqlType varbinary(int length) {
        return of(Kind.VARBINARY, length);
    }

    /** Bytes without a limit. */
    public static SqlType blob() {
        return of(Kind.BLOB);
    }

    /** A day. */
    public static SqlType date() {
        return of(Kind.DATE);
    }

    /** A time of day. */
    public static SqlType time() {
        return of(Kind.TIME);
    }

    /** A day and a time to the microsecond, in no time zone. */
    public static SqlType timestamp() {
        return of(Kind.TIMESTAMP);
    }

    /** A point in time to the microsecond; where the product has no such type, a {@link #timestamp} to be kept in UTC. */
    public static SqlType instant() {
        return of(Kind.INSTANT);
    }

    /** A UUID, as bytes or as text where the product has no such type. */
    public static SqlType uuid() {
        return of(Kind.UUID);
    }

    /** A JSON document. */
    public static SqlType json() {
        return of(Kind.JSON);
    }

    /** A type in the words of one product. */
    public static SqlType own(String word) {
        return new SqlType(Kind.OWN, List.of(), word);
    }
}
