package dev.migrate.autogenerate.models;

import java.math.BigDecimal;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * All rows of all tables at one time, as text that does not depend on the type of a column.
 *
 * @param tables the rows by the lower-case name of their table, each as values by the lower-case name of their column
 */
record StoredRows(Map<String, List<Map<String, String>>> tables) {

    private static final Set<String> SYSTEM = Set.of("information_schema", "pg_catalog");

    static StoredRows in(DataSource database) throws SQLException {
        Map<String, List<Map<String, String>>> tables = new TreeMap<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : names(connection)) {
                tables.put(key(table), rows(statement, table));
            }
        }
        return new StoredRows(tables);
    }

    private static List<String> names(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        DatabaseMetaData database = connection.getMetaData();
        String quote = database.getIdentifierQuoteString();
        try (ResultSet tables =
                database.getTables(connection.getCatalog(), null, "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (tables.next()) {
                String schema = tables.getString("TABLE_SCHEM");
                String name = tables.getString("TABLE_NAME");
                if (!name.toLowerCase(Locale.ROOT).startsWith("migrate_")
                        && (schema == null || !SYSTEM.contains(schema.toLowerCase(Locale.ROOT)))) {
                    names.add((schema == null ? "" : quote + schema + quote + ".") + quote + name + quote);
                }
            }
        }
        return names;
    }

    private static String key(String table) {
        return table.replaceAll("[\"`]", "").toLowerCase(Locale.ROOT).replaceFirst("^public\\.", "");
    }

    private static List<Map<String, String>> rows(Statement statement, String table) throws SQLException {
        List<Map<String, String>> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery("SELECT * FROM " + table)) {
            ResultSetMetaData columns = result.getMetaData();
            while (result.next()) {
                Map<String, String> row = new TreeMap<>();
                for (int column = 1; column <= columns.getColumnCount(); column++) {
                    row.put(columns.getColumnLabel(column).toLowerCase(Locale.ROOT), text(result, column));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    static String text(ResultSet result, int column) throws SQLException {
        Object value = result.getObject(column);
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof Blob blob) {
            return HexFormat.of().formatHex(blob.getBytes(1, (int) blob.length()));
        }
        if (value instanceof Long
                && result.getMetaData().getColumnTypeName(column).equals("oid")) {
            return contentOf(result.getStatement().getConnection(), (Long) value);
        }
        if (value instanceof Number) {
            BigDecimal number = new BigDecimal(value.toString());
            return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        }
        return value == null ? "null" : value instanceof Boolean ? value.toString() : result.getString(column);
    }

    private static String contentOf(Connection connection, long largeObject) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet content =
                        statement.executeQuery("select convert_from(lo_get(%d), 'UTF8')".formatted(largeObject))) {
            content.next();
            return content.getString(1);
        }
    }

    /** Returns the same rows without what the names name: a table, or a column of a table. */
    StoredRows without(List<String> names) {
        Map<String, List<Map<String, String>>> rest = new TreeMap<>();
        this.tables.forEach((table, rows) -> {
            if (!names.contains(table)) {
                rest.put(
                        table,
                        rows.stream().map((row) -> without(table, row, names)).toList());
            }
        });
        return new StoredRows(rest);
    }

    private static Map<String, String> without(String table, Map<String, String> row, List<String> names) {
        Map<String, String> rest = new TreeMap<>(row);
        rest.keySet().removeIf((column) -> names.contains(table + "." + column));
        return rest;
    }

    /** Returns the same rows with other names for tables, and for columns, which are given as {@code table.column}. */
    StoredRows renamed(UnaryOperator<String> table, UnaryOperator<String> column) {
        Map<String, List<Map<String, String>>> renamed = new TreeMap<>();
        this.tables.forEach((name, rows) -> renamed.put(
                table.apply(name),
                rows.stream().map((row) -> renamed(name, row, column)).toList()));
        return new StoredRows(renamed);
    }

    private static Map<String, String> renamed(String table, Map<String, String> row, UnaryOperator<String> column) {
        Map<String, String> renamed = new TreeMap<>();
        row.forEach((name, value) -> renamed.put(column.apply(table + "." + name), value));
        return renamed;
    }

    /** Returns the tables and columns with values here that are not there. */
    Set<String> missingIn(StoredRows other) {
        Set<String> missing = new TreeSet<>();
        this.tables.forEach((table, rows) -> {
            List<Map<String, String>> others = other.tables.getOrDefault(table, List.of());
            if (!rows.isEmpty() && others.isEmpty()) {
                missing.add(table);
            } else if (!rows.isEmpty()) {
                rows.get(0).keySet().stream()
                        .filter((column) -> !others.get(0).containsKey(column))
                        .forEach((column) -> missing.add(table + "." + column));
            }
        });
        return missing;
    }

    /** Returns the tables that are in both and whose rows differ in the columns that are in both. */
    List<String> changedFrom(StoredRows before) {
        List<String> changes = new ArrayList<>();
        before.tables.forEach((table, rows) -> {
            List<Map<String, String>> now = this.tables.getOrDefault(table, List.of());
            if (!rows.isEmpty() && !now.isEmpty()) {
                Set<String> columns = new TreeSet<>(rows.get(0).keySet());
                columns.retainAll(now.get(0).keySet());
                List<String> was = lines(rows, columns);
                List<String> is = lines(now, columns);
                if (!was.equals(is)) {
                    changes.add("%s: %s became %s".formatted(table, was, is));
                }
            }
        });
        return changes;
    }

    private static List<String> lines(List<Map<String, String>> rows, Set<String> columns) {
        return rows.stream()
                .map((row) -> columns.stream()
                        .map((column) -> column + "=" + row.get(column))
                        .collect(Collectors.joining(", ")))
                .sorted()
                .toList();
    }
}
