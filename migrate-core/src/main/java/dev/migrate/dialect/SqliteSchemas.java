package dev.migrate.dialect;

import java.sql.Connection;
import java.util.Collection;
import java.util.List;

/** The one schema of SQLite that is not temporary or attached. */
final class SqliteSchemas extends Schemas {

    private static final String MAIN = "main";

    SqliteSchemas(Dialect dialect) {
        super(dialect);
    }

    /** An unqualified name might refer to a temporary table or to an attached database. */
    @Override
    public String fixedSchema() {
        return MAIN;
    }

    @Override
    public String defaultSchema(Connection session, String table) {
        return MAIN;
    }

    @Override
    public SessionSchemas ofSession(Connection session, String table, Collection<String> columns) {
        return new SessionSchemas(MAIN, "", "", List.of(MAIN), List.of());
    }

    @Override
    String tablesQuery(String columns) {
        return """
                select 'main', m.name, (
                  select group_concat(lower(c.name)) from pragma_table_info(m.name) c where lower(c.name) in (%s))
                from main.sqlite_master m
                where 'main' = ? and m.type = 'table' and m.name not like 'sqlite\\_%%' escape '\\'
                order by m.name""".formatted(columns);
    }

    @Override
    String existenceQuery(RecordTables recordTables) {
        return "pragma %s.user_version".formatted(recordTables.schema());
    }

    @Override
    public String described(String schema) {
        return "the database";
    }
}
