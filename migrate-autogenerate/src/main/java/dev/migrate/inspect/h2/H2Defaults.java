package dev.migrate.inspect.h2;

import dev.migrate.inspect.Row;
import java.util.Map;
import java.util.Set;

/**
 * Omits the properties of indexes and unique constraints that are the defaults of the database.
 *
 * @param settings the settings of the database
 */
record H2Defaults(Map<String, String> settings) {

    private static final Set<String> DISTINCT_NULLS =
            Set.of("REGULAR", "STRICT", "LEGACY", "PostgreSQL", "MySQL", "MariaDB");

    /** Returns the clause that decides whether nulls are distinct. */
    String nulls(String distinct) {
        return switch (distinct) {
            case "NO" -> "NULLS NOT DISTINCT ";
            case "ALL" -> "NULLS ALL DISTINCT ";
            default -> DISTINCT_NULLS.contains(this.settings.getOrDefault("MODE", "REGULAR")) ? "" : "NULLS DISTINCT ";
        };
    }

    /** Returns the order of a column of an index. */
    String order(Row column) {
        boolean descending = "DESC".equals(column.textOrNull("ordering_specification"));
        String nulls = column.textOrNull("null_ordering");
        String usual = switch (this.settings.getOrDefault("DEFAULT_NULL_ORDERING", "LOW")) {
            case "HIGH" -> descending ? "FIRST" : "LAST";
            case "FIRST" -> "FIRST";
            case "LAST" -> "LAST";
            default -> descending ? "LAST" : "FIRST";
        };
        return (descending ? " DESC" : "") + (nulls == null || nulls.equals(usual) ? "" : " NULLS " + nulls);
    }
}
