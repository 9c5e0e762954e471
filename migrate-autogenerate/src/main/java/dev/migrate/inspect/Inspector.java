package dev.migrate.inspect;

import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;

/**
 * Reads what a database looks like. Whatever can be said in several ways comes out in the one that the server prints, and
 * names of the home schema come out without it, so that two databases of one product can be compared as texts.
 */
public interface Inspector {

    /** Reads all that is in scope, in a few queries, and leaves the session as it was. */
    Schema read(Connection connection, Scope scope) throws SQLException;

    /**
     * What there is of which {@link #read} says nothing, told for people: two databases that tell the same of it do not
     * differ in it.
     */
    default Set<String> unread(Connection connection, Scope scope) throws SQLException {
        return Set.of();
    }

    /**
     * The tables out of scope whose rows go, or lose a value, while a table that they point to is made anew; each by the
     * name of that table. There are none where tables change in place.
     */
    default Map<QualifiedName, QualifiedName> externalDependents(Connection connection, Scope scope)
            throws SQLException {
        return Map.of();
    }
}
