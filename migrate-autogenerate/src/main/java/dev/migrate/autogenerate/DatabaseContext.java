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
 * The database that a model is compared with, as far as a source of models has to know it.
 *
 * @param ddl how it is told what to change
 * @param productName what the JDBC driver calls the product
 * @param home the schema (on MariaDB, MySQL: the database) in which the application lives, as the catalogue spells it;
 *     none where the product has but one
 * @param folding what becomes of a name without quotes
 * @param variables the server's settings on which the SQL of a model depends, by name
 * @param current what it looks like now; a source that cannot say everything takes the rest from here
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

    /** What becomes of a name without quotes. */
    public enum Folding {
        UPPER,
        LOWER,
        NONE
    }

    public DatabaseContext {
        variables = Map.copyOf(variables);
    }

    /**
     * What a connection leads to.
     *
     * @param current what was read of it
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

    /** The same when it has come to look another way. */
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

    /** A name that was written without quotes, as the catalogue spells it. */
    public String folded(String name) {
        return switch (this.folding) {
            case UPPER -> name.toUpperCase(Locale.ROOT);
            case LOWER -> name.toLowerCase(Locale.ROOT);
            case NONE -> name;
        };
    }
}
