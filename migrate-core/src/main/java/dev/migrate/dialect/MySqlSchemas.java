package dev.migrate.dialect;

import dev.migrate.sql.Query;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The databases of MySQL and MariaDB, which have the place of schemas. */
final class MySqlSchemas extends Schemas {

    private static final String CURRENT_USER = "select concat(quote(substring_index(current_user(), '@', 1)), '@',"
            + " quote(substring_index(current_user(), '@', -1)))";

    MySqlSchemas(Dialect dialect) {
        super(dialect);
    }

    @Override
    public String defaultSchema(Connection session, String table) throws SQLException {
        String catalog = session.getCatalog();
        if (catalog == null || catalog.isEmpty()) {
            throw new SQLException("No database is selected; name one in the JDBC URL.", "3D000");
        }
        return quote(catalog);
    }

    /** Returns the user that the server matched, with its host. */
    @Override
    public String user(Connection session) throws SQLException {
        return String.valueOf(Query.row(session, CURRENT_USER).get(0));
    }

    @Override
    public Optional<String> grant(Connection session, RecordTables recordTables, boolean exist) throws SQLException {
        String schema = recordTables.schema() == null ? quote(session.getCatalog()) : recordTables.schema();
        return Optional.of("GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, INDEX ON %s.* TO %s"
                .formatted(schema, user(session)));
    }

    /** The schema restricts both tables of the catalog, which the server otherwise reads for all schemas. */
    @Override
    String tablesQuery(String columns) {
        return """
                select t.table_schema, t.table_name, group_concat(lower(c.column_name))
                from information_schema.tables t left join (
                  select table_name, column_name from information_schema.columns
                  where table_schema = ? and lower(column_name) in (%s)) c on c.table_name = t.table_name
                where t.table_schema = ? and t.table_type in ('BASE TABLE', 'SYSTEM VERSIONED')
                group by t.table_schema, t.table_name order by t.table_name""".formatted(columns);
    }

    @Override
    String existenceQuery(RecordTables recordTables) {
        return "show tables from %s like ''".formatted(recordTables.schema());
    }

    @Override
    public List<String> names(Connection session) throws SQLException {
        try (ResultSet names = session.getMetaData().getCatalogs()) {
            return Query.rows(names).stream()
                    .map((row) -> String.valueOf(row.get(0)))
                    .toList();
        }
    }

    @Override
    public String inStatement(String given) {
        return quote(unquoted(given));
    }

    @Override
    public String described(String schema) {
        return "database '%s'".formatted(schema);
    }
}
