package dev.migrate.importer;

import dev.migrate.WrittenScript;
import java.util.List;

/**
 * The result of an import.
 *
 * @param entries the new revisions, in order
 * @param skipped the number of scripts that were imported earlier
 * @param notes facts about the import that the user should know
 */
public record ImportReport(List<Entry> entries, int skipped, List<String> notes) {

    public ImportReport {
        entries = List.copyOf(entries);
        notes = List.copyOf(notes);
    }

    /**
     * A new revision.
     *
     * @param origin its script in the history of the other tool
     * @param source the file of the other tool
     * @param script the written script; with a dry run, the one that would be written
     */
    public record Entry(ImportedFrom origin, String source, WrittenScript script) {}
}
