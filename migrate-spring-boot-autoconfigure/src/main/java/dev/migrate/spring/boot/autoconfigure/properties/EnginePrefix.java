package dev.migrate.spring.boot.autoconfigure.properties;

import dev.migrate.error.MigrateException;
import dev.migrate.error.Wording;
import java.util.Comparator;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.env.Environment;

/**
 * The prefix of an engine's property names. Messages of an engine contain the property names of the default engine; this
 * replaces them, for example with {@code migrate.instances.people.url}.
 *
 * @param text {@code migrate.} or {@code migrate.instances.NAME.}
 */
public record EnginePrefix(String text) {

    private static final String UNNAMED = "migrate.";

    /** The prefix of the default engine. */
    public static final EnginePrefix DEFAULT = new EnginePrefix(UNNAMED);

    /** Returns the prefix of an engine by its name. */
    public static EnginePrefix of(String engine, Environment environment) {
        return of(engine, EngineInstances.of(environment));
    }

    /** Returns the prefix of an engine, given the instances by name. */
    public static EnginePrefix of(String engine, Map<String, ?> instances) {
        return new EnginePrefix(instances.containsKey(engine) ? EngineInstances.PREFIX + engine + "." : UNNAMED);
    }

    /** Returns whether this is the prefix of the default engine. */
    public boolean isUnnamed() {
        return this.text.equals(UNNAMED);
    }

    /** Returns the message of a failure with the property names of this engine. */
    public String message(MigrateException failure) {
        return in(failure.message(Wording.properties()));
    }

    /** Returns the remedy of a failure with the property names of this engine. */
    public String remedy(MigrateException failure) {
        return failure.remedy().in(Wording.properties(this.text));
    }

    /** Returns a text with the property names of this engine. */
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
