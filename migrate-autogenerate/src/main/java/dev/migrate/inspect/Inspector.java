package dev.migrate.inspect;

import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the schema of a database. SQL that can be written in several ways is returned as the server prints it. Names in
 * the default schema are not qualified. Two databases of one product can therefore be compared as text.
 */
public interface Inspector {

    /**
     * Reads all objects in scope with a few queries, and leaves the session unchanged.
     *
     * @throws SQLException if the catalog cannot be read
     */
    Schema read(Connection connection, Scope scope) throws SQLException;

    /**
     * Returns descriptions of the objects that {@link #read} omits. Databases with equal descriptions do not differ in
     * these objects.
     *
     * @throws SQLException if the catalog cannot be read
     */
    default Set<String> unread(Connection connection, Scope scope) throws SQLException {
        return Set.of();
    }

    /**
     * Returns the tables out of scope whose rows would be deleted or changed while a table that they reference is
     * rebuilt, by the name of that table. Empty if the product changes tables in place.
     *
     * @throws SQLException if the catalog cannot be read
     */
    default Map<QualifiedName, QualifiedName> externalDependents(Connection connection, Scope scope)
            throws SQLException {
        return Map.of();
    }

    /**
     * Returns who may use the objects in scope, without privileges that the product keeps by the names of objects. Empty if
     * scratch databases do not have its users.
     *
     * @throws SQLException if the catalog cannot be read
     */
    default List<Access> access(Connection connection, Scope scope) throws SQLException {
        return List.of();
    }

    /**
     * Returns the properties of tables that the server drops without notice.
     *
     * @throws SQLException if the catalog cannot be read
     */
    default List<Attachment> attachments(Connection connection, Scope scope) throws SQLException {
        return List.of();
    }

    /**
     * Returns the schemas out of scope, on MariaDB and MySQL the databases, in which objects in scope need an object, or in
     * which an object uses one of them.
     *
     * @param mentioned the names in the statements of the models, in lower case; what they mention is needed as well
     * @throws SQLException if the catalog cannot be read
     */
    default Set<String> connectedSchemas(Connection connection, Scope scope, Set<String> mentioned)
            throws SQLException {
        return Set.of();
    }

    /**
     * Returns the schemas out of scope in which an extension was created.
     *
     * @throws SQLException if the catalog cannot be read
     */
    default Set<String> schemasOfExtensions(Connection connection, Scope scope) throws SQLException {
        return Set.of();
    }

    /**
     * Returns the statements that create the extensions of the database, each by the names of the types that it contains.
     *
     * @throws SQLException if the catalog cannot be read
     */
    default Map<String, String> extensionsOfTypes(Connection connection, Scope scope) throws SQLException {
        return Map.of();
    }
}
