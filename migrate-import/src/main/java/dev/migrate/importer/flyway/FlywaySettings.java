package dev.migrate.importer.flyway;

import dev.migrate.error.InvalidSettingsException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The settings of Flyway that determine which scripts it finds and how it reads them. Names are those of Flyway's own
 * configuration, without {@code flyway.}: {@code sqlMigrationPrefix}, {@code placeholders.NAME}.
 */
public final class FlywaySettings {

    private static final String PLACEHOLDER = "placeholders.";

    /** The default of Spring Boot, and of Flyway. */
    private static final String LOCATIONS = "classpath:db/migration";

    private final Map<String, String> values;
    private final Set<String> variable;
    private final Set<String> accepted;

    private FlywaySettings(Map<String, String> values, Set<String> variable, Set<String> accepted) {
        this.values = new TreeMap<>(values);
        this.variable = Set.copyOf(variable);
        this.accepted = new TreeSet<>(accepted);
    }

    /**
     * Returns the settings with these values. Lists are separated by commas. A placeholder whose value refers to an
     * environment variable differs between environments.
     */
    public static FlywaySettings of(Map<String, String> values) {
        Set<String> variable = new TreeSet<>();
        values.forEach((name, value) -> {
            if (name.startsWith(PLACEHOLDER) && value.contains("${")) {
                variable.add(name);
            }
        });
        return new FlywaySettings(values, variable, Set.of());
    }

    /** Returns these settings with further values, which replace those of the same name. */
    public FlywaySettings with(Map<String, String> others) {
        Map<String, String> all = new LinkedHashMap<>(this.values);
        all.putAll(others);
        Set<String> stillVariable = new TreeSet<>(this.variable);
        stillVariable.removeAll(others.keySet());
        return new FlywaySettings(all, stillVariable, this.accepted);
    }

    /** Returns these settings with the names of further values that differ between environments. */
    public FlywaySettings withVariable(Set<String> names) {
        Set<String> all = new TreeSet<>(this.variable);
        all.addAll(names);
        return new FlywaySettings(this.values, all, this.accepted);
    }

    /** Returns these settings with the names of what has no counterpart in Migrate and is imported without it. */
    public FlywaySettings accepting(List<String> names) {
        return new FlywaySettings(this.values, this.variable, new TreeSet<>(names));
    }

    List<String> locations() {
        return list("locations", LOCATIONS);
    }

    Charset encoding() {
        return charset("spring.flyway.encoding", text("encoding", StandardCharsets.UTF_8.name()));
    }

    static Charset charset(String property, String name) {
        try {
            return Charset.forName(name.strip());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw new InvalidSettingsException(
                    property, "'%s' is not the name of an encoding.".formatted(name), "Correct the encoding.");
        }
    }

    String versionedPrefix() {
        return text("sqlMigrationPrefix", "V");
    }

    String undoPrefix() {
        return text("undoSqlMigrationPrefix", "U");
    }

    String repeatablePrefix() {
        return text("repeatableSqlMigrationPrefix", "R");
    }

    String baselinePrefix() {
        return text("baselineMigrationPrefix", "B");
    }

    String separator() {
        return text("sqlMigrationSeparator", "__");
    }

    List<String> suffixes() {
        return list("sqlMigrationSuffixes", ".sql");
    }

    boolean replacesPlaceholders() {
        return flag("placeholderReplacement", true);
    }

    boolean executesInTransaction() {
        return flag("executeInTransaction", true);
    }

    boolean outOfOrder() {
        return flag("outOfOrder", false) || accepts("out-of-order");
    }

    boolean skipsCallbacks() {
        return flag("skipDefaultCallbacks", false);
    }

    /** Returns whether something without a counterpart was accepted. */
    boolean accepts(String name) {
        return this.accepted.contains(name);
    }

    Set<String> accepted() {
        return Set.copyOf(this.accepted);
    }

    /** Returns whether a value differs between environments. */
    boolean isVariable(String name) {
        return this.variable.contains(name);
    }

    /** Returns the placeholders for a file: those that are configured, and those of Flyway that are known. */
    FlywayPlaceholders placeholders(String file) {
        Map<String, String> known = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        String own = "flyway" + text("placeholderSeparator", ":");
        known.put(own + "filename", file);
        known.put(own + "table", text("table", "flyway_schema_history"));
        String schema =
                text("defaultSchema", list("schemas", "").stream().findFirst().orElse(""));
        if (!schema.isEmpty()) {
            known.put(own + "defaultSchema", schema);
        }
        this.values.forEach((name, value) -> {
            if (name.startsWith(PLACEHOLDER) && !isVariable(name)) {
                known.put(name.substring(PLACEHOLDER.length()), value);
            }
        });
        return new FlywayPlaceholders(text("placeholderPrefix", "${"), text("placeholderSuffix", "}"), known);
    }

    /** Returns whether the value of a placeholder is configured, but differs between environments. */
    boolean isVariablePlaceholder(String name) {
        return this.variable.stream().anyMatch((PLACEHOLDER + name)::equalsIgnoreCase);
    }

    String text(String name, String defaultValue) {
        return this.values.getOrDefault(name, defaultValue);
    }

    boolean has(String name) {
        return !text(name, "").isBlank();
    }

    boolean flag(String name, boolean defaultValue) {
        return Boolean.parseBoolean(text(name, Boolean.toString(defaultValue)).strip());
    }

    private List<String> list(String name, String defaultValue) {
        return Arrays.stream(text(name, defaultValue).split(","))
                .map(String::strip)
                .filter((item) -> !item.isEmpty())
                .toList();
    }
}
