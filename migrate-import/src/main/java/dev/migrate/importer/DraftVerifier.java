package dev.migrate.importer;

import dev.migrate.dialect.Dialect;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.Location;
import dev.migrate.error.Problem;
import dev.migrate.script.ScriptLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Reads drafts as the engine will read the scripts. */
final class DraftVerifier {

    private static final String FILE = "file:";

    private final Dialect dialect;
    private final List<Problem> problems;
    private final List<String> notes;

    DraftVerifier(Dialect dialect, List<Problem> problems, List<String> notes) {
        this.dialect = dialect;
        this.problems = problems;
        this.notes = notes;
    }

    /**
     * Returns the drafts, with sections outside of a transaction where statements require that. Adds what the engine
     * would refuse to the problems, with the lines of the other tool's files.
     */
    List<Draft> verify(List<Draft> drafts) {
        Map<String, Draft> byName = new LinkedHashMap<>();
        drafts.forEach((draft) -> byName.put(draft.fileName(), draft));
        boolean changed = false;
        for (Problem problem : read(byName)) {
            if (problem.code() == ErrorCode.MIXED_SECTION) {
                byName.computeIfPresent(nameIn(problem), (name, draft) -> withoutTransaction(draft, lineOf(problem)));
                changed = true;
            }
        }
        List<Draft> verified = List.copyOf(byName.values());
        Map<String, Draft> names = new LinkedHashMap<>();
        verified.forEach((draft) -> names.put(draft.fileName(), draft));
        for (Problem problem : changed ? read(names) : read(byName)) {
            this.problems.add(mapped(problem, names));
        }
        return verified;
    }

    private Draft withoutTransaction(Draft draft, int line) {
        boolean downgrade = draft.isInDowngrade(line);
        ConvertedSection section = downgrade ? Objects.requireNonNull(draft.downgrade()) : draft.upgrade();
        this.notes.add(
                "%s: a statement cannot run in a transaction, so each statement of the section runs in autocommit mode."
                        .formatted(section.source().file()));
        return downgrade
                ? new Draft(draft.script(), draft.id(), draft.revises(), draft.upgrade(), section.withoutTransaction())
                : new Draft(
                        draft.script(), draft.id(), draft.revises(), section.withoutTransaction(), draft.downgrade());
    }

    private static Problem mapped(Problem problem, Map<String, Draft> drafts) {
        Draft draft = drafts.get(nameIn(problem));
        return new Problem(
                problem.code(),
                draft == null || problem.location() == null ? problem.location() : draft.original(lineOf(problem)),
                problem.message(),
                problem.remedy().then(SectionConverter.REPLACEMENT));
    }

    private List<Problem> read(Map<String, Draft> drafts) {
        try {
            Path folder = Files.createTempDirectory("migrate-import");
            try {
                for (Map.Entry<String, Draft> draft : drafts.entrySet()) {
                    Files.writeString(
                            folder.resolve(draft.getKey()),
                            draft.getValue().finished().text());
                }
                return new ScriptLoader(getClass().getClassLoader(), this.dialect, List.of())
                        .read(List.of(FILE + folder))
                        .problems();
            } finally {
                delete(folder);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> found = Files.list(folder)) {
            found.forEach(files::add);
        }
        for (Path file : files) {
            Files.delete(file);
        }
        Files.delete(folder);
    }

    private static int lineOf(Problem problem) {
        Location location = problem.location();
        return location == null ? 1 : location.line();
    }

    private static String nameIn(Problem problem) {
        Location location = problem.location();
        return location == null
                ? ""
                : location.resource().substring(location.resource().lastIndexOf('/') + 1);
    }
}
