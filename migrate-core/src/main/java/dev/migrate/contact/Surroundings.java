package dev.migrate.contact;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.FoundTable;
import dev.migrate.dialect.RecordTables;
import dev.migrate.dialect.SessionSchemas;
import dev.migrate.dialect.SessionSchemas.RecordTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Contents of the catalog around an empty or missing record: tables, records in other places, and unreadable records.
 *
 * @param home the schema of the record
 * @param schemas the schemas that the session reaches
 * @param foreign the tables that make a schema non-empty, in the schema of the record, the current schema, and the
 *     schemas of the search path
 * @param records the records in other places that share revisions with the scripts
 * @param unreadable the record, or records on the search path, that this user cannot read
 * @param taken Migrate's own tables, as statements name them, whose names are used by other software
 * @param dialect the dialect of the database
 */
record Surroundings(
        String home,
        SessionSchemas schemas,
        List<FoundTable> foreign,
        List<OtherRecord> records,
        List<FoundTable> unreadable,
        List<String> taken,
        Dialect dialect) {

    private static final String RECORD = "revision";

    /**
     * A record in another place.
     *
     * @param table the table of the record
     * @param shared its revisions that are among the scripts
     */
    record OtherRecord(FoundTable table, Set<String> shared) {}

    /**
     * Reads the catalog.
     *
     * @param recordTables Migrate's own tables, with their schema
     * @param everywhere whether to include records in other schemas, and tables in all schemas of the search path
     * @param isScript tests whether an id is the id of a script
     */
    static Surroundings read(
            Connection connection,
            Dialect dialect,
            RecordTables recordTables,
            boolean everywhere,
            Predicate<String> isScript)
            throws SQLException {
        String home = dialect.catalogName(connection, String.valueOf(recordTables.schema()));
        Set<String> columns = HistoryKind.columns();
        columns.addAll(recordTables.marks().values());
        SessionSchemas schemas =
                dialect.schemas(connection, recordTables.in(null).revision(), columns);
        String current = schemas.current();
        boolean isHomeKnown = !everywhere || current != null;
        Set<String> searched = new LinkedHashSet<>();
        searched.add(home);
        if (current != null) {
            searched.add(current);
        }
        if (everywhere) {
            searched.addAll(schemas.reached());
        }
        List<FoundTable> found = new ArrayList<>();
        for (String schema : searched) {
            found.addAll(dialect.tables(connection, schema, columns));
        }
        Set<String> own = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        own.addAll(recordTables.in(null).names());
        found.stream()
                .filter((table) -> HistoryKind.of(table) == HistoryKind.MIGRATE)
                .filter((table) -> !own.contains(table.name()))
                .toList()
                .forEach((record) -> own.addAll(besides(record)));
        List<FoundTable> foreign = found.stream()
                .distinct()
                .filter((table) -> !own.contains(table.name()))
                .filter((table) -> !KnownTables.LIBRARIES.contains(table.name()))
                .filter((table) -> !KnownTables.GIS.contains(table.name()))
                .toList();
        List<RecordTable> concerned = schemas.records().stream()
                .filter((one) -> everywhere || one.table().schema().equals(home))
                .toList();
        Stream<FoundTable> candidates = Stream.concat(
                concerned.stream()
                        .filter(RecordTable::readable)
                        .map(RecordTable::table)
                        .filter((table) -> !(isHomeKnown && table.schema().equals(home))),
                foreign.stream());
        List<OtherRecord> records = new ArrayList<>();
        for (FoundTable table : candidates
                .filter((one) -> HistoryKind.of(one) == HistoryKind.MIGRATE)
                .distinct()
                .toList()) {
            Set<String> shared = shared(connection, dialect, table, isScript);
            if (!shared.isEmpty()) {
                records.add(new OtherRecord(table, shared));
            }
        }
        List<FoundTable> unreadable = concerned.stream()
                .filter((one) -> !one.readable())
                .filter((one) -> one.onPath() || one.table().schema().equals(home))
                .map(RecordTable::table)
                .toList();
        List<String> taken = new ArrayList<>();
        for (int at = 0; at < recordTables.names().size(); at++) {
            String name = recordTables.in(null).names().get(at);
            String table = recordTables.names().get(at);
            String mark = String.valueOf(recordTables.marks().get(table));
            boolean suspicious = found.stream()
                    .filter((one) -> one.schema().equals(home) && one.name().equalsIgnoreCase(name))
                    .anyMatch((one) -> !one.columns().contains(mark));
            if (suspicious && lacks(connection, dialect, table, mark)) {
                taken.add(table);
            }
        }
        return new Surroundings(home, schemas, foreign, records, unreadable, taken, dialect);
    }

    /**
     * Returns whether a table lacks a column, by a query on the table itself: the catalog might hide columns, and a
     * name that differs in case might belong to another table.
     */
    private static boolean lacks(Connection connection, Dialect dialect, String table, String column)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select * from %s where 1 = 0".formatted(table))) {
            for (int at = 1; at <= rows.getMetaData().getColumnCount(); at++) {
                if (rows.getMetaData().getColumnName(at).equalsIgnoreCase(column)) {
                    return false;
                }
            }
            return true;
        } catch (SQLException failure) {
            if (dialect.isMissingTable(failure) || dialect.isMissingPrivilege(failure)) {
                return false;
            }
            throw failure;
        }
    }

    /** Returns the table prefix of a record; empty if its table was renamed. */
    static Optional<String> prefix(FoundTable record) {
        String name = record.name();
        return name.toLowerCase(Locale.ROOT).endsWith(RECORD)
                ? Optional.of(name.substring(0, name.length() - RECORD.length()))
                : Optional.empty();
    }

    /** Returns the names of the other tables that belong to the record of another application. */
    private static List<String> besides(FoundTable record) {
        return prefix(record).map((prefix) -> new RecordTables(null, prefix).names()).orElse(List.of()).stream()
                .filter((name) -> !name.equalsIgnoreCase(record.name()))
                .toList();
    }

    private static Set<String> shared(
            Connection connection, Dialect dialect, FoundTable table, Predicate<String> isScript) throws SQLException {
        String query =
                "select revision from %s.%s".formatted(dialect.quote(table.schema()), dialect.quote(table.name()));
        Set<String> shared = new LinkedHashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                String id = rows.getString(1);
                if (isScript.test(id)) {
                    shared.add(id);
                }
            }
            return shared;
        } catch (SQLException failure) {
            if (dialect.isMissingPrivilege(failure)) {
                return Set.of();
            }
            throw failure;
        }
    }
}
