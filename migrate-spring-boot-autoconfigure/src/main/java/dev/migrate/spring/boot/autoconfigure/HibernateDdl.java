package dev.migrate.spring.boot.autoconfigure;

import dev.migrate.spring.boot.autoconfigure.properties.CommandProperties;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

/**
 * A setting by which Hibernate changes the schema itself.
 *
 * @param property the property with its value, as written in a configuration file
 */
public record HibernateDdl(String property) {

    private static final String ACTION = "jakarta.persistence.schema-generation.database.action";

    private static final String OLDER_ACTION = "javax.persistence.schema-generation.database.action";

    private static final String AUTO = "hibernate.hbm2ddl.auto";

    private static final Set<String> HARMLESS = Set.of("", "none", "validate", "false");

    /** Returns the setting of the application, ignoring the overrides of a command. */
    public static Optional<HibernateDdl> in(Environment environment) {
        if (!(environment instanceof ConfigurableEnvironment configurable)) {
            return Optional.empty();
        }
        List<PropertySource<?>> sources = CommandProperties.without(configurable)
                .filter((source) -> !ConfigurationPropertySources.isAttachedConfigurationPropertySource(source))
                .toList();
        Binder binder = new Binder(
                ConfigurationPropertySources.from(sources), new PropertySourcesPlaceholdersResolver(sources));
        Map<String, String> properties = binder.bind(
                        "spring.jpa.properties", Bindable.mapOf(String.class, String.class))
                .orElse(Map.of());
        Optional<HibernateDdl> own = ofUnit(properties);
        if (own.isPresent()) {
            return own.map((setting) -> new HibernateDdl("spring.jpa.properties." + setting.property()));
        }
        Optional<String> auto = binder.bind("spring.jpa.hibernate.ddl-auto", String.class)
                .map(Optional::of)
                .orElse(Optional.empty());
        if (auto.isPresent()) {
            return setting("spring.jpa.hibernate.ddl-auto", auto.get());
        }
        return setting(
                "spring.jpa.generate-ddl",
                binder.bind("spring.jpa.generate-ddl", String.class).orElse("false"));
    }

    /** Returns the setting in the properties of a persistence unit. */
    static Optional<HibernateDdl> ofUnit(Map<String, ?> properties) {
        for (String name : List.of(AUTO, ACTION, OLDER_ACTION)) {
            Optional<HibernateDdl> setting = setting(name, properties.get(name));
            if (setting.isPresent()) {
                return setting;
            }
        }
        return Optional.empty();
    }

    private static Optional<HibernateDdl> setting(String name, @Nullable Object value) {
        return value == null || HARMLESS.contains(value.toString().strip().toLowerCase(Locale.ROOT))
                ? Optional.empty()
                : Optional.of(new HibernateDdl(name + "=" + value));
    }
}
