package dev.migrate.autogenerate;

import dev.migrate.ddl.Ddl;
import dev.migrate.dialect.Dialect;
import dev.migrate.schema.Schema;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Describes the database with which models are compared, for a {@link ModelSource}.
 *
 * @param ddl generates the SQL of operations for this database
 * @param productName the name of the product, as the JDBC driver reports it
 * @param home the default schema (on MariaDB and MySQL, the database), as the catalog spells it; null if the product
 *     has only one
 * @param folding how the database folds unquoted names
 * @param variables the server settings on which the SQL of a model depends, by name
 * @param current the current schema, which completes models that are partial
 */
public record DatabaseContext(
        Dialect dialect,
        Ddl ddl,
        String productName,
        String productVersion,
        int major,
        int minor,
        @Nullable String home,
        Folding folding,
        Map<String, String> variables,
        Schema current) {

    /** How a database folds unquoted names. */
    public enum Folding {
        UPPER,
        LOWER,
        NONE
    }

    public DatabaseContext {
        variables = Map.copyOf(variables);
    }

    /**
     * Returns the description of the database of a connection.
     *
     * @param current the schema that was read from it
     * @throws SQLException if the database cannot be queried
     */
    public static DatabaseContext of(Connection connection, Dialect dialect, Schema current) throws SQLException {
        DatabaseMetaData database = connection.getMetaData();
        String schema = connection.getSchema();
        return new DatabaseContext(
                dialect,
                dialect.ddl(connection),
                database.getDatabaseProductName(),
                database.getDatabaseProductVersion(),
                database.getDatabaseMajorVersion(),
                database.getDatabaseMinorVersion(),
                schema == null ? connection.getCatalog() : schema,
                folding(database),
                dialect.variables(connection),
                current);
    }

    /** Returns the same description with another schema. */
    public DatabaseContext seeing(Schema schema) {
        return new DatabaseContext(
                this.dialect,
                this.ddl,
                this.productName,
                this.productVersion,
                this.major,
                this.minor,
                this.home,
                this.folding,
                this.variables,
                schema);
    }

    private static Folding folding(DatabaseMetaData database) throws SQLException {
        if (database.storesUpperCaseIdentifiers()) {
            return Folding.UPPER;
        }
        return database.storesLowerCaseIdentifiers() ? Folding.LOWER : Folding.NONE;
    }

    /** Returns an unquoted name as the catalog spells it. */
    public String folded(String name) {
        return switch (this.folding) {
            case UPPER -> name.toUpperCase(Locale.ROOT);
            case LOWER -> name.toLowerCase(Locale.ROOT);
            case NONE -> name;
        };
    }
}
