package dev.migrate.importer.flyway;

import dev.migrate.error.ErrorCode;
import dev.migrate.error.Location;
import dev.migrate.error.Problem;
import dev.migrate.importer.ForeignHistory;
import dev.migrate.importer.ForeignScript;
import dev.migrate.importer.flyway.FlywayName.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads the scripts of Flyway. Changes nothing. */
public final class FlywayHistory {

    private static final String TOOL = "Flyway";
    private static final String CALLBACKS = "callbacks";

    private final FlywaySettings settings;
    private final FlywaySources sources;
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<FlywayVersion, FlywayScript> versioned = new TreeMap<>();
    private final Map<FlywayVersion, FlywayScript> undo = new TreeMap<>();
    private final Map<FlywayVersion, FlywayScript> baselines = new TreeMap<>();
    private final Map<String, FlywayScript> repeatable = new TreeMap<>();

    private FlywayHistory(FlywaySettings settings, FlywaySources sources) {
        this.settings = settings;
        this.sources = sources;
    }

    /** Reads the scripts. Problems and notes are part of the result. */
    public static ForeignHistory read(FlywaySettings settings, FlywaySources sources) {
        return new FlywayHistory(settings, sources).read();
    }

    private ForeignHistory read() {
        UnsupportedSettings.check(this.settings, this.problems);
        FlywayFiles finder = new FlywayFiles(this.sources, this.problems);
        Collection<FoundFile> files = finder.find(this.settings.locations());
        Replacements replacements = Replacements.of(this.sources.replacements(), finder, this.problems);
        ScriptReader reader = new ScriptReader(this.settings, replacements, files, this.problems);
        List<String> ignored = new ArrayList<>();
        for (FoundFile file : files) {
            FlywayName.ofScript(file.name(), this.settings).ifPresent((name) -> sort(name, file, reader, ignored));
        }
        new JavaMigrations(this.settings, this.sources, replacements)
                .find(files, reader, this.problems)
                .forEach(this::put);
        replacements.reportUnused(this.problems);
        noteIgnored(ignored);
        reader.notes().forEach(this.notes::add);
        useBaselines();
        return new ForeignHistory(TOOL, scripts(), this.settings.outOfOrder(), this.problems, List.copyOf(this.notes));
    }

    private void sort(FlywayName name, FoundFile file, ScriptReader reader, List<String> ignored) {
        switch (name.kind()) {
            case VERSIONED, UNDO, BASELINE, REPEATABLE ->
                reader.read(name, file).ifPresent(this::put);
            case CALLBACK -> callback(file);
            case UNRELATED_CALLBACK ->
                this.notes.add("%s is a callback of another command than 'migrate' and is not imported."
                        .formatted(file.path()));
            case IGNORED -> {
                if (!reader.isMigrateScript(file)) {
                    ignored.add(file.path());
                }
            }
        }
    }

    private void callback(FoundFile file) {
        if (this.settings.skipsCallbacks()) {
            this.notes.add("%s is not imported: Flyway skips callbacks.".formatted(file.path()));
        } else if (this.settings.accepts(file.name()) || this.settings.accepts(CALLBACKS)) {
            this.notes.add("The callback %s is not imported.".formatted(file.path()));
        } else {
            this.problems.add(new Problem(
                    ErrorCode.NOT_IMPORTABLE,
                    new Location(file.path(), 1),
                    "Flyway runs this callback with its scripts. Migrate has no callbacks.",
                    "Run its SQL when the application has started, or write it into a revision. Then pass '--accept %s', or '--accept %s' for all of them."
                            .formatted(file.name(), CALLBACKS)));
        }
    }

    private void put(FlywayScript script) {
        put(script.name().kind(), script);
    }

    private void put(Kind kind, FlywayScript script) {
        FlywayName name = script.name();
        FlywayScript other = kind == Kind.REPEATABLE
                ? this.repeatable.putIfAbsent(name.description(), script)
                : scripts(kind).putIfAbsent(Objects.requireNonNull(name.version()), script);
        if (other != null) {
            this.problems.add(new Problem(
                    ErrorCode.NOT_IMPORTABLE,
                    new Location(script.file(), 1),
                    "'%s' has the same version or description.".formatted(other.file()),
                    "Delete one of the two, or name the locations that the application uses with '--location'."));
        }
    }

    private Map<FlywayVersion, FlywayScript> scripts(Kind kind) {
        return kind == Kind.UNDO ? this.undo : kind == Kind.BASELINE ? this.baselines : this.versioned;
    }

    private void noteIgnored(List<String> ignored) {
        if (!ignored.isEmpty()) {
            this.notes.add("Flyway ignores these files because of their names, so they are not imported: %s."
                    .formatted(String.join(", ", ignored)));
        }
    }

    /**
     * A baseline script stands for all versions up to its own. As long as one of these exists, the baseline is not
     * needed; otherwise it is the first revision.
     */
    private void useBaselines() {
        this.baselines.forEach((version, script) -> {
            boolean replaced = this.versioned.keySet().stream().anyMatch((other) -> other.compareTo(version) <= 0);
            if (replaced) {
                this.notes.add(
                        "%s is not imported: the scripts that it stands for are imported.".formatted(script.file()));
            }
        });
        List<FlywayScript> needed = this.baselines.entrySet().stream()
                .filter((baseline) ->
                        this.versioned.keySet().stream().allMatch((other) -> other.compareTo(baseline.getKey()) > 0))
                .map(Map.Entry::getValue)
                .toList();
        if (!needed.isEmpty()) {
            put(Kind.VERSIONED, needed.get(needed.size() - 1));
            needed.subList(0, needed.size() - 1)
                    .forEach((script) ->
                            this.notes.add("%s is not imported: a later baseline exists.".formatted(script.file())));
        }
    }

    private List<ForeignScript> scripts() {
        List<ForeignScript> scripts = new ArrayList<>();
        this.versioned.forEach((version, script) -> {
            FlywayScript reverse = this.undo.remove(version);
            scripts.add(script.versioned(reverse));
        });
        this.undo
                .values()
                .forEach((script) -> this.notes.add(
                        "%s is not imported: there is no script with its version.".formatted(script.file())));
        this.repeatable.values().stream()
                .sorted(Comparator.comparing(
                        (FlywayScript script) -> script.name().description()))
                .map(FlywayScript::repeatable)
                .forEach(scripts::add);
        if (scripts.isEmpty() && this.problems.isEmpty()) {
            this.problems.add(
                    new Problem(
                            ErrorCode.NOT_IMPORTABLE,
                            null,
                            "There are no scripts of Flyway in '%s'."
                                    .formatted(
                                            this.settings.locations().stream().collect(Collectors.joining("', '"))),
                            "Name the location with '--location', such as '--location filesystem:src/main/resources/db/migration'."));
        }
        return scripts;
    }
}
