package dev.migrate.inspect;

import dev.migrate.ddl.Ddl;
import dev.migrate.error.DatabaseException;
import dev.migrate.error.ErrorCode;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Namespace;
import dev.migrate.schema.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Reads schemas of PostgreSQL, with SQL as the server prints it. While it reads, the search path contains only the
 * default schema, so that names in it are not qualified and all others are.
 */
final class PostgresInspector implements Inspector {

    private final Ddl ddl;
    private final Set<String> transparent;

    /**
     * Creates an inspector.
     *
     * @param transparent other schemas whose names are not qualified either
     */
    PostgresInspector(Ddl ddl, Set<String> transparent) {
        this.ddl = ddl;
        this.transparent = Set.copyOf(transparent);
    }

    @Override
    public Schema read(Connection connection, Scope scope) throws SQLException {
        return read(connection, scope, (catalogue, home) -> read(catalogue, scope, home));
    }

    @Override
    public Set<String> unread(Connection connection, Scope scope) throws SQLException {
        return read(connection, scope, (catalogue, home) -> Set.copyOf(catalogue.unread()));
    }

    private <T> T read(Connection connection, Scope scope, BiFunction<PostgresCatalogQueries, String, T> reading)
            throws SQLException {
        if (!connection.getAutoCommit()) {
            return readWithin(connection, scope, reading);
        }
        connection.setAutoCommit(false);
        try {
            execute(connection, "set transaction isolation level repeatable read read only");
            return readWithin(connection, scope, reading);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** Reads in the surrounding transaction, whose rollback also restores the search path after a failure. */
    private <T> T readWithin(
            Connection connection, Scope scope, BiFunction<PostgresCatalogQueries, String, T> reading) {
        JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
        Session session = session(jdbc);
        String home = scope.home() == null ? session.home() : scope.home();
        if (home == null) {
            throw new DatabaseException(
                    ErrorCode.DATABASE_ERROR,
                    "No schema on the session's search path '%s' exists, so there is none to read."
                            .formatted(session.searchPath()),
                    "Create the schema, or name another with currentSchema in the URL.",
                    null);
        }
        setSearchPath(jdbc, path(home));
        T read = reading.apply(new PostgresCatalogQueries(jdbc, home, scope.others()), home);
        setSearchPath(jdbc, session.searchPath());
        return read;
    }

    private Schema read(PostgresCatalogQueries catalogue, Scope scope, String home) {
        PostgresTables tables = PostgresTables.read(catalogue, this.ddl, scope.wanted());
        PostgresDefinitions definitions = new PostgresDefinitions(catalogue, this.ddl, home, this.transparent, tables);
        return new Schema(
                definitions.namespaces().stream()
                        .map(PostgresCatalogQueries.Namespace::name)
                        .filter((name) -> !name.equals(home))
                        .map(Namespace::new)
                        .toList(),
                definitions.labels().stream()
                        .map((type) -> new EnumType(type.name(), type.labels()))
                        .toList(),
                tables.sequences(),
                tables.tables(),
                definitions.definitions());
    }

    private String path(String home) {
        StringBuilder path = new StringBuilder(quoted(home));
        this.transparent.stream().sorted().forEach((schema) -> path.append(", ").append(quoted(schema)));
        return path.toString();
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** The search path of a session, and the schema in which it creates objects; null if there is none. */
    private record Session(String searchPath, @Nullable String home) {}

    private static Session session(JdbcTemplate jdbc) {
        return List.copyOf(jdbc.query(
                        "select current_setting('search_path'), current_schema()",
                        (row, number) -> new Session(row.getString(1), row.getString(2))))
                .get(0);
    }

    private static void setSearchPath(JdbcTemplate jdbc, String path) {
        jdbc.queryForObject("select set_config('search_path', ?, false)", String.class, path);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
