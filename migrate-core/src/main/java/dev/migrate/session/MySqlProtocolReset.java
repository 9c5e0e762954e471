package dev.migrate.session;

import com.mysql.cj.jdbc.JdbcConnection;
import java.sql.Connection;
import java.sql.SQLException;
import org.mariadb.jdbc.message.client.ResetPacket;

/** Resets a session over the protocol of MySQL and MariaDB, with either of their drivers. */
final class MySqlProtocolReset {

    private static final boolean MARIADB = isThere("org.mariadb.jdbc.message.client.ResetPacket");
    private static final boolean MYSQL = isThere("com.mysql.cj.jdbc.JdbcConnection");

    private MySqlProtocolReset() {}

    /** Resets the session; returns false if the driver does not support this. */
    static boolean of(Connection connection) throws SQLException {
        return (MARIADB && MariaDb.reset(connection)) || (MYSQL && MySql.reset(connection));
    }

    /** Returns whether a class of a driver is on the class path. */
    static boolean isThere(String name) {
        try {
            Class.forName(name, false, MySqlProtocolReset.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }

    /** Calls the driver of MariaDB. This class is loaded only if the driver is present. */
    private static final class MariaDb {

        static boolean reset(Connection connection) throws SQLException {
            if (!connection.isWrapperFor(org.mariadb.jdbc.Connection.class)) {
                return false;
            }
            org.mariadb.jdbc.Connection driver = connection.unwrap(org.mariadb.jdbc.Connection.class);
            driver.getClient().execute(ResetPacket.INSTANCE, true);
            driver.getContext().resetPrepareCache();
            return true;
        }
    }

    /** Calls the driver of MySQL. This class is loaded only if the driver is present. */
    private static final class MySql {

        static boolean reset(Connection connection) throws SQLException {
            if (!connection.isWrapperFor(JdbcConnection.class)) {
                return false;
            }
            connection.unwrap(JdbcConnection.class).resetServerState();
            return true;
        }
    }
}
