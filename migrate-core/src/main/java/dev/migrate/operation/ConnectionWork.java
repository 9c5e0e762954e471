package dev.migrate.operation;

import java.sql.Connection;
import java.sql.SQLException;

/** Code that uses a connection. */
@FunctionalInterface
public interface ConnectionWork {

    /** Does the work; what it throws makes the revision fail. */
    void run(Connection connection) throws SQLException;
}
