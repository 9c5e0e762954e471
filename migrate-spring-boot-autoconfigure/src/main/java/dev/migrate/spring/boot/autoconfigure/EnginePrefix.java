package dev.migrate.spring.boot.autoconfigure;

import java.util.Comparator;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.env.Environment;

/**
 * What the names of an engine's properties begin with. The engine itself names the properties of the default one;
 * whoever set {@code migrate.instances.people.url} has to read that name in a message.
 *
 * @param text {@code migrate.} or {@code migrate.instances.NAME.}
 */
public record EnginePrefix(String text) {

    private static final String UNNAMED = "migrate.";

    /** Returns the prefix of an engine by its name. */
    public static EnginePrefix of(String engine, Environment environment) {
        return of(engine, Instances.of(environment));
    }

    static EnginePrefix of(String engine, Map<String, ?> instances) {
        return new EnginePrefix(instances.containsKey(engine) ? Instances.PREFIX + engine + "." : UNNAMED);
    }

    /** Whether this is the prefix of the engine that needs no name. */
    boolean isUnnamed() {
        return this.text.equals(UNNAMED);
    }

    /** Returns a text in which each property has its name for this engine. */
    public String in(String message) {
        if (isUnnamed() || !message.contains(UNNAMED)) {
            return message;
        }
        String keys = PropertyTree.of(MigrateProperties.Instance.class).keys().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        return Pattern.compile("(?<![\\w.-])migrate\\.(" + keys + ")(?![\\w-])")
                .matcher(message)
                .replaceAll(Matcher.quoteReplacement(this.text) + "$1");
    }
}
