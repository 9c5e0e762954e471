package dev.migrate.importer.flyway;

import dev.migrate.error.ErrorCode;
import dev.migrate.error.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Corrected copies of scripts, by file name. The checksum stays that of the original. */
final class Replacements {

    private final Map<String, FoundFile> unused = new LinkedHashMap<>();

    private Replacements() {}

    static Replacements of(@Nullable Path folder, FlywayFiles finder, List<Problem> problems) {
        Replacements replacements = new Replacements();
        if (folder == null) {
            return replacements;
        }
        List<FoundFile> files = finder.inFolder(folder);
        if (files.isEmpty()) {
            problems.add(new Problem(
                    ErrorCode.NOT_IMPORTABLE,
                    null,
                    "The folder of replacements '%s' contains no file.".formatted(folder),
                    "Correct '--replacements'."));
        }
        files.forEach((file) -> replacements.unused.put(file.name(), file));
        return replacements;
    }

    /** Returns the copy of a script, if there is one. */
    Optional<FoundFile> take(String fileName) {
        return Optional.ofNullable(this.unused.remove(fileName));
    }

    void reportUnused(List<Problem> problems) {
        for (FoundFile file : new ArrayList<>(this.unused.values())) {
            problems.add(new Problem(
                    ErrorCode.NOT_IMPORTABLE,
                    null,
                    "'%s' replaces no script.".formatted(file.path()),
                    "Give it the name of the script that it replaces, or delete it."));
        }
    }
}
