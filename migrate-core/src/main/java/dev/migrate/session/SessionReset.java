package dev.migrate.session;

import com.mysql.cj.jdbc.JdbcConnection;
import java.sql.Connection;
import java.sql.SQLException;
import org.mariadb.jdbc.message.client.ResetPacket;

/** The reset of a whole session that the protocol of MySQL and MariaDB has, by whichever of their drivers is there. */
final class SessionReset {

    private static final boolean MARIADB = isThere("org.mariadb.jdbc.message.client.ResetPacket");
    private static final boolean MYSQL = isThere("com.mysql.cj.jdbc.JdbcConnection");

    private SessionReset() {}

    /** Resets the session; false where the driver has no such call. */
    static boolean of(Connection connection) throws SQLException {
        return (MARIADB && MariaDb.reset(connection)) || (MYSQL && MySql.reset(connection));
    }

    private static boolean isThere(String name) {
        try {
            Class.forName(name, false, SessionReset.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }

    /** Loaded only where the driver is there. */
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

    /** Likewise. */
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
