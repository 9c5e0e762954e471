package dev.migrate.dialect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads of H2's catalogue what a statement names. */
final class H2Catalogue {

    /** What changes without anybody having changed the schema. */
    private static final Set<String> VOLATILE =
            Set.of("ROW_COUNT_ESTIMATE", "LAST_MODIFICATION", "IDENTITY_BASE", "BASE_VALUE", "SELECTIVITY");

    /** What H2 adds to the name of a table while it changes it by copying it. */
    private static final Pattern COPY = Pattern.compile("_COPY_\\d+_\\d+$");

    private static final List<View> VIEWS = List.of(
            new View("TABLES", "table", "TABLE"),
            new View("COLUMNS", "table", "TABLE"),
            new View("VIEWS", "table", "TABLE"),
            new View("TABLE_CONSTRAINTS", "table", "TABLE"),
            new View("KEY_COLUMN_USAGE", "table", "TABLE"),
            new View("CHECK_CONSTRAINTS", "constraint", "CONSTRAINT"),
            new View("REFERENTIAL_CONSTRAINTS", "constraint", "CONSTRAINT"),
            new View("INDEXES", "index", "INDEX"),
            new View("INDEX_COLUMNS", "index", "INDEX"),
            new View("TRIGGERS", "trigger", "TRIGGER"),
            new View("SEQUENCES", "sequence", "SEQUENCE"),
            new View("ROUTINES", "routine", "ROUTINE"),
            new View("DOMAINS", "domain", "DOMAIN"),
            new View("SYNONYMS", "synonym", "SYNONYM"),
            new View("CONSTANTS", "constant", "CONSTANT"),
            new View("SCHEMATA", "schema", ""));

    private final String sql;
    private final Map<String, Boolean> named = new HashMap<>();
    private final Catalogue.Builder found = new Catalogue.Builder();

    private H2Catalogue(String sql) {
        this.sql = sql;
    }

    /**
     * A view of the catalogue.
     *
     * @param kind what its rows describe
     * @param named how the columns begin that name it
     */
    private record View(String name, String kind, String named) {

        /** The catalogue describes itself, too. */
        String where() {
            return this.named.isEmpty() ? "" : " where %s_schema <> 'INFORMATION_SCHEMA'".formatted(this.named);
        }
    }

    static Catalogue of(Connection connection, String sql) throws SQLException {
        H2Catalogue catalogue = new H2Catalogue(sql);
        try (Statement query = connection.createStatement()) {
            for (View view : VIEWS) {
                try (ResultSet rows = query.executeQuery(
                        "select * from information_schema.%s%s".formatted(view.name(), view.where()))) {
                    while (rows.next()) {
                        catalogue.describe(view, rows);
                    }
                }
            }
        }
        return catalogue.found.build();
    }

    /** Drops the copies that a change of a table has left behind, while the table is as it was. */
    static List<String> mending(Catalogue before, Catalogue after) {
        List<String> there = before.names("table");
        return after.names("table").stream()
                .filter((name) -> !there.contains(name) && COPY.matcher(name).find())
                .filter((name) ->
                        after.names("table").contains(COPY.matcher(name).replaceFirst("")))
                .map((name) -> "drop table " + quoted(name))
                .toList();
    }

    private static String quoted(String name) {
        int dot = name.indexOf('.');
        return "\"%s\".\"%s\""
                .formatted(
                        name.substring(0, dot).replace("\"", "\"\""),
                        name.substring(dot + 1).replace("\"", "\"\""));
    }

    private void describe(View view, ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        if (!isNamed(rows, columns)) {
            return;
        }
        StringBuilder part = new StringBuilder(view.name());
        for (int at = 1; at <= columns.getColumnCount(); at++) {
            if (!VOLATILE.contains(columns.getColumnName(at))) {
                part.append('\n').append(columns.getColumnName(at)).append('=').append(rows.getString(at));
            }
        }
        String name = view.named().isEmpty()
                ? rows.getString("SCHEMA_NAME")
                : rows.getString(view.named() + "_SCHEMA") + "." + rows.getString(view.named() + "_NAME");
        this.found.add(view.kind(), name, part.toString());
    }

    private boolean isNamed(ResultSet rows, ResultSetMetaData columns) throws SQLException {
        for (int at = 1; at <= columns.getColumnCount(); at++) {
            String column = columns.getColumnName(at);
            if (column.endsWith("_NAME") && !column.endsWith("CATALOG_NAME") && !column.equals("COLUMN_NAME")) {
                String value = rows.getString(at);
                if (value != null
                        && this.named.computeIfAbsent(
                                value,
                                (name) -> Catalogue.mentions(
                                        this.sql, COPY.matcher(name).replaceFirst("")))) {
                    return true;
                }
            }
        }
        return false;
    }
}
