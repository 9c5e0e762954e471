package dev.migrate.dialect;

import dev.migrate.sql.Query;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The schemas of PostgreSQL, several of which are on the search path of a session. */
final class PostgresSchemas extends Schemas {

    /**
     * The current schema, except {@code pg_temp} and {@code pg_catalog}: their tables are temporary or the server's
     * own.
     */
    private static final String CURRENT_SCHEMA =
            "case when left(current_schema(), 3) <> 'pg_' then current_schema() end";

    /** The schema of a table, or else the schema in which it would be created. */
    private static final String SCHEMA_OF_TABLE = "quote_ident(coalesce((select n.nspname from pg_class c"
            + " join pg_namespace n on n.oid = c.relnamespace where c.oid = to_regclass(%s)), " + CURRENT_SCHEMA
            + ", 'public'))";

    private static final String COLUMNS_OF_INTEREST = "(select string_agg(lower(a.attname), ',') from pg_attribute a"
            + " where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and lower(a.attname) in (%s))";

    PostgresSchemas(Dialect dialect) {
        super(dialect);
    }

    /** Returns an expression for the schema of a table, or else the schema in which it would be created. */
    static String schemaOf(String table) {
        return SCHEMA_OF_TABLE.formatted(table);
    }

    @Override
    public String defaultSchema(Connection session, String table) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement("select " + schemaOf("?"))) {
            statement.setString(1, table);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    @Override
    public Optional<String> grant(Connection session, RecordTables recordTables, boolean exist) throws SQLException {
        String user = user(session);
        String schema = recordTables.schema();
        if (exist) {
            return Optional.of("GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO %s"
                    .formatted(String.join(", ", recordTables.names()), user));
        }
        return schema == null
                ? Optional.empty()
                : Optional.of("GRANT USAGE, CREATE ON SCHEMA %s TO %s".formatted(schema, user));
    }

    /** The schemas of the search path include those that do not exist or that this user cannot use. */
    @Override
    public SessionSchemas ofSession(Connection session, String table, Collection<String> columns) throws SQLException {
        List<@Nullable String> settings =
                Query.row(session, "select " + CURRENT_SCHEMA + ", current_user, current_setting('search_path')");
        String user = String.valueOf(settings.get(1));
        String path = String.valueOf(settings.get(2));
        Set<String> named = new PostgresSearchPath(path).schemas(user);
        List<String> reached = Query.rows(session, "select unnest(current_schemas(false))").stream()
                .map((row) -> String.valueOf(row.get(0)))
                .filter((schema) -> !schema.startsWith("pg_"))
                .toList();
        String query = """
                select n.nspname, c.relname, %s,
                  has_schema_privilege(n.oid, 'USAGE') and has_table_privilege(c.oid, 'SELECT')
                    and not row_security_active(c.oid)
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relname = ? and c.relkind in ('r', 'p') and c.relpersistence <> 't' order by 1""".formatted(COLUMNS_OF_INTEREST.formatted(literals(columns)));
        try (PreparedStatement statement = session.prepareStatement(query)) {
            statement.setString(1, table.toLowerCase(Locale.ROOT));
            try (ResultSet rows = statement.executeQuery()) {
                List<SessionSchemas.RecordTable> records = Query.rows(rows).stream()
                        .map((row) -> new SessionSchemas.RecordTable(
                                foundTable(row), named.contains(row.get(0)), "t".equals(row.get(3))))
                        .toList();
                return new SessionSchemas(settings.get(0), user, path, reached, records);
            }
        }
    }

    @Override
    String tablesQuery(String columns) {
        return """
                select n.nspname, c.relname, %s
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = ? and c.relkind in ('r', 'p', 'f') and not exists (
                  select 1 from pg_depend d
                  where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
                order by c.relispartition, c.relname""".formatted(COLUMNS_OF_INTEREST.formatted(columns));
    }

    @Override
    String existenceQuery(RecordTables recordTables) {
        return "select '%s'::regnamespace"
                .formatted(String.valueOf(recordTables.schema()).replace("'", "''"));
    }

    @Override
    public String inStatement(String given) {
        String name = super.inStatement(given);
        return name.startsWith("\"") ? name : name.toLowerCase(Locale.ROOT);
    }
}
