package dev.migrate.script;

import dev.migrate.dialect.Dialect;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.InvalidScriptsException;
import dev.migrate.error.Location;
import dev.migrate.error.Problem;
import dev.migrate.error.Problems;
import dev.migrate.operation.Migration;
import dev.migrate.revision.Revision;
import dev.migrate.script.Directive.Kind;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds and reads the scripts of locations; nothing runs. */
public final class ScriptLoader {

    private final ClassLoader classLoader;
    private final Dialect dialect;
    private final Iterable<? extends Migration> migrations;

    /**
     * Creates a loader.
     *
     * @param classLoader the class loader for {@code classpath:} locations
     * @param dialect the database product of the engine, which selects and splits the sections of a script
     * @param migrations existing migration objects, loaded regardless of the locations
     */
    public ScriptLoader(ClassLoader classLoader, Dialect dialect, Iterable<? extends Migration> migrations) {
        this.classLoader = classLoader;
        this.dialect = dialect;
        this.migrations = migrations;
    }

    /**
     * Loads the migration objects and the scripts of the locations, sorted by path within each location. A location
     * without a prefix is on the class path. Duplicate ids and unknown parents are left to the graph.
     *
     * @throws dev.migrate.error.InvalidScriptsException with every problem
     */
    public List<Script> load(List<String> locations) {
        return read(locations).orThrow();
    }

    /** Reads the same as {@link #load}, but returns the valid scripts and the problems of the others. */
    public LoadedScripts read(List<String> locations) {
        Problems problems = new Problems();
        List<Script> scripts = new ArrayList<>();
        MigrationLoader classes = new MigrationLoader(this.classLoader, this.dialect, problems);
        for (Migration migration : this.migrations) {
            classes.load(migration).ifPresent(scripts::add);
        }
        List<ScriptFinder.Found> files = new ScriptFinder(this.classLoader, problems).find(locations);
        boolean complete = problems.isEmpty();
        for (ScriptFinder.Found found : files) {
            Problems scriptProblems = new Problems();
            Optional<Script> script = found.isClass() ? classes.load(found) : load(found, scriptProblems);
            if (script.isPresent()) {
                checkCopies(found, script.get(), scriptProblems);
                scripts.add(script.get());
            }
            if (!scriptProblems.isEmpty()) {
                byLine(scriptProblems).forEach(problems::add);
            }
            complete &= found.isClass() ? problems.isEmpty() : script.isPresent();
        }
        return new LoadedScripts(scripts, problems.all(), complete);
    }

    private static List<Problem> byLine(Problems problems) {
        return problems.all().stream()
                .sorted(Comparator.comparingInt((problem) ->
                        problem.location() == null ? 0 : problem.location().line()))
                .toList();
    }

    /** Checks that the other files with the location of a script are the same script, as the checksum covers it. */
    private void checkCopies(ScriptFinder.Found found, Script script, Problems problems) {
        for (ScriptFinder.Found copy : found.copies()) {
            try {
                if (!found.hasBytesOf(copy)
                        && (found.isClass()
                                || load(copy, new Problems())
                                        .filter((other) -> other.checksum().equals(script.checksum()))
                                        .filter((other) -> other.revision().hasPlaceOf(script.revision()))
                                        .isEmpty())) {
                    problems.add(found.ambiguous(copy));
                }
            } catch (IOException failure) {
                problems.add(unreadable(copy, failure));
            }
        }
    }

    private Optional<Script> load(ScriptFinder.Found found, Problems problems) {
        try {
            return load(ScriptText.read(found.location(), found.resource()), problems);
        } catch (UncheckedIOException ex) {
            problems.add(unreadable(found, ex));
        } catch (IOException ex) {
            problems.add(unreadable(found, ex));
        }
        return Optional.empty();
    }

    private Optional<Script> load(ScriptText text, Problems problems) throws IOException {
        ScriptOutline scriptOutline;
        try (Reader reader = text.open(0)) {
            scriptOutline = new ScriptOutlineParser(text.location(), problems).parse(reader);
        }
        HeaderParser header = new HeaderParser(text.location(), problems);
        Optional<Revision> revision = header.parse(scriptOutline.header());
        TokenDigest digest = new TokenDigest();
        Optional<Section> upgrade = section(text, scriptOutline, Kind.UPGRADE, problems, digest);
        Optional<Section> downgrade = section(text, scriptOutline, Kind.DOWNGRADE, problems, digest);
        if (upgrade.isEmpty()) {
            problems.add(noUpgradeSection(text, scriptOutline));
        }
        String checksum = digest.checksum();
        return revision.flatMap((known) -> upgrade.map(
                (section) -> new Script(known, text.location(), checksum, section, downgrade, header.importedFrom())));
    }

    private Optional<Section> section(
            ScriptText text, ScriptOutline scriptOutline, Kind kind, Problems problems, TokenDigest digest) {
        return scriptOutline.section(kind, this.dialect.name()).map((directive) -> {
            TextSection section = new TextSection(text, directive, this.dialect.lexer());
            try {
                SectionValidator validator = new SectionValidator(this.dialect, problems, digest);
                boolean transactional = validator.read(section, kind);
                if (transactional == directive.transactional()
                        && validator.todo().isEmpty()) {
                    return section;
                }
                Directive checked = transactional ? directive : directive.withoutTransaction();
                if (validator.todo().isPresent()) {
                    checked = checked.withTodo(validator.todo().getAsInt());
                }
                return new TextSection(text, checked, this.dialect.lexer());
            } catch (InvalidScriptsException ex) {
                ex.problems().forEach(problems::add);
            }
            return section;
        });
    }

    private Problem noUpgradeSection(ScriptText text, ScriptOutline scriptOutline) {
        return scriptOutline.has(Kind.UPGRADE)
                ? new Problem(
                        ErrorCode.NO_UPGRADE_SECTION,
                        new Location(text.location(), 1),
                        "The script has no upgrade section for %s.".formatted(this.dialect.name()),
                        "Add '-- migrate:upgrade dialect=%s', or '-- migrate:upgrade' for all databases without a section of their own."
                                .formatted(this.dialect.name()))
                : new Problem(
                        ErrorCode.NO_UPGRADE_SECTION,
                        new Location(text.location(), 1),
                        "The script has no upgrade section.",
                        "Add a line '-- migrate:upgrade', and leave the section empty if there is nothing to do.");
    }

    static Problem unreadable(ScriptFinder.Found found, Exception failure) {
        Throwable cause = failure.getCause() instanceof IOException wrapped ? wrapped : failure;
        if (cause instanceof MalformedText.Utf16Exception) {
            return new Problem(
                    ErrorCode.NOT_UTF_8,
                    new Location(found.location(), 1),
                    "The file is UTF-16.",
                    "Save the file as UTF-8.");
        }
        return cause instanceof CharacterCodingException
                ? new Problem(
                        ErrorCode.NOT_UTF_8,
                        new Location(found.location(), MalformedText.line(found.resource())),
                        "This line is not UTF-8.",
                        "Save the file as UTF-8.")
                : new Problem(
                        ErrorCode.UNREADABLE_SCRIPT,
                        new Location(found.location(), 1),
                        "Could not read the file: %s."
                                .formatted(cause instanceof AccessDeniedException ? "access denied" : cause),
                        "Check its file permissions, then retry.");
    }
}
