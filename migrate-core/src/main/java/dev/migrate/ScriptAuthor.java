package dev.migrate;

import dev.migrate.error.Command;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.InvalidScriptsException;
import dev.migrate.error.Remedy;
import dev.migrate.error.Setting;
import dev.migrate.error.UnwritableScriptException;
import dev.migrate.error.WrongSymbolException;
import dev.migrate.operation.Migration;
import dev.migrate.plan.NewRevision;
import dev.migrate.request.FinishedScript;
import dev.migrate.request.MergeRequest;
import dev.migrate.request.RevisionRequest;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.revision.Symbol;
import dev.migrate.script.RevisionReader;
import dev.migrate.settings.MigrateSettings;
import dev.migrate.template.FileNameTemplate;
import dev.migrate.template.MigrationTemplate;
import dev.migrate.template.ScriptTemplate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes new scripts. Requires no database: the graph is read from the existing scripts. An invalid script is rejected
 * before a file is created, and an existing file is never overwritten.
 */
public final class ScriptAuthor {

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_AUTHOR = 255;
    private static final int ID_LENGTH = 12;

    private final MigrateSettings settings;
    private final ClassLoader classLoader;
    private final Clock clock;
    private final Path project;
    private final Iterable<? extends Migration> migrations;
    private final Random random = new SecureRandom();

    private ScriptAuthor(Builder builder) {
        this.settings = builder.settings;
        this.classLoader = builder.classLoader;
        this.clock = builder.clock;
        this.migrations = builder.migrations;
        this.project = builder.project.toAbsolutePath().normalize();
    }

    /** Returns a builder of an author with the default settings. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Writes the script of a new revision.
     *
     * @throws dev.migrate.error.MigrateException if an existing script or the request is invalid, or if the file
     *     cannot be written
     */
    public WrittenScript revision(RevisionRequest request) {
        Sources sources = read();
        return write(request, sources, false);
    }

    /**
     * Writes the Java class of a new revision, into the package that corresponds to its location.
     *
     * @throws dev.migrate.error.MigrateException if an existing script or the request is invalid, or if the file
     *     cannot be written
     */
    public WrittenScript migration(RevisionRequest request) {
        Sources sources = read();
        NewRevision newRevision = draft(request, sources);
        Revision revision = revision(request, newRevision);
        SourceFolder location = folder(request.location(), newRevision, sources);
        String name = MigrationTemplate.className(revision.message());
        String text = MigrationTemplate.render(location.packageName(), name, revision, request.message());
        SourceFolder folder = location.ofSources(this.project);
        folder.checkWritable(this.project, false);
        Path path = folder.path().resolve(name + ".java");
        create(folder, path, text);
        return new WrittenScript(path, revision, text);
    }

    /**
     * Returns the heads of the graph of the project's scripts.
     *
     * @throws dev.migrate.error.MigrateException if an existing script or the graph is invalid
     */
    public List<String> heads() {
        return List.copyOf(read().graph().heads());
    }

    /**
     * Returns the revisions of the project's scripts, in no particular order.
     *
     * @throws dev.migrate.error.MigrateException if an existing script or the graph is invalid
     */
    public List<Revision> revisions() {
        return read().revisions();
    }

    /**
     * Returns the scripts that {@link #writeAll} would write, without writing them.
     *
     * @throws dev.migrate.error.MigrateException if a script is invalid, does not fit the existing ones, or cannot be
     *     written
     */
    public List<WrittenScript> prepareAll(List<FinishedScript> scripts) {
        SourceFolder folder = firstWritable();
        List<WrittenScript> prepared = new ArrayList<>();
        List<Revision> revisions = new ArrayList<>(read().revisions());
        for (FinishedScript script : scripts) {
            Path path = folder.path().resolve(script.fileName());
            Revision revision = RevisionReader.parse("file:" + path, script.text());
            checkNameLengths(folder, path);
            if (Files.exists(path)) {
                throw fileExists(path);
            }
            revisions.add(revision);
            prepared.add(new WrittenScript(path, revision, script.text()));
        }
        RevisionGraph.of(revisions);
        return List.copyOf(prepared);
    }

    /**
     * Writes scripts whose text is complete to the first location that can be written to: all of them, or none.
     *
     * @throws dev.migrate.error.MigrateException if a script is invalid, does not fit the existing ones, or cannot be
     *     written
     */
    public List<WrittenScript> writeAll(List<FinishedScript> scripts) {
        List<WrittenScript> prepared = prepareAll(scripts);
        SourceFolder folder = firstWritable();
        List<Path> created = new ArrayList<>();
        try {
            for (WrittenScript script : prepared) {
                create(folder, script.path(), script.text());
                created.add(script.path());
            }
        } catch (UnwritableScriptException failure) {
            created.forEach((path) -> delete(path, failure));
            throw failure;
        }
        return prepared;
    }

