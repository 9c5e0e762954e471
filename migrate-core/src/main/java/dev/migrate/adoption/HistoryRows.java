package dev.migrate.adoption;

import dev.migrate.adoption.Entry.Kind;
import dev.migrate.dialect.Dialect;
import dev.migrate.script.ImportedFrom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a history, in their order. */
record HistoryRows(Connection connection, Dialect dialect, HistoryTable table) {

    private static final String UNDO = "UNDO";
    private static final String DELETE = "DELETE";
    private static final String BASELINE = "BASELINE";

    /** Rows of Flyway that record no script. */
    private static final List<String> WITHOUT_SCRIPT = List.of("SCHEMA", "TABLE");

    List<Entry> read() throws SQLException {
        List<Entry> entries = new ArrayList<>();
        try (Statement statement = this.connection.createStatement();
                ResultSet rows = statement.executeQuery("select * from " + this.table.sql(this.dialect))) {
            while (rows.next()) {
                Entry entry = switch (this.table.tool()) {
                    case FLYWAY -> flyway(rows);
                    case LIQUIBASE -> liquibase(rows);
                    case ALEMBIC -> alembic(rows);
                };
                if (entry != null) {
                    entries.add(entry);
                }
            }
        }
        entries.sort(Comparator.comparingLong(Entry::order));
        return entries;
    }

    private @Nullable Entry flyway(ResultSet row) throws SQLException {
        String type = String.valueOf(row.getString("type")).toUpperCase(Locale.ROOT);
        if (WITHOUT_SCRIPT.contains(type)) {
            return null;
        }
        String version = row.getString("version");
        return new Entry(
                flywayKind(type, row.getBoolean("success")),
                version == null ? ImportedFrom.REPEATABLE + row.getString("description") : version,
                row.getString("checksum"),
                row.getLong("installed_rank"),
                this.dialect.timestamp(row, "installed_on"),
                user(row.getString("installed_by")),
                row.getLong("execution_time"));
    }

    private static Kind flywayKind(String type, boolean success) {
        if (!success) {
            return Kind.FAILED;
        }
        if (type.startsWith(UNDO) || type.equals(DELETE)) {
            return Kind.UNDONE;
        }
        return type.endsWith(BASELINE) ? Kind.BASELINE : Kind.COMPLETED;
    }

    private @Nullable Entry liquibase(ResultSet row) throws SQLException {
        String type = String.valueOf(row.getString("exectype")).toUpperCase(Locale.ROOT);
        if (type.equals("SKIPPED")) {
            return null;
        }
        return new Entry(
                type.equals("FAILED") ? Kind.FAILED : Kind.COMPLETED,
                String.join(
                        ImportedFrom.SEPARATOR,
                        row.getString("filename"),
                        row.getString("id"),
                        row.getString("author")),
                row.getString("md5sum"),
                row.getLong("orderexecuted"),
                this.dialect.timestamp(row, "dateexecuted"),
                user(null),
                null);
    }

    private Entry alembic(ResultSet row) throws SQLException {
        return new Entry(Kind.COMPLETED, row.getString("version_num"), null, 0, null, user(null), null);
    }

    private String user(@Nullable String recorded) {
        String user = Objects.requireNonNullElse(recorded, "").strip();
        return user.isEmpty() ? this.table.tool().key() : user;
    }
}
