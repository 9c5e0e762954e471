package dev.migrate.dialect;

import dev.migrate.sql.Query;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The schemas of a product: those that the catalog shows, and the names that users, statements and messages use. */
public abstract class Schemas {

    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Dialect dialect;

    Schemas(Dialect dialect) {
        this.dialect = dialect;
    }

    final String quote(String name) {
        return this.dialect.quote(name);
    }

    /** Returns a name without its quotes, if it has any. */
    public final String unquoted(String name) {
        String quote = quote("").substring(1);
        boolean quoted = name.length() > 2 && name.startsWith(quote) && name.endsWith(quote);
        return quoted ? name.substring(1, name.length() - 1).replace(quote + quote, quote) : name;
    }

    /**
     * Returns the schema, quoted, in which the engine's tables are, or would be created, if no schema is set. The name
     * is fixed so that a script that changes the session's schema does not redirect the record.
     *
     * @param table the name of the record's table, without a schema
     * @throws SQLException if the database cannot be queried, or if the session has no current schema where one is
     *     required
     */
    public abstract String defaultSchema(Connection session, String table) throws SQLException;

    /**
     * Returns the user of a session, quoted for a statement.
     *
     * @throws SQLException if the user cannot be determined
     */
    public String user(Connection session) throws SQLException {
        return quote(session.getMetaData().getUserName());
    }

    /**
     * Returns the statement that grants the user of a session the privileges that the engine's tables require; empty if
     * the product has no single statement for it.
     *
     * @param exist whether the tables exist, and another user owns them
     * @throws SQLException if the user cannot be determined
     */
    public Optional<String> grant(Connection session, RecordTables recordTables, boolean exist) throws SQLException {
        return Optional.empty();
    }

    /**
     * Returns the schema of the engine's tables if none is set, where it is the same in every session; null otherwise.
     */
    public @Nullable String fixedSchema() {
        return null;
    }

    /**
     * Returns the schemas in which a session finds names. A product without a search path has only the current one.
     *
     * @param table the name of the record's table, without a schema
     * @param columns the columns of interest, in lower case
     * @throws SQLException if the database cannot be queried
     */
    public SessionSchemas ofSession(Connection session, String table, Collection<String> columns) throws SQLException {
        String current = session.getCatalog();
        List<String> reached = current == null ? List.of() : List.of(current);
        return new SessionSchemas(current, session.getMetaData().getUserName(), "", reached, List.of());
    }

    /**
     * Returns the tables of a schema, without views, temporary tables, and tables that extensions have created.
     *
     * @param schema the schema, not quoted
     * @param columns the columns of interest, in lower case
     * @throws SQLException if the database cannot be queried
     */
    public final List<FoundTable> tables(Connection session, String schema, Collection<String> columns)
            throws SQLException {
        String query = tablesQuery(literals(columns));
        try (PreparedStatement statement = session.prepareStatement(query)) {
            for (int parameter = 1;
                    parameter <= query.chars().filter((c) -> c == '?').count();
                    parameter++) {
                statement.setString(parameter, schema);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return Query.rows(rows).stream().map(Schemas::foundTable).toList();
            }
        }
    }

    /** Returns column names as a list of literals. */
    static String literals(Collection<String> columns) {
        return columns.stream().map("'%s'"::formatted).collect(Collectors.joining(", "));
    }

    /**
     * Returns the query for the tables of a schema, whose rows hold their schema, their name, and those of the columns
     * of interest that they have. The value of each of its parameters is the schema.
     *
     * @param columns the columns of interest as literals, in lower case, separated by commas
     */
    abstract String tablesQuery(String columns);

    static FoundTable foundTable(List<@Nullable String> row) {
        String columns = row.get(2);
        return new FoundTable(
                String.valueOf(row.get(0)),
                String.valueOf(row.get(1)),
                columns == null ? Set.of() : Set.of(columns.split(",")));
    }

    /**
     * Whether the schema of the record's tables, as written in a statement, is known not to exist.
     *
     * @throws SQLException if the query fails for another reason
     */
    public final boolean isMissing(Connection session, RecordTables recordTables) throws SQLException {
        try (java.sql.Statement statement = session.createStatement()) {
            statement.execute(existenceQuery(recordTables));
            return false;
        } catch (SQLException failure) {
            return switch (this.dialect.failureKind(failure)) {
                case MISSING_SCHEMA -> true;
                case MISSING_TABLE, MISSING_RIGHT, LOCK_TIMEOUT -> false;
                default -> throw failure;
            };
        }
    }

    /**
     * Returns a query that fails because of the schema if the schema of the record's tables does not exist.
     *
     * @param recordTables the tables, with a schema as written in a statement
     */
    abstract String existenceQuery(RecordTables recordTables);

    /**
     * Returns the schemas of the database, as the catalog names them.
     *
     * @throws SQLException if the database cannot be queried
     */
    public List<String> names(Connection session) throws SQLException {
        try (ResultSet names = session.getMetaData().getSchemas()) {
            return Query.rows(names).stream()
                    .map((row) -> String.valueOf(row.get(0)))
                    .toList();
        }
    }

    /**
     * Returns the catalog name of a schema, for a schema as written in a statement.
     *
     * @throws SQLException if the database cannot be queried
     */
    public String catalogName(Connection session, String schema) throws SQLException {
        return unquoted(schema);
    }

    /**
     * Returns a user-supplied schema for use in a statement. A plain word is unchanged, so that the product folds its
     * case; a quoted name is unchanged; any other name, and a reserved word, is quoted.
     */
    public String inStatement(String given) {
        boolean plain =
                PLAIN_NAME.matcher(given).matches() && !this.dialect.ddl().isReserved(given);
        return plain || quote(unquoted(given)).equals(given) ? given : quote(given);
    }

    /** Returns a schema of the catalog as a user must write it for {@link #inStatement} to refer to it. */
    public String settable(String schema) {
        return unquoted(inStatement(schema)).equals(schema) ? schema : quote(schema);
    }

    /** Returns a description of a schema of the catalog for messages. */
    public String described(String schema) {
        return "schema '%s'".formatted(schema);
    }
}
