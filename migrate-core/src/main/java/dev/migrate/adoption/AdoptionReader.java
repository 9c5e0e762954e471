package dev.migrate.adoption;

import dev.migrate.dialect.Dialect;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.script.Script;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the history of another tool, and decides which imported revisions it proves to be applied.
 *
 * @param graph the graph of the scripts
 * @param scripts the scripts by revision id
 * @param acceptsEdited whether scripts may differ from the imported ones
 */
public record AdoptionReader(RevisionGraph graph, Map<String, Script> scripts, boolean acceptsEdited) {

    /** Returns those of the histories from which scripts were imported. */
    public List<HistoryTable> relevant(Collection<HistoryTable> tables) {
        Set<String> tools = this.scripts.values().stream()
                .flatMap((script) -> script.importedFrom().stream())
                .map((from) -> from.tool())
                .collect(Collectors.toSet());
        return tables.stream()
                .filter((table) -> tools.contains(table.tool().key()))
                .toList();
    }

    /**
     * Reads a history.
     *
     * @param applied the revisions that are recorded as applied
     * @param since the part of the history to read
     * @throws SQLException if it cannot be read, other than for lack of a privilege
     */
    public AdoptionDecision read(
            Connection connection, Dialect dialect, HistoryTable table, Set<String> applied, Since since)
            throws SQLException {
        List<Entry> entries;
        try {
            entries = new HistoryRows(connection, dialect, table).read();
        } catch (SQLException failure) {
            if (dialect.isMissingPrivilege(failure)) {
                return AdoptionRefusal.unreadable(table);
            }
            throw failure;
        }
        Imports imports = Imports.of(table.tool(), this.graph, this.scripts);
        return new Replay(table, imports, entries, applied, since).decide(this.acceptsEdited);
    }

    /**
     * Returns the positions at which histories end, as they are recorded.
     *
     * @throws SQLException if one cannot be read, other than for lack of a privilege
     */
    public static String positions(Connection connection, Dialect dialect, Collection<HistoryTable> tables)
            throws SQLException {
        String positions = "";
        for (HistoryTable table : tables) {
            try {
                List<Entry> entries = new HistoryRows(connection, dialect, table).read();
                positions = Since.recorded(positions, table, Since.end(table.tool(), entries));
            } catch (SQLException failure) {
                if (!dialect.isMissingPrivilege(failure)) {
                    throw failure;
                }
            }
        }
        return positions;
    }
}