    /** Returns the first location that can be written to; if there is none, rejects the first one. */
    private SourceFolder firstWritable() {
        UnwritableScriptException first = null;
        for (String location : this.settings.locations()) {
            SourceFolder folder = SourceFolder.of(this.project, location);
            try {
                folder.checkWritable(this.project, false);
                return folder;
            } catch (UnwritableScriptException failure) {
                first = first == null ? failure : first;
            }
        }
        throw Objects.requireNonNull(first, "There is no location");
    }

    /**
     * Writes the script of a new merge point.
     *
     * @throws dev.migrate.error.MigrateException if an existing script or the request is invalid, or if the file
     *     cannot be written
     */
    public WrittenScript merge(MergeRequest request) {
        Sources sources = read();
        List<String> symbols = request.revisions().isEmpty() ? List.of("heads") : request.revisions();
        List<String> merged = new ArrayList<>();
        for (String symbol : symbols) {
            checkOffline(symbol);
            merged.addAll(sources.graph().resolve(Symbol.parse(symbol), List.of()));
        }
        if (merged.size() < 2) {
            throw new UnwritableScriptException(
                    ErrorCode.NOTHING_TO_MERGE,
                    merged.isEmpty()
                            ? "There is no revision to merge."
                            : "'%s' is a single revision.".formatted(merged.get(0)),
                    Remedy.of("Name two or more revisions. %s lists the candidates.", new Command("heads")));
        }
        String message = request.message() == null || request.message().isBlank()
                ? "Merge " + String.join(", ", merged)
                : request.message();
        return write(
                RevisionRequest.of(message)
                        .id(request.revisionId())
                        .heads(merged)
                        .splice(request.splice())
                        .branchLabels(request.branchLabels())
                        .in(request.location()),
                sources,
                true);
    }

    /**
     * Creates a location with a template for new scripts. Existing files are not changed.
     *
     * @param location the location to create; null for the first location of the settings
     * @throws UnwritableScriptException if the location cannot be created
     */
    public PreparedLocation init(@Nullable String location) {
        SourceFolder folder = SourceFolder.of(
                this.project, location == null ? this.settings.locations().get(0) : location);
        folder.checkWritable(this.project, true);
        Path template = folder.path().resolve(ScriptTemplate.FILE);
        List<Path> created = new ArrayList<>();
        if (!folder.exists()) {
            created.add(folder.path());
        }
        if (!Files.exists(template)) {
            create(folder, template, ScriptTemplate.builtInText());
            created.add(template);
        }
        return new PreparedLocation(
                folder.path(),
                template,
                created,
                List.of("migrate.locations=" + String.join(",", locationsWith(folder))));
    }

    /**
     * Finds the source file of a script.
     *
     * @param location the location of the script in reports, such as {@code classpath:db/migrate/x.sql}
     * @return the source file; empty if the script exists only in a jar
     */
    public Optional<Path> sourceOf(String location) {
        SourceFolder source = SourceFolder.of(this.project, location.replaceFirst("(\\$[^/]*)?\\.class$", ".java"));
        return Optional.of(
                        location.endsWith(".class")
                                ? source.ofSources(this.project).path()
                                : source.path())
                .filter(Files::isRegularFile);
    }

    /**
     * Writes a script.
     *
     * @param complete whether sections without SQL are complete, as in a merge point; otherwise they are marked as
     *     still to be written
     */
    private WrittenScript write(RevisionRequest request, Sources sources, boolean complete) {
        NewRevision newRevision = draft(request, sources);
        Revision revision = revision(request, newRevision);
        SourceFolder folder = folder(request.location(), newRevision, sources);
        folder.checkWritable(this.project, false);
        Path path = folder.path()
                .resolve(FileNameTemplate.of(this.settings.fileTemplate())
                        .path(revision.id(), revision.message(), Objects.requireNonNull(revision.created())));
        String text =
                template(folder).render(revision, request.message(), request.upgrade(), request.downgrade(), complete);
        Revision read = checkReadable(path, revision, text);
        checkNameLengths(folder, path);
        create(folder, path, text);
        return new WrittenScript(path, read, text);
    }

    private NewRevision draft(RevisionRequest request, Sources sources) {
        if (request.message().isBlank()) {
            throw new UnwritableScriptException(
                    ErrorCode.MISSING_MESSAGE, "The revision has no message.", "Set one with '-m'.");
        }
        request.heads().forEach(ScriptAuthor::checkOffline);
        request.dependsOn().forEach(ScriptAuthor::checkOffline);
        String id = request.revisionId() == null ? newId(sources.graph()) : request.revisionId();
        return NewRevision.of(
                sources.graph(),
                new NewRevision.Request(
                        id, request.heads(), request.splice(), request.dependsOn(), request.branchLabels()),
                List.of());
    }

