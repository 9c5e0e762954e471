package dev.migrate.importer;

import dev.migrate.ScriptAuthor;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.Location;
import dev.migrate.error.Problem;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** The revisions that were imported from a tool earlier, found by their headers. */
final class ImportedRevisions {

    private final RevisionGraph graph;

    /** The imported revisions of each script; several of a repeatable one, oldest first. */
    private final Map<String, List<Entry>> byVersion = new HashMap<>();

    private final Set<String> ids = new HashSet<>();

    private ImportedRevisions(RevisionGraph graph) {
        this.graph = graph;
    }

    private record Entry(String id, long checksum, boolean reversible) {}

    static ImportedRevisions read(ScriptAuthor author, String tool) {
        RevisionGraph graph = RevisionGraph.of(author.revisions());
        ImportedRevisions imported = new ImportedRevisions(graph);
        List<String> oldestFirst = new ArrayList<>(graph.history());
        Collections.reverse(oldestFirst);
        for (String id : oldestFirst) {
            graph.find(id)
                    .flatMap((revision) -> text(author, revision))
                    .ifPresent((text) -> imported.add(id, tool, text));
        }
        return imported;
    }

    private static Optional<String> text(ScriptAuthor author, Revision revision) {
        Location location = revision.location();
        Optional<Path> file = location == null || location.resource().endsWith(".class")
                ? Optional.empty()
                : author.sourceOf(location.resource());
        return file.map((path) -> {
            try {
                return Files.readString(path, StandardCharsets.UTF_8);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }

    private void add(String id, String tool, String text) {
        header(text)
                .flatMap((line) -> ImportedFrom.ofLine(line).stream())
                .filter((origin) -> origin.tool().equalsIgnoreCase(tool))
                .findFirst()
                .ifPresent((origin) -> {
                    boolean reversible = text.lines().anyMatch((line) -> line.startsWith("-- migrate:downgrade"));
                    this.ids.add(id);
                    this.byVersion
                            .computeIfAbsent(origin.version(), (version) -> new ArrayList<>())
                            .add(new Entry(id, origin.checksum(), reversible));
                });
    }

    private static Stream<String> header(String text) {
        return text.lines().takeWhile((line) -> line.startsWith("--"));
    }

    boolean isEmpty() {
        return this.ids.isEmpty();
    }

    boolean contains(ForeignScript script) {
        return this.byVersion.containsKey(script.origin().version());
    }

    /** Returns the imported revisions that no other imported revision comes after. */
    List<String> heads() {
        return this.graph.maximal(this.ids);
    }

    /** Returns whether there is a head that was not imported. */
    boolean hasOtherHeads() {
        return this.graph.heads().stream().anyMatch((head) -> !this.ids.contains(head));
    }

    /** Returns whether a script was imported as it is now. Adds a problem if it has changed since. */
    boolean has(ForeignScript script, List<Problem> problems, List<String> notes) {
        List<Entry> entries = this.byVersion.getOrDefault(script.origin().version(), List.of());
        if (entries.isEmpty()) {
            return false;
        }
        Entry last = entries.get(entries.size() - 1);
        boolean same = last.checksum() == script.origin().checksum();
        if (script.repeatable()) {
            return same;
        }
        if (!same) {
            problems.add(
                    new Problem(
                            ErrorCode.NOT_IMPORTABLE,
                            new Location(script.upgrade().file(), 1),
                            "Version %s was imported as revision '%s' with checksum %d, but now has checksum %d."
                                    .formatted(
                                            script.origin().version(),
                                            last.id(),
                                            last.checksum(),
                                            script.origin().checksum()),
                            "Restore the script. If no database has run the earlier text, delete the revision and import again."));
        } else if (script.downgrade() != null && !last.reversible()) {
            notes.add("%s is not imported: revision '%s' exists. Add its SQL there as a downgrade section."
                    .formatted(script.downgrade().file(), last.id()));
        }
        return true;
    }

    /** Returns the id of the next revision of a script. That of a repeatable script depends on its content. */
    String newId(ForeignScript script) {
        if (!script.repeatable()) {
            return script.id();
        }
        int number = this.byVersion
                .getOrDefault(script.origin().version(), List.of())
                .size();
        CRC32 content = new CRC32();
        content.update("%s\n%d".formatted(script.origin(), number).getBytes(StandardCharsets.UTF_8));
        return "%s.%08x".formatted(script.id(), content.getValue());
    }
}
