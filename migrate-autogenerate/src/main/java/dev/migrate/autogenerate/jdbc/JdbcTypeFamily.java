package dev.migrate.autogenerate.jdbc;

import java.util.Locale;
import java.util.Set;

/** Groups of types that JDBC reads and writes alike, regardless of length. */
enum JdbcTypeFamily {
    TEXT,
    WHOLE,
    DECIMAL,
    FLOATING,
    BOOLEAN,
    DATE,
    TIME,
    TIMESTAMP,
    BINARY,
    UUID,
    /** Types about which nothing is known: enumerated types, JSON, arrays, and extensions of a product. */
    OTHER;

    /** Returns the family of a type as a product prints it. */
    static JdbcTypeFamily of(String type) {
        String word = type.toLowerCase(Locale.ROOT)
                .replaceAll("\\([^)]*\\)", "")
                .replaceAll("\\b(unsigned|zerofill)\\b", "")
                .replaceAll("\\s+", " ")
                .strip();
        return switch (word) {
            case "character varying",
                    "varchar",
                    "varchar_ignorecase",
                    "nvarchar",
                    "character",
                    "char",
                    "nchar",
                    "bpchar",
                    "text",
                    "citext",
                    "tinytext",
                    "mediumtext",
                    "longtext",
                    "character large object",
                    "clob" -> TEXT;
            case "tinyint", "smallint", "mediumint", "integer", "int", "bigint", "serial", "bigserial" -> WHOLE;
            case "numeric", "decimal", "decfloat" -> DECIMAL;
            case "real", "float", "double", "double precision" -> FLOATING;
            case "boolean", "bool", "bit" -> BOOLEAN;
            case "date" -> DATE;
            case "time", "time without time zone", "time with time zone" -> TIME;
            case "timestamp", "datetime", "timestamp without time zone", "timestamp with time zone" -> TIMESTAMP;
            case "bytea",
                    "binary",
                    "varbinary",
                    "binary varying",
                    "binary large object",
                    "tinyblob",
                    "blob",
                    "mediumblob",
                    "longblob" -> BINARY;
            case "uuid" -> UUID;
            default -> OTHER;
        };
    }

    /** Whether a column of another family can hold values of this one, as in common deliberate mappings. */
    boolean fits(JdbcTypeFamily column) {
        return switch (this) {
            case TEXT -> Set.of(TEXT, OTHER).contains(column);
            case WHOLE -> Set.of(WHOLE, DECIMAL, OTHER).contains(column);
            case DECIMAL, FLOATING -> Set.of(DECIMAL, FLOATING, OTHER).contains(column);
            case BOOLEAN -> Set.of(BOOLEAN, WHOLE, OTHER).contains(column);
            case UUID -> Set.of(UUID, BINARY, TEXT, OTHER).contains(column);
            case DATE, TIME, TIMESTAMP, BINARY -> column == this || column == OTHER;
            case OTHER -> true;
        };
    }
}
