package dev.migrate.importer.flyway;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a script, read as Flyway reads it.
 *
 * @param kind what Flyway does with the script
 * @param version the version, null if the kind has none
 * @param description the description with spaces in place of underscores
 */
record FlywayName(Kind kind, @Nullable FlywayVersion version, String description) {

    private static final Pattern EVENT = Pattern.compile("(before|after)[A-Z][A-Za-z]*|createSchema");

    /** Events of commands that do not migrate. */
    private static final Pattern UNRELATED = Pattern.compile("(before|after)(Clean|Info|Baseline|Repair|Undo).*");

    /** What Flyway does with a script. */
    enum Kind {
        VERSIONED,
        UNDO,
        BASELINE,
        REPEATABLE,
        CALLBACK,
        /** A callback of a command other than {@code migrate}. */
        UNRELATED_CALLBACK,
        /** A script that Flyway ignores. */
        IGNORED
    }

    /** Returns the name of a script; empty if the file is no script. */
    static Optional<FlywayName> ofScript(String file, FlywaySettings settings) {
        return settings.suffixes().stream()
                .filter((suffix) ->
                        file.regionMatches(true, file.length() - suffix.length(), suffix, 0, suffix.length()))
                .findFirst()
                .map((suffix) -> of(file.substring(0, file.length() - suffix.length()), settings));
    }

    /** Returns the name of a class; empty if it is not that of a migration. */
    static Optional<FlywayName> ofClass(String simpleName, FlywaySettings settings) {
        FlywayName name = of(simpleName, settings);
        return name.kind == Kind.IGNORED || name.kind == Kind.CALLBACK || name.kind == Kind.UNRELATED_CALLBACK
                ? Optional.empty()
                : Optional.of(name);
    }

    private static FlywayName of(String name, FlywaySettings settings) {
        int separator = name.indexOf(settings.separator());
        String event = separator < 0 ? name : name.substring(0, separator);
        if (EVENT.matcher(event).matches()) {
            boolean unrelated = UNRELATED.matcher(event).matches();
            return new FlywayName(unrelated ? Kind.UNRELATED_CALLBACK : Kind.CALLBACK, null, event);
        }
        Map<String, Kind> prefixes = new LinkedHashMap<>();
        prefixes.put(settings.versionedPrefix(), Kind.VERSIONED);
        prefixes.put(settings.undoPrefix(), Kind.UNDO);
        prefixes.put(settings.repeatablePrefix(), Kind.REPEATABLE);
        prefixes.put(settings.baselinePrefix(), Kind.BASELINE);
        List<String> longestFirst = prefixes.keySet().stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
        for (String prefix : longestFirst) {
            if (name.startsWith(prefix)) {
                return withPrefix(prefixes.get(prefix), name.substring(prefix.length()), settings.separator());
            }
        }
        return ignored();
    }

    private static FlywayName withPrefix(@Nullable Kind kind, String rest, String separator) {
        int at = rest.indexOf(separator);
        String version = at < 0 ? rest : rest.substring(0, at);
        String description =
                at < 0 ? "" : rest.substring(at + separator.length()).replace('_', ' ');
        if (kind == Kind.REPEATABLE) {
            return version.isEmpty() && at >= 0 ? new FlywayName(kind, null, description) : ignored();
        }
        return FlywayVersion.parse(version)
                .filter((parsed) -> kind != null)
                .map((parsed) -> new FlywayName(Objects.requireNonNull(kind), parsed, description))
                .orElseGet(FlywayName::ignored);
    }

    private static FlywayName ignored() {
        return new FlywayName(Kind.IGNORED, null, "");
    }
}