    private Revision revision(RevisionRequest request, NewRevision newRevision) {
        return new Revision(
                newRevision.id(),
                newRevision.revises(),
                newRevision.dependsOn(),
                newRevision.branchLabels(),
                request.message().strip().lines().findFirst().orElseThrow(),
                author(),
                this.clock.instant().truncatedTo(ChronoUnit.SECONDS),
                null);
    }

    /**
     * Reads the existing scripts. For locations in the project, reads the sources and not the copies of the build;
     * scripts from other parts of the application are read from the classpath.
     */
    private Sources read() {
        RevisionReader all = new RevisionReader(this.classLoader, (url) -> false);
        RevisionReader classpath =
                new RevisionReader(this.classLoader, (url) -> SourceFolder.isBuilt(this.project, url));
        List<Revision> revisions = new ArrayList<>();
        Map<String, String> locations = new HashMap<>();
        for (String location : this.settings.locations()) {
            SourceFolder folder = SourceFolder.of(this.project, location);
            List<Revision> found = new ArrayList<>();
            if (!folder.ofClasspath() || folder.exists()) {
                found.addAll(all.read("file:" + folder.path()));
            }
            if (folder.ofClasspath()) {
                Set<String> known = found.stream().map(Revision::id).collect(Collectors.toSet());
                (folder.exists() ? classpath : all)
                        .read(location).stream()
                                .filter((revision) -> !known.contains(revision.id()))
                                .forEach(found::add);
                checkCompiled(folder, found);
            }
            found.forEach((revision) -> locations.put(revision.id(), folder.location()));
            revisions.addAll(found);
        }
        all.read(this.migrations).stream()
                .filter((revision) -> !locations.containsKey(revision.id()))
                .forEach(revisions::add);
        return new Sources(RevisionGraph.of(revisions), List.copyOf(revisions), locations);
    }

    /** Rejects Java sources that are not compiled, because their position in the graph is unknown. */
    private void checkCompiled(SourceFolder folder, List<Revision> compiled) {
        List<Path> missing = folder.ofSources(this.project).uncompiled(compiled);
        if (!missing.isEmpty()) {
            throw new UnwritableScriptException(
                    ErrorCode.NOT_COMPILED,
                    "These Java revisions are not compiled, so their position in the graph is unknown: %s."
                            .formatted(missing.stream()
                                    .map((file) -> "'%s'".formatted(this.project.relativize(file)))
                                    .collect(Collectors.joining(", "))),
                    "Compile the project, then retry.");
        }
    }

    /** The existing graph, and the location of each revision. */
    private record Sources(RevisionGraph graph, List<Revision> revisions, Map<String, String> locations) {}

    private SourceFolder folder(@Nullable String requested, NewRevision newRevision, Sources sources) {
        List<SourceFolder> folders = this.settings.locations().stream()
                .map((location) -> SourceFolder.of(this.project, location))
                .toList();
        if (requested != null) {
            String location = SourceFolder.normalized(requested);
            return folders.stream()
                    .filter((folder) -> folder.location().equals(location))
                    .findFirst()
                    .orElseThrow(() -> new UnwritableScriptException(
                            ErrorCode.UNKNOWN_LOCATION,
                            "'%s' is not a location of this application, so scripts in it would not be found."
                                    .formatted(requested),
                            Remedy.of(
                                    "Name one of '%s', or add it to %s.",
                                    String.join("', '", this.settings.locations()), Setting.LOCATIONS)));
        }
        if (folders.size() == 1) {
            return folders.get(0);
        }
        return newRevision.revises().stream()
                .map(sources.locations()::get)
                .flatMap((location) ->
                        folders.stream().filter((folder) -> folder.location().equals(location)))
                .findFirst()
                .orElseThrow(() -> new UnwritableScriptException(
                        ErrorCode.AMBIGUOUS_LOCATION,
                        "There are several locations, and none of them contains a parent of the new revision.",
                        "Select one of '%s' with '--location'."
                                .formatted(String.join("', '", this.settings.locations()))));
    }

    private static ScriptTemplate template(SourceFolder folder) {
        Path file = folder.path().resolve(ScriptTemplate.FILE);
        if (!Files.exists(file)) {
            return ScriptTemplate.builtIn();
        }
        try {
            return ScriptTemplate.of("file:" + file, Files.readString(file));
        } catch (IOException failure) {
            throw new UnwritableScriptException(
                    ErrorCode.UNREADABLE_SCRIPT,
                    "Could not read the template '%s': %s.".formatted(file, failure),
                    "Make the file readable, and save it as UTF-8.");
        }
    }

