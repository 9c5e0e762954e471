package dev.migrate.autogenerate.jdbc;

import java.util.Locale;
import java.util.Set;

/** Types that JDBC reads and writes alike, whatever their length. */
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
    /** Enumerated types, JSON, arrays, what products have beyond the standard: nothing is known of them. */
    OTHER;

    /** The family of a type as a product prints it. */
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

    /** Whether values of this family can be kept in a column of that one, as people do on purpose. */
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
