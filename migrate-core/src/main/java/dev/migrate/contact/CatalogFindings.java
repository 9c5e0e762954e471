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
 * Contents of the catalog next to an empty or missing record: tables, records in other places, and unreadable
 * records.
 *
 * @param recordSchema the schema of the record
 * @param schemas the schemas that the session reaches
 * @param foreign the tables that make a schema non-empty, in the schema of the record, the current schema, and the
 *     schemas of the search path
 * @param records the records in other places that share revisions with the scripts
 * @param unreadable the record, or records on the search path, that this user cannot read
 * @param takenNames Migrate's own tables, as statements name them, whose names are used by other software
 * @param dialect the dialect of the database
 */
record CatalogFindings(
        String recordSchema,
        SessionSchemas schemas,
        List<FoundTable> foreign,
        List<OtherRecord> records,
        List<FoundTable> unreadable,
        List<String> takenNames,
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
     * @param allSchemas whether to include records in other schemas, and tables in all schemas of the search path
     * @param isScript tests whether an id is the id of a script
     */
    static CatalogFindings read(
            Connection connection,
            Dialect dialect,
            RecordTables recordTables,
            boolean allSchemas,
            Predicate<String> isScript)
            throws SQLException {
        String recordSchema = dialect.schemas().catalogName(connection, String.valueOf(recordTables.schema()));
        Set<String> columns = HistoryKind.columns();
        columns.addAll(recordTables.marks().values());
        SessionSchemas schemas =
                dialect.schemas().ofSession(connection, recordTables.in(null).revision(), columns);
        String current = schemas.current();
        List<FoundTable> tables = new ArrayList<>();
        for (String schema : schemas.searched(recordSchema, allSchemas)) {
            tables.addAll(dialect.schemas().tables(connection, schema, columns));
        }
        List<FoundTable> foreign = foreign(tables, recordTables);
        List<RecordTable> candidates = schemas.records().stream()
                .filter((one) -> allSchemas || one.table().schema().equals(recordSchema))
                .toList();
        boolean isRecordSchemaKnown = !allSchemas || current != null;
        Stream<FoundTable> elsewhere = candidates.stream()
                .filter(RecordTable::readable)
                .map(RecordTable::table)
                .filter((table) -> !(isRecordSchemaKnown && table.schema().equals(recordSchema)));
        List<FoundTable> unreadable = candidates.stream()
                .filter((one) -> !one.readable())
                .filter((one) -> one.onPath() || one.table().schema().equals(recordSchema))
                .map(RecordTable::table)
                .toList();
        return new CatalogFindings(
                recordSchema,
                schemas,
                foreign,
                sharingRecords(connection, dialect, Stream.concat(elsewhere, foreign.stream()), isScript),
                unreadable,
                takenNames(
                        connection,
                        dialect,
                        recordTables,
                        tables.stream()
                                .filter((table) -> table.schema().equals(recordSchema))
                                .toList()),
                dialect);
    }

    /** Returns the tables that belong neither to a record, nor to a library, nor to a GIS catalog. */
    private static List<FoundTable> foreign(List<FoundTable> tables, RecordTables recordTables) {
        Set<String> ofRecords = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        ofRecords.addAll(recordTables.in(null).names());
        tables.stream()
                .filter((table) -> HistoryKind.of(table) == HistoryKind.MIGRATE)
                .filter((table) -> !ofRecords.contains(table.name()))
                .toList()
                .forEach((record) -> ofRecords.addAll(siblings(record)));
        return tables.stream()
                .distinct()
                .filter((table) -> !ofRecords.contains(table.name()))
                .filter((table) -> !KnownTables.LIBRARIES.contains(table.name()))
                .filter((table) -> !KnownTables.GIS.contains(table.name()))
                .toList();
    }

    private static List<OtherRecord> sharingRecords(
            Connection connection, Dialect dialect, Stream<FoundTable> tables, Predicate<String> isScript)
            throws SQLException {
        List<OtherRecord> records = new ArrayList<>();
        for (FoundTable table : tables.filter((one) -> HistoryKind.of(one) == HistoryKind.MIGRATE)
                .distinct()
                .toList()) {
            Set<String> shared = shared(connection, dialect, table, isScript);
            if (!shared.isEmpty()) {
                records.add(new OtherRecord(table, shared));
            }
        }
        return records;
    }

    /**
     * Returns Migrate's own tables whose names are used by other software.
     *
     * @param tables the tables in the schema of the record
     */
    private static List<String> takenNames(
            Connection connection, Dialect dialect, RecordTables recordTables, List<FoundTable> tables)
            throws SQLException {
        List<String> takenNames = new ArrayList<>();
        for (int at = 0; at < recordTables.names().size(); at++) {
            String name = recordTables.in(null).names().get(at);
            String table = recordTables.names().get(at);
            String column = String.valueOf(recordTables.marks().get(table));
            boolean suspicious = tables.stream()
                    .filter((one) -> one.name().equalsIgnoreCase(name))
                    .anyMatch((one) -> !one.columns().contains(column));
            if (suspicious && lacksColumn(connection, dialect, table, column)) {
                takenNames.add(table);
            }
        }
        return takenNames;
    }

    /**
     * Returns whether a table lacks a column, by a query on the table itself: the catalog might hide columns, and a
     * name that differs in case might belong to another table.
     */
    private static boolean lacksColumn(Connection connection, Dialect dialect, String table, String column)
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
    private static List<String> siblings(FoundTable record) {
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
