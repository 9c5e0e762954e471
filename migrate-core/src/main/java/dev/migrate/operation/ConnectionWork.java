package dev.migrate.operation;

import java.sql.Connection;
import java.sql.SQLException;

/** Code of a migration that uses a JDBC connection. */
@FunctionalInterface
public interface ConnectionWork {

    /**
     * Runs the code.
     *
     * @throws SQLException to make the revision fail
     */
    void run(Connection connection) throws SQLException;
}
