package dev.migrate.importer;

import dev.migrate.ScriptAuthor;
import dev.migrate.WrittenScript;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.Location;
import dev.migrate.error.NotImportableException;
import dev.migrate.error.Problem;
import dev.migrate.request.FinishedScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes a revision for each script of another tool. The scripts stay unchanged. If one cannot be imported, nothing is
 * written.
 */
public final class Importer {

    private final ScriptAuthor author;
    private final Dialect dialect;

    private Importer(ScriptAuthor author, Dialect dialect) {
        this.author = author;
        this.dialect = dialect;
    }

    /**
     * Returns an importer.
     *
     * @param author writes the scripts
     * @param product the database product of the application, such as {@code postgresql}
     */
    public static Importer of(ScriptAuthor author, String product) {
        return new Importer(author, Dialects.named(product));
    }

    /**
     * Writes the revisions that do not exist yet.
     *
     * @param dryRun whether to return the revisions without writing them
     * @throws NotImportableException with every script that cannot be imported
     */
    public ImportReport run(ForeignHistory history, boolean dryRun) {
        List<Problem> problems = new ArrayList<>(history.problems());
        List<String> notes = new ArrayList<>(history.notes());
        ImportedRevisions imported = ImportedRevisions.read(this.author, tool(history));
        SectionConverter converter = new SectionConverter(this.dialect, history.tool(), problems, notes);
        List<Draft> drafts = new ArrayList<>();
        List<String> heads = imported.heads();
        int skipped = 0;
        for (ForeignScript script : history.scripts()) {
            if (imported.has(script, problems, notes)) {
                skipped++;
                continue;
            }
            checkOrder(script, history, imported, problems);
            Draft draft = new Draft(
                    script,
                    imported.newId(script),
                    heads,
                    converter.convert(script.upgrade()),
                    converted(converter, script.downgrade()));
            drafts.add(draft);
            heads = List.of(draft.id());
        }
        if (!drafts.isEmpty() && !imported.isEmpty() && imported.hasOtherHeads()) {
            notes.add(
                    "There are revisions after the last imported one, so the new revisions form a branch: run 'migrate merge'.");
        }
        if (imported.isEmpty() && imported.hasOtherHeads()) {
            problems.add(
                    new Problem(
                            ErrorCode.NOT_IMPORTABLE,
                            null,
                            "There are scripts already that were not imported, and imported revisions come first.",
                            "Move the scripts out of 'migrate.locations', import, and let the first of them revise the last imported revision."));
        }
        List<Draft> verified = new DraftVerifier(this.dialect, problems, notes).verify(drafts);
        if (!problems.isEmpty()) {
            throw new NotImportableException(history.tool(), problems);
        }
        List<FinishedScript> finished = verified.stream().map(Draft::finished).toList();
        List<WrittenScript> written = dryRun ? this.author.prepareAll(finished) : this.author.writeAll(finished);
        return new ImportReport(entries(verified, written), skipped, notes);
    }

    private static String tool(ForeignHistory history) {
        return history.tool().toLowerCase(Locale.ROOT);
    }

    private static @Nullable ConvertedSection converted(SectionConverter converter, @Nullable SourceText source) {
        return source == null ? null : converter.convert(source);
    }

    /** Refuses a script that the other tool ignores because a later one was imported. */
    private static void checkOrder(
            ForeignScript script, ForeignHistory history, ImportedRevisions imported, List<Problem> problems) {
        List<ForeignScript> scripts = history.scripts();
        boolean before = scripts.subList(scripts.indexOf(script) + 1, scripts.size()).stream()
                .anyMatch((later) -> !later.repeatable() && imported.contains(later));
        if (before && !script.repeatable() && !history.outOfOrder()) {
            problems.add(
                    new Problem(
                            ErrorCode.NOT_IMPORTABLE,
                            new Location(script.upgrade().file(), 1),
                            "A later version was imported already, and %s does not run earlier versions after it."
                                    .formatted(history.tool()),
                            "Give the script a higher version. If it has run out of order, pass '--accept out-of-order': its revision then follows the last imported one."));
        }
    }

    private static List<ImportReport.Entry> entries(List<Draft> drafts, List<WrittenScript> written) {
        List<ImportReport.Entry> entries = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            Draft draft = drafts.get(i);
            entries.add(new ImportReport.Entry(
                    draft.script().origin(), draft.upgrade().source().file(), written.get(i)));
        }
        return entries;
    }
}
