package dev.migrate.scratch;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * The server of the live database. Connects to it as the data source of the live database does, outside of its
 * connection pool.
 */
final class PostgresServer {

    private final String liveUrl;
    private final Properties properties;

    private PostgresServer(String liveUrl, Properties properties) {
        this.liveUrl = liveUrl;
        this.properties = properties;
    }

    /**
     * Returns the server of a live database.
     *
     * @throws SQLException if the live database cannot be queried
     */
    static PostgresServer of(LiveDatabase live) throws SQLException {
        String url = live.session().getMetaData().getURL();
        return new PostgresServer(url == null ? "" : url, ConnectionProperties.of(live.dataSource()));
    }

    /**
     * Connects to the live database.
     *
     * @throws SQLException if the server does not accept another connection of the same user to this database
     */
    Connection connect(PostgresDatabaseProperties live) throws SQLException {
        return connected(this.liveUrl, live.user(), live.database());
    }

    /**
     * Connects to another database, whose name must need no quotes.
     *
     * @throws SQLException if the server does not accept another connection of the same user to that database
     */
    Connection connect(PostgresDatabaseProperties live, String database) throws SQLException {
        return connected(PostgresUrl.of(this.liveUrl).withDatabase(database), live.user(), database);
    }

    /** Connects, and checks where: a parameter of the URL or a proxy might select the database or the user. */
    private Connection connected(String url, String user, String database) throws SQLException {
        Connection connection = DriverManager.getConnection(url, this.properties);
        boolean expected = false;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select session_user, current_database()")) {
            rows.next();
            expected = user.equals(rows.getString(1)) && database.equals(rows.getString(2));
            if (!expected) {
                throw new SQLException(
                        "The connection is of user '%s' to database '%s', instead of user '%s' to database '%s'"
                                .formatted(rows.getString(1), rows.getString(2), user, database));
            }
            return connection;
        } finally {
            if (!expected) {
                connection.close();
            }
        }
    }
}
