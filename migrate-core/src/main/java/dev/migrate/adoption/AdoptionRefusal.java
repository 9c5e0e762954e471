package dev.migrate.adoption;

import dev.migrate.error.Command;
import dev.migrate.error.Remedy;
import dev.migrate.error.Setting;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The history of another tool cannot be adopted.
 *
 * @param message what was found
 * @param remedy how to continue
 */
public record AdoptionRefusal(String message, Remedy remedy) implements AdoptionDecision {

    private static final int MAX_NAMES = 10;

    private static final Remedy STAMP = Remedy.of(
            "Otherwise, check which revisions this database contains, and run %s with these revisions.",
            new Command("stamp REV"));

    /** Returns the refusal of a database with several histories. */
    public static AdoptionRefusal several(Collection<HistoryTable> tables) {
        return new AdoptionRefusal(
                "There are several histories from which the scripts might be imported: %s."
                        .formatted(tables.stream().map(HistoryTable::toString).collect(Collectors.joining(", "))),
                Remedy.of(
                        "Check which revisions this database contains, and run %s with these revisions.",
                        new Command("stamp REV")));
    }

    static AdoptionRefusal unreadable(HistoryTable table) {
        return new AdoptionRefusal(
                "This user cannot read %s.".formatted(table),
                Remedy.sentences(Remedy.of("Grant this user SELECT on the table."), STAMP));
    }

    static AdoptionRefusal imported(HistoryTable table, List<Imports.Imported> scripts) {
        return new AdoptionRefusal(
                "Several revisions were imported from the same script of %s, '%s': %s."
                        .formatted(
                                table.tool().title(),
                                scripts.get(0).from().identifier(),
                                quoted(scripts.stream()
                                        .map(Imports.Imported::id)
                                        .toList())),
                Remedy.of("Correct 'Imported From' in the headers of these scripts."));
    }

    static AdoptionRefusal failed(HistoryTable table, List<Entry> entries) {
        return new AdoptionRefusal(
                "%s contains failed scripts: %s.".formatted(table, names(entries)),
                Remedy.sentences(
                        Remedy.of(
                                "Repair the history and complete these scripts with %s, then retry.",
                                table.tool().title()),
                        STAMP));
    }

    static AdoptionRefusal unknown(HistoryTable table, List<Entry> entries) {
        return new AdoptionRefusal(
                "%s contains scripts from which no revision was imported: %s.".formatted(table, names(entries)),
                Remedy.sentences(
                        Remedy.of(
                                "Import the scripts of the release that ran these with %s, then retry with the new revisions.",
                                new Command("import " + table.tool().key())),
                        STAMP));
    }

    static AdoptionRefusal undone(HistoryTable table, Collection<String> revisions) {
        return new AdoptionRefusal(
                "According to %s, applied revisions were undone by %s: %s."
                        .formatted(table, table.tool().title(), quoted(revisions)),
                Remedy.of(
                        "Check which revisions this database contains, and run %s with these revisions.",
                        new Command("stamp REV")));
    }

    static AdoptionRefusal unordered(HistoryTable table, Entry entry, String revision, Collection<String> missing) {
        return new AdoptionRefusal(
                "%s contains %s (revision '%s'), but not all revisions that it requires; not applied: %s."
                        .formatted(table, entry.name(), revision, quoted(missing)),
                Remedy.sentences(
                        Remedy.of(
                                "Run the scripts of the missing revisions with %s%s, then retry.",
                                table.tool().title(),
                                table.tool() == Tool.FLYWAY ? " and its setting 'outOfOrder'" : ""),
                        STAMP));
    }

    static AdoptionRefusal edited(HistoryTable table, Collection<String> names) {
        return new AdoptionRefusal(
                "%s contains scripts whose checksums differ from the imported ones: %s."
                        .formatted(table, String.join(", ", firstOf(List.copyOf(names)))),
                Remedy.of(
                        "These scripts were changed after they were applied. Restore and import them again, then retry. If the changes have no effect on the schema, set %s for this upgrade.",
                        Setting.EDITED.to("warn")));
    }

    static AdoptionRefusal unknownSince(HistoryTable table, Collection<String> revisions) {
        return new AdoptionRefusal(
                "%s contains scripts whose revisions are not recorded as applied: %s. The record does not show whether they were reverted or completed since."
                        .formatted(table, quoted(revisions)),
                Remedy.of(
                        "Check which revisions this database contains, and run %s with these revisions.",
                        new Command("stamp REV")));
    }

    private static String names(List<Entry> entries) {
        return String.join(", ", firstOf(entries.stream().map(Entry::name).toList()));
    }

    private static String quoted(Collection<String> ids) {
        return String.join(", ", firstOf(ids.stream().map("'%s'"::formatted).toList()));
    }

    private static List<String> firstOf(List<String> names) {
        return names.size() <= MAX_NAMES
                ? names
                : Stream.concat(
                                names.stream().limit(MAX_NAMES),
                                Stream.of("and %d more".formatted(names.size() - MAX_NAMES)))
                        .toList();
    }
}
