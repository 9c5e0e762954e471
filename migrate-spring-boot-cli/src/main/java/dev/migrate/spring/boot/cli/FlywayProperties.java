package dev.migrate.spring.boot.cli;

import dev.migrate.importer.flyway.FlywaySettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Reads the properties of an application for Flyway, which is not required for that. */
final class FlywayProperties {

    private static final String PREFIX = "spring.flyway.";

    private static final String PLACEHOLDERS = "placeholders";

    private static final List<String> LISTS =
            List.of("locations", "sql-migration-suffixes", "schemas", "init-sqls", "cherry-pick");

    private static final List<String> VALUES = List.of(
            "encoding",
            "sql-migration-prefix",
            "undo-sql-migration-prefix",
            "repeatable-sql-migration-prefix",
            "baseline-migration-prefix",
            "sql-migration-separator",
            "placeholder-prefix",
            "placeholder-suffix",
            "placeholder-separator",
            "placeholder-replacement",
            "execute-in-transaction",
            "out-of-order",
            "skip-default-callbacks",
            "detect-encoding",
            "default-schema",
            "java-migration-class-provider",
            "target",
            "table");

    /** The sources whose values differ between environments. */
    private static final Set<String> VARIABLE = Set.of(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);

    private static final Pattern WORD = Pattern.compile("-([a-z])");

    private final ConfigurableEnvironment environment;

    FlywayProperties(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    /** Returns settings with the properties, which replace those of the same name. */
    FlywaySettings over(Map<String, String> defaults) {
        Binder binder = Binder.get(this.environment);
        Map<String, String> values = new LinkedHashMap<>(defaults);
        for (String name : VALUES) {
            binder.bind(PREFIX + name, String.class).ifBound((value) -> values.put(camelCase(name), value));
        }
        for (String name : LISTS) {
            binder.bind(PREFIX + name, Bindable.listOf(String.class))
                    .ifBound((list) -> values.put(camelCase(name), String.join(",", list)));
        }
        Set<String> variable = new TreeSet<>();
        binder.bind(PREFIX + PLACEHOLDERS, Bindable.mapOf(String.class, String.class))
                .ifBound((placeholders) -> placeholders.forEach((name, value) -> {
                    values.put(PLACEHOLDERS + "." + name, value);
                    if (isVariable(name)) {
                        variable.add(PLACEHOLDERS + "." + name);
                    }
                }));
        return FlywaySettings.of(values).withVariable(variable);
    }

    /** Returns whether a value refers to other properties, or is not from a file of the application. */
    private boolean isVariable(String placeholder) {
        ConfigurationPropertyName name =
                ConfigurationPropertyName.adapt(PREFIX + PLACEHOLDERS + "." + placeholder, '.');
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
            ConfigurationProperty property = source.getConfigurationProperty(name);
            if (property != null) {
                boolean outside = source.getUnderlyingSource() instanceof PropertySource<?> origin
                        && VARIABLE.contains(origin.getName());
                return outside || String.valueOf(property.getValue()).contains("${");
            }
        }
        return true;
    }

    private static String camelCase(String name) {
        return WORD.matcher(name).replaceAll((word) -> word.group(1).toUpperCase(Locale.ROOT));
    }
}
