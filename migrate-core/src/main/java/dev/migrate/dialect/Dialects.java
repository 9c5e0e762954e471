package dev.migrate.dialect;

import dev.migrate.error.DatabaseException;
import dev.migrate.error.ErrorCode;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The dialects of all supported products, found by connection, name or URL. A new one is added here. */
public final class Dialects {

    /** MariaDB comes before MySQL, as which some drivers present it. */
    private static final List<Dialect> ALL = List.of(
            new PostgresDialect(), new MariaDbDialect(), new MySqlDialect(), new H2Dialect(), new SqliteDialect());

    private Dialects() {}

    /** Returns the names of all dialects. */
    public static List<String> names() {
        return ALL.stream().map(Dialect::name).toList();
    }

    /**
     * Returns the dialect of a database.
     *
     * @throws DatabaseException if the product is not supported
     * @throws SQLException if the database does not return its name and version
     */
    public static Dialect of(DatabaseMetaData database) throws SQLException {
        String product = database.getDatabaseProductName();
        String version = database.getDatabaseProductVersion();
        return find((dialect) -> dialect.isProduct(product, version))
                .orElseThrow(() -> unsupported("The database product '%s' is not supported.".formatted(product)));
    }

    /**
     * Returns the dialect with a name such as {@code postgresql}.
     *
     * @throws DatabaseException if there is none with this name
     */
    public static Dialect named(String name) {
        return find((dialect) -> dialect.name().equalsIgnoreCase(name))
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
                .flatMap((part) -> find((dialect) -> dialect.name().equalsIgnoreCase(part)).stream())
                .findFirst()
                .orElseThrow(() -> unsupported("The URL '%s:…' does not name a supported database product."
                        .formatted(parts.stream().limit(2).collect(Collectors.joining(":")))));
    }

    private static Optional<Dialect> find(Predicate<Dialect> matches) {
        return ALL.stream().filter(matches).findFirst();
    }

    private static DatabaseException unsupported(String message) {
        return new DatabaseException(
                ErrorCode.UNSUPPORTED_DATABASE, message, "Use PostgreSQL, MariaDB, MySQL, H2, or SQLite.", null);
    }
}
