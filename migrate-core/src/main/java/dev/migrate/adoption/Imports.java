package dev.migrate.adoption;

import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.script.ImportedFrom;
import dev.migrate.script.Script;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The scripts that were imported from a tool, by what its history calls them.
 *
 * @param tool the tool
 * @param graph the graph of all scripts
 * @param byName the imported scripts in the order of the graph; a repeatable script has one for each of its contents
 */
record Imports(Tool tool, RevisionGraph graph, Map<String, List<Imported>> byName) {

    /** What Liquibase records or omits before a path on the class path, depending on its release. */
    private static final Pattern PATH_PREFIX = Pattern.compile("^(classpath:)?/*");

    /**
     * An imported script.
     *
     * @param revision its revision
     * @param from the script from which it was imported
     */
    record Imported(Revision revision, ImportedFrom from) {

        String id() {
            return this.revision.id();
        }

        /** Returns whether the script of an entry differs from the one that was imported, as far as both are known. */
        boolean differsFrom(@Nullable String checksum) {
            String own = this.from.checksum();
            return own != null
                    && checksum != null
                    && !own.equals(checksum)
                    && algorithm(own).equals(algorithm(checksum));
        }

        private static String algorithm(String checksum) {
            return checksum.substring(0, checksum.indexOf(':') + 1);
        }
    }

    static Imports of(Tool tool, RevisionGraph graph, Map<String, Script> scripts) {
        Map<String, List<Imported>> byName = new LinkedHashMap<>();
        for (String id : graph.closure(graph.realHeads())) {
            Optional.ofNullable(scripts.get(id))
                    .flatMap(Script::importedFrom)
                    .filter((from) -> from.tool().equals(tool.key()))
                    .ifPresent((from) -> byName.computeIfAbsent(
                                    normalized(tool, from.identifier()), (key) -> new ArrayList<>())
                            .add(new Imported(graph.find(id).orElseThrow(), from)));
        }
        return new Imports(tool, graph, byName);
    }

    /** Returns an identifier in the form in which two names of the same script are equal. */
    static String normalized(Tool tool, String identifier) {
        return switch (tool) {
            case FLYWAY ->
                isRepeatable(identifier)
                        ? identifier
                        : FlywayVersion.of(identifier).toString();
            case LIQUIBASE -> PATH_PREFIX.matcher(identifier).replaceFirst("");
            case ALEMBIC -> identifier;
        };
    }

    static boolean isRepeatable(String identifier) {
        return identifier.startsWith(ImportedFrom.REPEATABLE);
    }

    List<Imported> find(Entry entry) {
        return this.byName.getOrDefault(normalized(this.tool, entry.identifier()), List.of());
    }

    Collection<List<Imported>> all() {
        return this.byName.values();
    }
}
