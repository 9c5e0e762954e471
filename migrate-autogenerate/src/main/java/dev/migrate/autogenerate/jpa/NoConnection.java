package dev.migrate.autogenerate.jpa;

import java.sql.Connection;
import java.sql.SQLException;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;

/** Rejects requests for a connection, so that Hibernate starts without the database. */
final class NoConnection implements ConnectionProvider {

    @Override
    public Connection getConnection() throws SQLException {
        throw new SQLException(
                "Hibernate was started to read the mapping of the entities, without a connection to the database.");
    }

    @Override
    public void closeConnection(Connection connection) throws SQLException {
        connection.close();
    }

    @Override
    public boolean supportsAggressiveRelease() {
        return false;
    }

    @Override
    public boolean isUnwrappableAs(Class<?> type) {
        return type.isInstance(this);
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        return type.cast(this);
    }
}
