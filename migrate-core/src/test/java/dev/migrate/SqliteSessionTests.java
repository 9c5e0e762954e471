package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

@DatabaseTest(DatabaseProduct.SQLITE)
class SqliteSessionTests extends SessionContract {

    /** Pragmas that belong to the file, the transaction, or the process, or that perform an action. */
    private static final Set<String> NOT_OF_CONNECTION = Set.of(
            "application_id",
            "auto_vacuum",
            "data_version",
            "default_cache_size",
            "defer_foreign_keys",
            "encoding",
            "freelist_count",
            "hard_heap_limit",
            "incremental_vacuum",
            "integrity_check",
            "journal_mode",
            "optimize",
            "page_count",
            "page_size",
            "quick_check",
            "schema_version",
            "shrink_memory",
            "user_version",
            "wal_checkpoint");

    @Override
    String options() {
        return " transaction=off";
    }

    @Override
    String initSql() {
        return "pragma recursive_triggers = 1";
    }

    @Override
    List<String> state() {
        return List.of(
                "select 'temporary ' || name, sql from sqlite_temp_master",
                "select 'attached ' || name, file from pragma_database_list where name not in ('main', 'temp')",
                "select 'like', 'a' like 'A'");
    }

    @Override
    Map<String, String> stateOf(Connection connection) throws SQLException {
        Map<String, String> state = super.stateOf(connection);
        state.putAll(pragmas(connection));
        return state;
    }

    private static Map<String, String> pragmas(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        Map<String, String> values = new TreeMap<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery("select name from pragma_pragma_list")) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            names.removeAll(NOT_OF_CONNECTION);
            for (String name : names) {
                if (statement.execute("pragma " + name)) {
                    try (ResultSet rows = statement.getResultSet()) {
                        if (rows.getMetaData().getColumnCount() == 1 && rows.next()) {
                            String value = rows.getString(1);
                            if (!rows.next()) {
                                values.put(name, value);
                            }
                        }
                    }
                }
            }
        }
        return values;
    }

    @Override
    List<String> changes() throws SQLException {
        List<String> statements = new ArrayList<>();
        try (Connection connection = this.database.dataSource().getConnection()) {
            pragmas(connection).forEach((name, value) -> {
                if (value.matches("[01]")) {
                    statements.add("pragma %s = %d".formatted(name, value.equals("1") ? 0 : 1));
                } else if (value.matches("-?\\d+")) {
                    statements.add("pragma %s = %d".formatted(name, Long.parseLong(value) + 1));
                }
            });
        }
        statements.removeIf((sql) -> sql.contains("query_only"));
        List<String> changes = new ArrayList<>(thatRun(statements));
        assertThat(changes).hasSizeGreaterThan(20).anyMatch((sql) -> sql.contains("ignore_check_constraints"));
        changes.addAll(List.of(
                "pragma case_sensitive_like = 1",
                "create temporary table aside (id int)",
                "create temporary view beside as select 1",
                "attach ':memory:' as elsewhere",
                "pragma query_only = 1"));
        return changes;
    }
}
