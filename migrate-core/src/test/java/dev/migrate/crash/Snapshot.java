package dev.migrate.crash;

import dev.migrate.testsupport.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** All that a database holds, as lines: its schema, its data, and the engine's record. */
final class Snapshot {

    private final JdbcTemplate jdbc;
    private final List<String> lines = new ArrayList<>();

    private Snapshot(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    static String of(TestDatabase database, Path scripts) {
        Snapshot snapshot = new Snapshot(database.jdbc());
        snapshot.schemaAndData();
        snapshot.record();
        snapshot.lines.add("lock: "
                + Instance.engine(database.dataSource(), Instance.settings(scripts))
                        .status()
                        .lock());
        if (database.url().startsWith("jdbc:postgresql")) {
            snapshot.add("invalid indexes", "select indexrelid::regclass::text from pg_index where not indisvalid");
        }
        return String.join("\n", snapshot.lines);
    }

    /** Whether nothing is left to do. */
    static boolean isWhole(TestDatabase database, Path scripts) {
        return Instance.engine(database.dataSource(), Instance.settings(scripts))
                .status()
                .upToDate();
    }

    private void schemaAndData() {
        ConnectionCallback<List<String>> tables = (connection) -> {
            List<String> names = new ArrayList<>();
            DatabaseMetaData data = connection.getMetaData();
            try (ResultSet found = data.getTables(
                    connection.getCatalog(), schema(connection), "%", new String[] {"TABLE", "BASE TABLE", "VIEW"})) {
                while (found.next()) {
                    names.add(found.getString("TABLE_NAME"));
                }
            }
            names.removeIf((name) -> name.toLowerCase(Locale.ROOT).startsWith("migrate_"));
            for (String name : new TreeSet<>(names)) {
                describe(connection, name);
            }
            return names;
        };
        for (String table : new TreeSet<>(this.jdbc.execute(tables))) {
            add(table + " rows", "select * from " + table);
        }
    }

    private void describe(Connection connection, String table) throws SQLException {
        DatabaseMetaData data = connection.getMetaData();
        List<String> parts = new ArrayList<>();
        try (ResultSet column = data.getColumns(connection.getCatalog(), schema(connection), table, "%")) {
            while (column.next()) {
                parts.add("%s %s(%s) %s %s"
                        .formatted(
                                column.getString("COLUMN_NAME"),
                                column.getString("TYPE_NAME"),
                                column.getString("COLUMN_SIZE"),
                                column.getString("IS_NULLABLE"),
                                column.getString("COLUMN_DEF")));
            }
        }
        List<String> indexes = new ArrayList<>();
        try (ResultSet index = data.getIndexInfo(connection.getCatalog(), schema(connection), table, false, true)) {
            while (index.next()) {
                if (index.getString("INDEX_NAME") != null) {
                    indexes.add("%s %s %s %s"
                            .formatted(
                                    index.getString("INDEX_NAME").replaceAll("(?i)primary_key_\\w+", "primary"),
                                    index.getString("NON_UNIQUE"),
                                    index.getString("ORDINAL_POSITION"),
                                    index.getString("COLUMN_NAME")));
                }
            }
        }
        this.lines.add(table + " columns: " + String.join(", ", parts));
        this.lines.add(table + " indexes: " + indexes.stream().sorted().collect(Collectors.joining(", ")));
    }

    private static String schema(Connection connection) throws SQLException {
        return connection.getSchema();
    }

    private void record() {
        add("record", "select revision, is_head, status, checksum, statements from migrate_revision");
        add("log", "select action, revision, outcome, statements from migrate_log where outcome = 'done'");
        add("journal", "select revision, status from migrate_journal");
    }

    private void add(String what, String query) {
        Stream<String> rows = this.jdbc
                .query(query, (row, number) -> {
                    List<String> values = new ArrayList<>();
                    for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                        values.add(row.getString(column));
                    }
                    return String.join(" ", values);
                })
                .stream()
                .sorted();
        this.lines.add(what + ": " + rows.collect(Collectors.joining(" / ")));
    }
}
