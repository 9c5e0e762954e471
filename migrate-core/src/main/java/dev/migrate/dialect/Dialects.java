package dev.migrate.dialect;

import dev.migrate.error.DatabaseException;
import dev.migrate.error.ErrorCode;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Selects the dialect of a connection, a name or a URL. */
public final class Dialects {

    private Dialects() {}

    /**
     * Returns the dialect of a database.
     *
     * @throws DatabaseException if the product is not supported
     * @throws SQLException if the database does not return its name and version
     */
    public static Dialect of(DatabaseMetaData database) throws SQLException {
        String product = database.getDatabaseProductName();
        boolean mariaDb = database.getDatabaseProductVersion().contains("MariaDB");
        return find(mariaDb ? "mariadb" : product)
                .orElseThrow(
                        () -> unsupported("The database is '%s', which Migrate does not know.".formatted(product)));
    }

    /**
     * Returns the dialect with a name such as {@code postgresql}.
     *
     * @throws DatabaseException if there is none with this name
     */
    public static Dialect named(String name) {
        return find(name).orElseThrow(() -> unsupported("'%s' is no database that Migrate knows.".formatted(name)));
    }

    /**
     * Returns the dialect of a JDBC URL, including the URL of a driver that wraps another. The dialect of
     * {@code jdbc:mysql:} is MySQL even if the server is MariaDB.
     *
     * @throws DatabaseException if the URL names no supported database
     */
    public static Dialect ofUrl(String url) {
        String[] parts = url.split(":", 4);
        return Stream.of(parts)
                .skip(1)
                .limit(2)
                .map(Dialects::find)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> unsupported("A URL that begins with '%s' tells no database that Migrate knows."
                        .formatted(Stream.of(parts).limit(2).collect(Collectors.joining(":")))));
    }

    private static Optional<Dialect> find(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "postgresql" -> Optional.of(new PostgresDialect());
            case "mariadb" -> Optional.of(new MariaDbDialect());
            case "mysql" -> Optional.of(new MySqlDialect());
            case "h2" -> Optional.of(new H2Dialect());
            case "sqlite" -> Optional.of(new SqliteDialect());
            default -> Optional.empty();
        };
    }

    private static DatabaseException unsupported(String message) {
        return new DatabaseException(
                ErrorCode.UNSUPPORTED_DATABASE, message, "Use PostgreSQL, MariaDB, MySQL, H2 or SQLite.", null);
    }
}
