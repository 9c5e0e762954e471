package dev.migrate.dialect;

import dev.migrate.error.DatabaseException;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Locale;

/** Picks the dialect of a connection. */
public final class Dialects {

    private Dialects() {}

    /** The dialect of a database, or {@code DatabaseException} if it is none that the engine knows. */
    public static Dialect of(DatabaseMetaData database) throws SQLException {
        String product = database.getDatabaseProductName();
        return switch (product.toLowerCase(Locale.ROOT)) {
            case "postgresql" -> new PostgresDialect();
            case "mariadb" -> new MariaDbDialect();
            case "mysql" ->
                database.getDatabaseProductVersion().contains("MariaDB") ? new MariaDbDialect() : new MySqlDialect();
            case "h2" -> new H2Dialect();
            case "sqlite" -> new SqliteDialect();
            default ->
                throw new DatabaseException(
                        "unsupported-database",
                        "The database is '%s', which Migrate does not know.".formatted(product),
                        "Use PostgreSQL, MariaDB, MySQL, H2 or SQLite.",
                        null);
        };
    }
}
