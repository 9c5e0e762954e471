package dev.migrate.importer.flyway;

import dev.migrate.error.ErrorCode;
import dev.migrate.error.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The migrations of Flyway that are classes. Only a replacement in SQL can be imported. */
final class JavaMigrations {

    private static final String CLASS = ".class";

    private final FlywaySettings settings;
    private final FlywaySources sources;
    private final Replacements replacements;

    JavaMigrations(FlywaySettings settings, FlywaySources sources, Replacements replacements) {
        this.settings = settings;
        this.sources = sources;
        this.replacements = replacements;
    }

    /** Returns the replacements of all classes. Adds the classes without one to the problems. */
    List<FlywayScript> find(Collection<FoundFile> files, ScriptReader reader, List<Problem> problems) {
        TreeMap<String, String> classes = new TreeMap<>();
        for (FoundFile file : files) {
            if (file.name().endsWith(CLASS) && !file.name().contains("$")) {
                classes.put(file.name().substring(0, file.name().length() - CLASS.length()), file.path());
            }
        }
        for (String name : this.sources.javaMigrations()) {
            String simpleName = name.substring(name.lastIndexOf('.') + 1);
            classes.put(simpleName, name);
            if (FlywayName.ofClass(simpleName, this.settings).isEmpty()) {
                problems.add(new Problem(
                        ErrorCode.NOT_IMPORTABLE,
                        null,
                        "'%s' is a migration in Java whose name does not contain its version.".formatted(name),
                        "Rename the class to the form 'V3__Name', and import again."));
            }
        }
        List<FlywayScript> scripts = new ArrayList<>();
        classes.forEach((simpleName, path) -> FlywayName.ofClass(simpleName, this.settings)
                .flatMap((name) -> script(name, simpleName, path, reader, problems))
                .ifPresent(scripts::add));
        return scripts;
    }

    private Optional<FlywayScript> script(
            FlywayName name, String simpleName, String path, ScriptReader reader, List<Problem> problems) {
        String file = simpleName + this.settings.suffixes().get(0);
        Optional<FoundFile> replacement = this.replacements.take(file);
        if (replacement.isEmpty()) {
            problems.add(new Problem(
                    ErrorCode.NOT_IMPORTABLE,
                    null,
                    "'%s' is a migration in Java.".formatted(path),
                    "Write what it does to an empty database as SQL to '%s' in another folder, and pass '--replacements FOLDER'. Existing databases do not run it."
                            .formatted(file)));
        }
        return replacement.flatMap((found) -> reader.read(name, found));
    }
}
