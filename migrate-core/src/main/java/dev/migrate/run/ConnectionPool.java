package dev.migrate.run;

import com.zaxxer.hikari.HikariDataSource;
import dev.migrate.error.DatabaseException;
import dev.migrate.error.Log;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;

/**
 * Borrows connections from a pool, reads the init SQL of the pool, and evicts connections from it. The latter two support
 * HikariCP.
 */
final class ConnectionPool {

    private static final Log LOGGER = Log.of(ConnectionPool.class);
    private static final boolean HIKARI = isPresent("com.zaxxer.hikari.HikariDataSource");

    private ConnectionPool() {}

    private static boolean isPresent(String name) {
        try {
            Class.forName(name, false, ConnectionPool.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }

    /**
     * Borrows a connection.
     *
     * @throws DatabaseException if the database cannot be reached
     */
    static Connection borrow(DataSource source) {
        try {
            return source.getConnection();
        } catch (SQLException | RuntimeException failure) {
            throw DatabaseException.unreachable(failure, url(source));
        }
    }

    /** Returns the URL of a data source; null if it is unknown. */
    private static @Nullable String url(DataSource source) {
        if (source instanceof AbstractDriverBasedDataSource driver) {
            return driver.getUrl();
        }
        return HIKARI ? Hikari.url(source) : null;
    }

    /** Closes a connection after a failure. */
    static void closeAfter(Exception failure, Connection connection) {
        try {
            connection.close();
        } catch (SQLException second) {
            failure.addSuppressed(second);
        }
    }

    /** Returns the SQL that the pool runs on each new connection; empty if unknown. */
    static String initSql(DataSource source) {
        return HIKARI ? Hikari.initSql(source) : "";
    }

    /**
     * Evicts a connection from its pool. If the pool does not support this, aborts the connection.
     *
     * @return whether the pool evicted the connection, so that it must not be returned as well
     */
    static boolean evict(DataSource source, Connection connection, String why) {
        if (HIKARI && Hikari.evict(source, connection)) {
            LOGGER.info("Evicted the connection of the migration from its pool: {}.", why);
            return true;
        }
        LOGGER.warn("Closing the connection of the migration instead of returning it to its pool: {}.", why);
        end(connection);
        return false;
    }

    /** Aborts a connection. */
    static void end(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException failure) {
            LOGGER.warn("Could not close the connection of the migration: {}", failure.getMessage());
        }
    }

    /** Calls HikariCP. This class is loaded only if HikariCP is present. */
    private static final class Hikari {

        static @Nullable String url(DataSource source) {
            try {
                return source.isWrapperFor(HikariDataSource.class)
                        ? source.unwrap(HikariDataSource.class).getJdbcUrl()
                        : null;
            } catch (SQLException failure) {
                LOGGER.debug("Could not read the URL of the connection pool: {}", failure.getMessage());
                return null;
            }
        }

        static String initSql(DataSource source) {
            try {
                return source.isWrapperFor(HikariDataSource.class)
                        ? Objects.requireNonNullElse(
                                source.unwrap(HikariDataSource.class).getConnectionInitSql(), "")
                        : "";
            } catch (SQLException failure) {
                LOGGER.debug("Could not read the init SQL of the connection pool: {}", failure.getMessage());
                return "";
            }
        }

        static boolean evict(DataSource source, Connection connection) {
            try {
                if (!source.isWrapperFor(HikariDataSource.class)) {
                    return false;
                }
                source.unwrap(HikariDataSource.class).evictConnection(connection);
                return true;
            } catch (SQLException | ClassCastException failure) {
                LOGGER.debug("Could not evict the connection from its pool: {}", failure.getMessage());
                return false;
            }
        }
    }
}
