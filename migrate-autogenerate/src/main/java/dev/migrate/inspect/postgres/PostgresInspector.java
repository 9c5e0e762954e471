package dev.migrate.inspect.postgres;

import dev.migrate.ddl.Ddl;
import dev.migrate.error.DatabaseException;
import dev.migrate.error.ErrorCode;
import dev.migrate.inspect.Access;
import dev.migrate.inspect.Attachment;
import dev.migrate.inspect.Inspector;
import dev.migrate.inspect.Row;
import dev.migrate.inspect.Rows;
import dev.migrate.inspect.Scope;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Namespace;
import dev.migrate.schema.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads schemas of PostgreSQL, with SQL as the server prints it. While it reads, the search path contains only the
 * default schema, so that names in it are not qualified and all others are.
 */
public final class PostgresInspector implements Inspector {

    private final Ddl ddl;
    private final Set<String> transparent;

    /** Creates an inspector that qualifies all names except those in the default schema. */
    public PostgresInspector(Ddl ddl) {
        this(ddl, Set.of());
    }

    /**
     * Creates an inspector.
     *
     * @param transparent other schemas whose names are not qualified either
     */
    public PostgresInspector(Ddl ddl, Set<String> transparent) {
        this.ddl = ddl;
        this.transparent = Set.copyOf(transparent);
    }

    @Override
    public Schema read(Connection connection, Scope scope) throws SQLException {
        return read(connection, scope, (catalog) -> schema(catalog, scope));
    }

    @Override
    public Set<String> unread(Connection connection, Scope scope) throws SQLException {
        return read(connection, scope, PostgresUnreadObjects::of);
    }

    @Override
    public List<Access> access(Connection connection, Scope scope) throws SQLException {
        return read(connection, scope, PostgresAccess::read);
    }

    @Override
    public List<Attachment> attachments(Connection connection, Scope scope) throws SQLException {
        return read(connection, scope, PostgresAttachments::read);
    }

    @Override
    public Set<String> connectedSchemas(Connection connection, Scope scope, Set<String> mentioned) throws SQLException {
        return read(connection, scope, (catalog) -> PostgresConnections.schemas(catalog, mentioned));
    }

    @Override
    public Map<String, String> extensionsOfTypes(Connection connection, Scope scope) throws SQLException {
        return read(connection, scope, (catalog) -> PostgresExtensionDefinition.ofTypes(catalog, this.ddl));
    }

    @Override
    public Set<String> schemasOfExtensions(Connection connection, Scope scope) throws SQLException {
        return read(connection, scope, PostgresConnections::schemasOfExtensions);
    }

    /** Reads something from the catalog. */
    @FunctionalInterface
    private interface Reading<T> {

        T from(PostgresCatalog catalog) throws SQLException;
    }

    private <T> T read(Connection connection, Scope scope, Reading<T> reading) throws SQLException {
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
    private <T> T readWithin(Connection connection, Scope scope, Reading<T> reading) throws SQLException {
        Row session = new Rows(connection)
                .read("select current_setting('search_path') as search_path, current_schema() as home")
                .get(0);
        String searchPath = session.text("search_path");
        String home = scope.home() == null ? session.textOrNull("home") : scope.home();
        if (home == null) {
            throw new DatabaseException(
                    ErrorCode.DATABASE_ERROR,
                    "No schema on the session's search path '%s' exists, so there is none to read."
                            .formatted(searchPath),
                    "Create the schema, or name another with currentSchema in the URL.",
                    null);
        }
        setSearchPath(connection, path(home));
        T read = reading.from(new PostgresCatalog(connection, home, scope.others()));
        setSearchPath(connection, searchPath);
        return read;
    }

    private Schema schema(PostgresCatalog catalog, Scope scope) throws SQLException {
        PostgresTables tables = PostgresTables.read(new PostgresTableQueries(catalog), scope.wanted());
        PostgresObjects objects = PostgresObjects.read(catalog);
        return new Schema(
                objects.namespaces().stream()
                        .map(PostgresObjectQueries.NamespaceRow::name)
                        .filter((name) -> !name.equals(catalog.home()))
                        .map(Namespace::new)
                        .toList(),
                objects.enums().stream()
                        .map((type) -> new EnumType(type.name(), type.labels()))
                        .toList(),
                tables.sequences(),
                tables.tables(),
                new PostgresDefinitions(this.ddl, catalog.home(), this.transparent, tables, objects).all());
    }

    private String path(String home) {
        return Stream.concat(Stream.of(home), this.transparent.stream().sorted())
                .map(PostgresInspector::quoted)
                .collect(Collectors.joining(", "));
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static void setSearchPath(Connection connection, String path) throws SQLException {
        new Rows(connection).read("select set_config('search_path', :path, false)", Map.of("path", path));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
