package dev.migrate.dialect;

import dev.migrate.sql.Query;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The schemas of H2, where a session has a current schema and a search path. */
final class H2Schemas extends Schemas {

    private static final Pattern QUOTED_NAME = Pattern.compile("\"([^\"]|\"\")+\"");

    /** Names of the catalog in upper case resolve however the database folds names. */
    private static final String TABLES = """
            select T.TABLE_SCHEMA, T.TABLE_NAME, (
              select listagg(lower(C.COLUMN_NAME), ',') from INFORMATION_SCHEMA.COLUMNS C
              where C.TABLE_SCHEMA = T.TABLE_SCHEMA and C.TABLE_NAME = T.TABLE_NAME and lower(C.COLUMN_NAME) in (%s))
            from INFORMATION_SCHEMA.TABLES T where T.TABLE_TYPE = 'BASE TABLE'""";

    H2Schemas(Dialect dialect) {
        super(dialect);
    }

    /** Returns the current schema, unless only another schema on the search path has the table. */
    @Override
    public String defaultSchema(Connection session, String table) throws SQLException {
        List<String> holders = ofSession(session, table, List.of()).records().stream()
                .filter(SessionSchemas.RecordTable::onPath)
                .map((found) -> found.table().schema())
                .toList();
        String current = session.getSchema();
        if (holders.contains(current)) {
            return quote(current);
        }
        return quote(searchPath(session).stream()
                .filter(holders::contains)
                .findFirst()
                .orElse(current));
    }

    @Override
    public SessionSchemas ofSession(Connection session, String table, Collection<String> columns) throws SQLException {
        String current = session.getSchema();
        List<String> path = searchPath(session);
        String query = TABLES.formatted(columns.isEmpty() ? "''" : literals(columns))
                + " and upper(T.TABLE_NAME) = upper(?) order by 1";
        try (PreparedStatement statement = session.prepareStatement(query)) {
            statement.setString(1, table);
            try (ResultSet rows = statement.executeQuery()) {
                List<SessionSchemas.RecordTable> records = Query.rows(rows).stream()
                        .map(Schemas::foundTable)
                        .map((found) -> new SessionSchemas.RecordTable(
                                found, found.schema().equals(current) || path.contains(found.schema()), true))
                        .toList();
                List<String> reached = Stream.concat(Stream.of(current), path.stream())
                        .filter((schema) -> !schema.equalsIgnoreCase("INFORMATION_SCHEMA"))
                        .distinct()
                        .toList();
                return new SessionSchemas(
                        current, session.getMetaData().getUserName(), String.join(", ", path), reached, records);
            }
        }
    }

    /** Returns the additional schemas in which the session looks up a name. */
    private List<String> searchPath(Connection session) throws SQLException {
        String query =
                "select STATE_COMMAND from INFORMATION_SCHEMA.SESSION_STATE where STATE_KEY = 'SCHEMA_SEARCH_PATH'";
        List<String> path = new ArrayList<>();
        for (List<@Nullable String> row : Query.rows(session, query)) {
            Matcher name = QUOTED_NAME.matcher(String.valueOf(row.get(0)));
            while (name.find()) {
                path.add(unquoted(name.group()));
            }
        }
        return path;
    }

    @Override
    String tablesQuery(String columns) {
        return TABLES.formatted(columns) + " and T.TABLE_SCHEMA = ? order by T.TABLE_NAME";
    }

    @Override
    String existenceQuery(RecordTables recordTables) {
        return "select 1 from %s where 1 = 0".formatted(recordTables.revision());
    }

    /** An unquoted name is looked up regardless of case, because the database's settings decide how it is folded. */
    @Override
    public String catalogName(Connection session, String schema) throws SQLException {
        String name = unquoted(schema);
        if (!name.equals(schema)) {
            return name;
        }
        String query =
                "select SCHEMA_NAME from INFORMATION_SCHEMA.SCHEMATA where upper(SCHEMA_NAME) = upper(?) order by 1";
        try (PreparedStatement statement = session.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : name;
            }
        }
    }

    @Override
    public String settable(String schema) {
        return schema.equals(schema.toUpperCase(Locale.ROOT)) ? super.settable(schema) : quote(schema);
    }
}
