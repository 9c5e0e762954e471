package dev.migrate.inspect;

import dev.migrate.schema.Schema;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Reads what a database looks like. Whatever can be said in several ways comes out in the one that the server prints, and
 * names of the home schema come out without it, so that two databases of one product can be compared as texts.
 */
public interface Inspector {

    /** Reads all that is in scope, in a few queries, and leaves the session as it was. */
    Schema read(Connection connection, Scope scope) throws SQLException;
}
