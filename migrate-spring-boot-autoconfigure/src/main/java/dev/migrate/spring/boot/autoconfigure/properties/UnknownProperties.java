package dev.migrate.spring.boot.autoconfigure.properties;

import dev.migrate.revision.SimilarNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Finds unknown configuration properties below a prefix. Environment variables are not checked, because they are shared
 * with other software.
 */
public final class UnknownProperties {

    private static final Set<String> READ_BEFORE_BINDING = Set.of("migrate.cli.enabled");

    private final ConfigurationPropertyName prefix;
    private final Class<?> properties;
    private @Nullable PropertyTree known;
    private final Set<String> others;

    /**
     * Creates a check of one prefix.
     *
     * @param prefix the prefix of the properties
     * @param properties the class that binds them
     * @param others the full names of further properties below the prefix
     */
    public UnknownProperties(String prefix, Class<?> properties, Set<String> others) {
        this.prefix = ConfigurationPropertyName.of(prefix);
        this.properties = properties;
        this.others = Set.copyOf(others);
    }

    /** Returns the check of the engines' properties. */
    public static UnknownProperties ofEngines() {
        return new UnknownProperties("migrate", MigrateProperties.class, READ_BEFORE_BINDING);
    }

    /**
     * An unknown property.
     *
     * @param name its name as configured
     * @param origin the place where it is configured
     * @param nearest the most similar known property, if any
     */
    public record Unknown(
            String name, String origin, @Nullable String nearest) {

        /** Returns a message for a log. */
        public String message() {
            return message(" (" + this.origin + "): it is ignored.");
        }

        /** Returns a message for a report that shows the origin itself. */
        public String messageWithoutOrigin() {
            return message(".");
        }

        private String message(String end) {
            String hint = this.nearest == null ? "" : " Did you mean '" + this.nearest + "'?";
            return "Unknown property '%s'%s%s".formatted(this.name, end, hint);
        }
    }

    /** Returns the unknown properties in the order of their sources, each once. */
    public List<Unknown> in(Environment environment) {
        Map<ConfigurationPropertyName, Unknown> found = new LinkedHashMap<>();
        if (environment instanceof ConfigurableEnvironment configurable) {
            for (PropertySource<?> source : configurable.getPropertySources()) {
                if (source instanceof EnumerablePropertySource<?> enumerable
                        && !(source instanceof SystemEnvironmentPropertySource)) {
                    for (String name : enumerable.getPropertyNames()) {
                        examine(name, enumerable, found);
                    }
                }
            }
        }
        return List.copyOf(found.values());
    }

    private void examine(
            String name, EnumerablePropertySource<?> source, Map<ConfigurationPropertyName, Unknown> found) {
        ConfigurationPropertyName read = ConfigurationPropertyName.adapt(name, '.');
        int begin = this.prefix.getNumberOfElements();
        if (!this.prefix.isAncestorOf(read)
                || known().has(read, begin)
                || this.others.stream().anyMatch((other) -> read.equals(ConfigurationPropertyName.of(other)))) {
            return;
        }
        int end = read.getNumberOfElements();
        while (end > begin + 1 && read.isNumericIndex(end - 1)) {
            end--;
        }
        ConfigurationPropertyName property = read.chop(end);
        found.computeIfAbsent(
                property,
                (unknown) -> new Unknown(name.replaceAll("(\\[\\d+])+$", ""), origin(name, source), nearest(unknown)));
    }

    /** Returns the known keys, which are only read if there is a property below the prefix. */
    private PropertyTree known() {
        PropertyTree tree = this.known;
        if (tree == null) {
            tree = PropertyTree.of(this.properties);
            this.known = tree;
        }
        return tree;
    }

    private static String origin(String name, EnumerablePropertySource<?> source) {
        Origin origin = OriginLookup.getOrigin(source, name);
        return origin != null ? origin.toString() : source.getName();
    }

    private @Nullable String nearest(ConfigurationPropertyName unknown) {
        int begin = this.prefix.getNumberOfElements();
        Map.Entry<Integer, PropertyTree> level =
                known().deepestMap(unknown, begin).orElse(Map.entry(begin, known()));
        String typed = unknown.subName(level.getKey()).toString();
        List<String> keys = level.getValue().keys();
        return SimilarNames.to(typed, keys).stream()
                .findFirst()
                .or(() -> keys.stream()
                        .filter((key) -> typed.startsWith(key) && !typed.startsWith(key + "."))
                        .findFirst())
                .map((key) -> unknown.chop(level.getKey()) + "." + key)
                .orElse(null);
    }
}
