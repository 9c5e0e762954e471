package dev.migrate.spring.boot.autoconfigure.properties;

import java.util.stream.Stream;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;

/** The properties with which a command turns off parts of the application. They are not the application's own settings. */
public final class CommandProperties {

    /** The name of their property source. */
    public static final String SOURCE = "migrateCommand";

    private CommandProperties() {}

    /** Returns the other property sources of an environment, in their order. */
    public static Stream<PropertySource<?>> without(ConfigurableEnvironment environment) {
        return environment.getPropertySources().stream()
                .filter((source) -> !source.getName().equals(SOURCE));
    }
}
