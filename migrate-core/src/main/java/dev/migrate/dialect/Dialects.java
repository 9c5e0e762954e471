package dev.migrate.dialect;

import dev.migrate.error.DatabaseException;
import dev.migrate.error.ErrorCode;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The dialects of all supported products, found by connection, name or URL. A new one is added here. */
public final class Dialects {

    private static final List<String> NAMES = List.of("postgresql", "mariadb", "mysql", "h2", "sqlite");

    private Dialects() {}

    /** Returns the names of all dialects. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * Returns the dialect of a database.
     *
     * @throws DatabaseException if the product is not supported
     * @throws SQLException if the database does not return its name and version
     */
    public static Dialect of(DatabaseMetaData database) throws SQLException {
        String product = database.getDatabaseProductName();
        // some drivers present MariaDB as MySQL
        boolean isMariaDb = database.getDatabaseProductVersion().contains("MariaDB");
        return find(isMariaDb ? "mariadb" : product)
                .orElseThrow(() -> unsupported("The database product '%s' is not supported.".formatted(product)));
    }

    /**
     * Returns the dialect with a name such as {@code postgresql}.
     *
     * @throws DatabaseException if there is none with this name
     */
    public static Dialect named(String name) {
        return find(name)
                .orElseThrow(
                        () -> unsupported("'%s' is not the name of a supported database product.".formatted(name)));
    }

    /**
     * Returns the dialect of a JDBC URL, including the URL of a driver that wraps another. The dialect of
     * {@code jdbc:mysql:} is MySQL even if the server is MariaDB.
     *
     * @throws DatabaseException if the URL names no supported database
     */
    public static Dialect ofUrl(String url) {
        List<String> parts = List.of(url.split(":", 4));
        return parts.stream()
                .skip(1)
                .limit(2)
                .flatMap((part) -> find(part).stream())
                .findFirst()
                .orElseThrow(() -> unsupported("The URL '%s:…' does not name a supported database product."
                        .formatted(parts.stream().limit(2).collect(Collectors.joining(":")))));
    }

    /** Creates only the dialect with the name, so that the parts of the others are not loaded. */
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
                ErrorCode.UNSUPPORTED_DATABASE, message, "Use PostgreSQL, MariaDB, MySQL, H2, or SQLite.", null);
    }
}
