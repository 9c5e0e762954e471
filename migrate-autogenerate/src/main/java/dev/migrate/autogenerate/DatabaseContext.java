package dev.migrate.autogenerate;

import dev.migrate.ddl.Ddl;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.guard.StatementGuard;
import dev.migrate.operation.DdlLimit;
import dev.migrate.operation.Operation;
import dev.migrate.operation.PortableTypes;
import dev.migrate.product.Product;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Describes the database with which models are compared, for a {@link ModelSource}. */
public final class DatabaseContext {

    private final Dialect dialect;
    private final Ddl ddl;
    private final Version version;
    private final @Nullable String defaultSchema;
    private final Folding folding;
    private final Map<String, String> variables;
    private final StatementGuard guard;
    private final Schema current;

    /**
     * The product and its version, as the JDBC driver reports them.
     *
     * @param productName the name of the product
     * @param text the version
     * @param major the first number of the version
     * @param minor the second number of the version
     */
    public record Version(String productName, String text, int major, int minor) {

        static Version of(DatabaseMetaData database) throws SQLException {
            return new Version(
                    database.getDatabaseProductName(),
                    database.getDatabaseProductVersion(),
                    database.getDatabaseMajorVersion(),
                    database.getDatabaseMinorVersion());
        }
    }

    /** How a database folds unquoted names. */
    public enum Folding {
        /** To upper case. */
        UPPER,
        /** To lower case. */
        LOWER,
        /** Not at all. */
        NONE;

        static Folding of(DatabaseMetaData database) throws SQLException {
            if (database.storesUpperCaseIdentifiers()) {
                return UPPER;
            }
            return database.storesLowerCaseIdentifiers() ? LOWER : NONE;
        }
    }

    private DatabaseContext(
            Dialect dialect,
            Ddl ddl,
            Version version,
            @Nullable String defaultSchema,
            Folding folding,
            Map<String, String> variables,
            StatementGuard guard,
            Schema current) {
        this.dialect = dialect;
        this.ddl = ddl;
        this.version = version;
        this.defaultSchema = defaultSchema;
        this.folding = folding;
        this.variables = Map.copyOf(variables);
        this.guard = guard;
        this.current = current;
    }

    /**
     * Returns the description of the database of a connection, with an empty schema.
     *
     * @throws SQLException if the database cannot be queried
     * @throws dev.migrate.error.DatabaseException if the product is not supported
     */
    public static DatabaseContext of(Connection connection) throws SQLException {
        return of(connection, Dialects.of(connection.getMetaData()), Schema.EMPTY);
    }

    /**
     * Returns the description of the database of a connection.
     *
     * @param current the schema that was read from it
     */
    static DatabaseContext of(Connection connection, Dialect dialect, Schema current) throws SQLException {
        DatabaseMetaData database = connection.getMetaData();
        String schema = connection.getSchema();
        return new DatabaseContext(
                dialect,
                dialect.ddl(connection),
                Version.of(database),
                schema == null ? connection.getCatalog() : schema,
                Folding.of(database),
                dialect.variables(connection),
                Product.of(dialect).guard().of(connection),
                current);
    }

    /** Returns the same description with another schema. */
    public DatabaseContext withCurrent(Schema schema) {
        return new DatabaseContext(
                this.dialect,
                this.ddl,
                this.version,
                this.defaultSchema,
                this.folding,
                this.variables,
                this.guard,
                schema);
    }

    Dialect dialect() {
        return this.dialect;
    }

    /** Returns what finds the statements that a scratch database refuses. */
    StatementGuard guard() {
        return this.guard;
    }

    Ddl ddl() {
        return this.ddl;
    }

    /** Returns the name of the product as in {@code dialect=} of a script. */
    public String product() {
        return this.dialect.name();
    }

    /** Returns the product and its version, as the JDBC driver reports them. */
    public Version version() {
        return this.version;
    }

    /**
     * Returns the default schema (on MariaDB and MySQL, the database), as the catalog spells it; null if the product has
     * only one.
     */
    public @Nullable String defaultSchema() {
        return this.defaultSchema;
    }

    /** Returns how the database folds unquoted names. */
    public Folding folding() {
        return this.folding;
    }

    /** Returns the server settings on which the SQL of a model depends, by name. */
    public Map<String, String> variables() {
        return this.variables;
    }

    /** Returns the current schema, which completes models that are partial. */
    public Schema current() {
        return this.current;
    }

    /** Returns the columns and sequences of the product for portable types. */
    public PortableTypes portableTypes() {
        return this.dialect.portableTypes();
    }

    /** Returns the type of arrays of a type; empty if the product has no arrays. */
    public Optional<String> arrayType(String element) {
        return this.dialect.arrayType(element);
    }

    /** Whether an unqualified table of a foreign key is in the schema of the table that has the key. */
    public boolean resolvesKeysInSchemaOfTable() {
        return this.dialect.resolvesKeysInSchemaOfTable();
    }

    /** Returns the changes that the product does not support in place. */
    public Set<DdlLimit> limits() {
        return this.ddl.limits();
    }

    /** Returns the statements of an operation in the SQL of the product. */
    public List<String> sql(Operation operation) {
        return operation.accept(this.ddl);
    }

    /** Returns a qualified name as written in SQL. */
    public String written(QualifiedName name) {
        return this.ddl.name(name);
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
