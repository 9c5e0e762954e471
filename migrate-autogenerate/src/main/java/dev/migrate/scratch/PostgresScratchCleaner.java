package dev.migrate.scratch;

import dev.migrate.error.Log;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Empties a scratch database of PostgreSQL for another use. */
final class PostgresScratchCleaner {

    private static final Log LOG = Log.of(PostgresScratchCleaner.class);

    private static final String DROPS = """
            select format('drop extension if exists %I cascade', extname) from pg_extension where oid >= 16384
            union all
            select format('drop schema %I cascade', nspname) from pg_namespace
            where nspname !~ '^pg_' and nspname <> 'information_schema'
            """;

    /** Whether any objects outside schemas are left. */
    private static final String LEFT = """
            select exists (select 1 from pg_cast where oid >= 16384)
                or exists (select 1 from pg_event_trigger)
                or exists (select 1 from pg_publication)
                or exists (select 1 from pg_foreign_data_wrapper)
                or exists (select 1 from pg_language where oid >= 16384)
                or exists (select 1 from pg_largeobject_metadata)
                or exists (select 1 from pg_default_acl)
            """;

    private PostgresScratchCleaner() {}

    /** Returns whether the database was emptied; otherwise it must not be used again. */
    static boolean empty(Connection connection) {
        try {
            connection.setAutoCommit(false);
            List<String> drops = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(DROPS)) {
                while (rows.next()) {
                    drops.add(rows.getString(1));
                }
            }
            drops.add("create schema public");
            for (String drop : drops) {
                execute(connection, drop);
            }
            connection.commit();
            connection.setAutoCommit(true);
            execute(connection, "discard all");
            return !isLeft(connection);
        } catch (SQLException failure) {
            LOG.debug("Could not empty a scratch database; creating another: {}", failure.getMessage());
            return false;
        }
    }

    private static boolean isLeft(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(LEFT)) {
            return !rows.next() || rows.getBoolean(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
