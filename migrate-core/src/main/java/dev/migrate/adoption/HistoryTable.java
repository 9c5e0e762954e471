package dev.migrate.adoption;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.FoundTable;
import dev.migrate.dialect.RecordTables;
import dev.migrate.dialect.SessionSchemas;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The table with the history of another tool.
 *
 * @param tool the tool
 * @param table the table
 */
public record HistoryTable(Tool tool, FoundTable table) {

    /** Returns the histories among the tables of a database. */
    public static List<HistoryTable> among(Collection<FoundTable> tables) {
        return tables.stream()
                .distinct()
                .flatMap((table) -> Tool.of(table).stream().map((tool) -> new HistoryTable(tool, table)))
                .toList();
    }

    /**
     * Reads the catalog for histories, in the schema of the record, the current schema, and those on the search path.
     *
     * @param allSchemas whether to include the other schemas of the search path
     */
    public static List<HistoryTable> find(
            Connection connection, Dialect dialect, RecordTables recordTables, boolean allSchemas) throws SQLException {
        Set<String> columns = Tool.allColumns();
        SessionSchemas schemas =
                dialect.schemas().ofSession(connection, recordTables.in(null).revision(), columns);
        String recordSchema = dialect.schemas().catalogName(connection, String.valueOf(recordTables.schema()));
        List<FoundTable> tables = new ArrayList<>();
        for (String schema : schemas.searched(recordSchema, allSchemas)) {
            tables.addAll(dialect.schemas().tables(connection, schema, columns));
        }
        return among(tables);
    }

    /** Returns the name as a statement qualifies it. */
    String sql(Dialect dialect) {
        return dialect.quote(this.table.schema()) + "." + dialect.quote(this.table.name());
    }

    /** Returns the description for messages. */
    @Override
    public String toString() {
        return "%s's history '%s.%s'".formatted(this.tool.title(), this.table.schema(), this.table.name());
    }
}
