package dev.migrate.session;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.conf.RuntimeProperty;
import com.mysql.cj.jdbc.JdbcConnection;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The queries by which the driver of MySQL finds out, before each statement that writes, whether the session is
 * read-only. The server rejects the statement in that case, so they are not needed during a run.
 */
final class MySqlReadOnlyQueries {

    private static final boolean MYSQL = MySqlProtocolReset.isThere("com.mysql.cj.jdbc.JdbcConnection");

    private MySqlReadOnlyQueries() {}

    /** Turns the queries off; returns whether they were on. */
    static boolean turnOff(Connection connection) throws SQLException {
        return MYSQL && Driver.set(connection, false);
    }

    /** Turns the queries on again. */
    static void turnOn(Connection connection) throws SQLException {
        Driver.set(connection, true);
    }

    /** Calls the driver. This class is loaded only if the driver is present. */
    private static final class Driver {

        /** Sets the property that also makes {@code setReadOnly} a statement; returns whether this changed it. */
        static boolean set(Connection connection, boolean value) throws SQLException {
            if (!connection.isWrapperFor(JdbcConnection.class)) {
                return false;
            }
            RuntimeProperty<Boolean> property = connection
                    .unwrap(JdbcConnection.class)
                    .getPropertySet()
                    .getBooleanProperty(PropertyKey.readOnlyPropagatesToServer);
            boolean changes = property.getValue() != value;
            property.setValue(value);
            return changes;
        }
    }
}
