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
     * @throws SQLException if the server does not accept another connection of the same user
     */
    Connection connect(PostgresDatabaseProperties live) throws SQLException {
        return connected(this.liveUrl, live);
    }

    /**
     * Connects to another database, whose name must need no quotes.
     *
     * @throws SQLException if the server does not accept another connection of the same user
     */
    Connection connect(PostgresDatabaseProperties live, String database) throws SQLException {
        return connected(PostgresUrl.of(this.liveUrl).withDatabase(database), live);
    }

    private Connection connected(String url, PostgresDatabaseProperties live) throws SQLException {
        Connection connection = DriverManager.getConnection(url, this.properties);
        String user = user(connection);
        if (!user.equals(live.user())) {
            connection.close();
            throw new SQLException(
                    "The data source connects as '%s', but its properties say '%s'".formatted(live.user(), user));
        }
        return connection;
    }

    private static String user(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select session_user")) {
            return rows.next() ? rows.getString(1) : "";
        }
    }
}