    /**
     * Checks that a new script parses to the intended revision, since an invalid script would make all scripts
     * unusable.
     */
    private static Revision checkReadable(Path path, Revision expected, String text) {
        String remedy = "Correct the values that the message names, or '%s' if the location has one."
                .formatted(ScriptTemplate.FILE);
        Revision read;
        try {
            read = RevisionReader.parse("file:" + path, text);
        } catch (InvalidScriptsException failure) {
            throw new UnwritableScriptException(
                    ErrorCode.UNREADABLE_SCRIPT, "The new script would be invalid. " + failure.getMessage(), remedy);
        }
        if (!read.hasPlaceOf(expected)) {
            throw new UnwritableScriptException(
                    ErrorCode.UNREADABLE_SCRIPT,
                    "The new script would not define revision '%s' as requested.".formatted(expected.id()),
                    remedy);
        }
        return read;
    }

    private static void checkNameLengths(SourceFolder folder, Path path) {
        for (Path part : folder.path().relativize(path)) {
            if (part.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
                throw new UnwritableScriptException(
                        ErrorCode.NAME_TOO_LONG,
                        "The file name would be longer than %d bytes: '%s'.".formatted(LONGEST_NAME, part),
                        Remedy.of("Shorten the message, the id, or %s.", Setting.FILE_TEMPLATE));
            }
        }
    }

    /** Creates a new file. If writing fails, deletes the incomplete file. */
    private static void create(SourceFolder folder, Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException exists) {
            throw fileExists(file);
        } catch (IOException failure) {
            UnwritableScriptException unwritable = new UnwritableScriptException(
                    ErrorCode.UNWRITABLE_LOCATION,
                    "Could not write to '%s': %s.".formatted(folder.location(), failure),
                    "Check the permissions of the folder and the free disk space.");
            delete(file, unwritable);
            throw unwritable;
        }
    }

    private static UnwritableScriptException fileExists(Path file) {
        return new UnwritableScriptException(
                ErrorCode.FILE_EXISTS,
                "File '%s' already exists.".formatted(file),
                "Choose another message or id. Existing files are never overwritten.");
    }

    /** Deletes a file that a failed request has created. */
    private static void delete(Path file, UnwritableScriptException reason) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException second) {
            reason.addSuppressed(second);
        }
    }

    private List<String> locationsWith(SourceFolder initialized) {
        List<SourceFolder> folders = this.settings.locations().stream()
                .map((location) -> SourceFolder.of(this.project, location))
                .filter((folder) -> folder.exists() || folder.location().equals(initialized.location()))
                .toList();
        List<String> names =
                new ArrayList<>(folders.stream().map(SourceFolder::location).toList());
        if (!names.contains(initialized.location())) {
            names.add(initialized.location());
        }
        return names;
    }

    private static void checkOffline(String symbol) {
        if (Symbol.parse(symbol).countsFromCurrent()) {
            throw new WrongSymbolException(
                    ErrorCode.BAD_SYMBOL,
                    symbol,
                    "'%s' depends on the current revisions of a database, but a new script is written without one."
                            .formatted(symbol),
                    "Name the revision, 'head', or 'base' for a new base.",
                    List.of());
        }
    }

    private String newId(RevisionGraph graph) {
        while (true) {
            String id = "%016x".formatted(this.random.nextLong()).substring(0, ID_LENGTH);
            if (graph.find(id).isEmpty() && graph.findLabel(id).isEmpty()) {
                return id;
            }
        }
    }

    private String author() {
        String configured = this.settings.author();
        String author = (configured == null || configured.isBlank()
                        ? new GitUser(this.project).name()
                        : Optional.of(configured))
                .orElseGet(() -> System.getProperty("user.name", "unknown"))
                .strip()
                .replaceAll("\\s+", " ");
        if (author.length() > LONGEST_AUTHOR) {
            throw new UnwritableScriptException(
                    ErrorCode.NAME_TOO_LONG,
                    "The author's name is longer than %d characters.".formatted(LONGEST_AUTHOR),
                    Remedy.of("Shorten it, or set %s.", Setting.AUTHOR));
        }
        return author;
    }

    /** Builds an author. Values that are not set keep their defaults. */
    public static final class Builder extends EntryPointBuilder<Builder> {

        private Path project = Path.of("");

        private Builder() {}

        /**
         * Sets the folder of the project, which contains {@code src/main/resources}. Default: the working directory.
         */
        public Builder project(Path value) {
            this.project = value;
            return this;
        }

        /** Returns the author. It reads the existing scripts for each call. */
        public ScriptAuthor build() {
            return new ScriptAuthor(this);
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
