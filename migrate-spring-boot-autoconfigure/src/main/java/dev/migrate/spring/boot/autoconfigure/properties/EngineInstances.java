package dev.migrate.spring.boot.autoconfigure.properties;

import dev.migrate.error.InvalidSettingsException;
import dev.migrate.spring.boot.autoconfigure.properties.MigrateProperties.Instance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * The engines of {@code migrate.instances}, by name. An instance inherits the properties of {@code migrate} that describe how
 * to run, but not those that describe where: a missing property must not migrate another engine's database.
 */
public final class EngineInstances {

    /** The prefix of the properties of all instances. */
    public static final String PREFIX = "migrate.instances.";

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_-]{0,63}";

    private EngineInstances() {}

    /** Returns the effective properties of each enabled instance. */
    public static Map<String, Instance> of(Environment environment) {
        Binder binder = Binder.get(environment);
        Map<String, Instance> instances = new LinkedHashMap<>();
        names(binder).forEach((name) -> {
            Instance instance = effective(binder, name);
            if (instance.isEnabled()) {
                requireLocations(name, binder, environment);
                instances.put(name, instance);
            }
        });
        return instances;
    }

    /** Returns whether an instance is enabled. */
    public static boolean areIn(Environment environment) {
        return !of(environment).isEmpty();
    }

    private static List<String> names(Binder binder) {
        List<String> names = binder.bind("migrate.instances", Bindable.mapOf(String.class, Instance.class))
                .map((instances) -> List.copyOf(instances.keySet()))
                .orElse(List.of());
        names.forEach(EngineInstances::check);
        return names;
    }

    private static void check(String name) {
        if (!name.matches(NAME) || name.equals(EngineNames.DEFAULT) || name.equals(EngineNames.ALL)) {
            throw new InvalidSettingsException(
                    "migrate.instances",
                    "'%s' is not a valid name of an instance.".formatted(name),
                    "Use 1 to 64 letters, digits, hyphens, and underscores. 'default' is the engine below 'migrate', and"
                            + " 'all' names all engines.");
        }
    }

    /** Requires explicit locations, because the default location belongs to another engine, whose scripts must not run here. */
    private static void requireLocations(String name, Binder binder, Environment environment) {
        String property = PREFIX + name + ".locations";
        boolean set = binder.bind(property, Bindable.listOf(String.class))
                .map((locations) -> locations.stream().anyMatch(StringUtils::hasText))
                .orElse(false);
        if (!set) {
            String misspelled = UnknownProperties.ofEngines().in(environment).stream()
                    .filter((unknown) -> property.equals(unknown.nearest()))
                    .findFirst()
                    .map((unknown) -> " Unknown property '%s' (%s): rename it to '%s'."
                            .formatted(unknown.name(), unknown.origin(), property))
                    .orElse("");
            throw new InvalidSettingsException(
                    property,
                    "The engine '%s' has no locations.%s".formatted(name, misspelled),
                    "Set '%s' to the folders of its scripts, for example 'classpath:db/%s'.".formatted(property, name));
        }
    }

    private static Instance effective(Binder binder, String name) {
        Instance instance = new Instance();
        binder.bind("migrate", Bindable.ofInstance(instance));
        Instance plain = new Instance();
        instance.setEnabled(true);
        instance.setTarget(plain.getTarget());
        instance.setLocations(plain.getLocations());
        instance.setSchema(null);
        instance.setTablePrefix(plain.getTablePrefix());
        instance.setBaseline(null);
        instance.setAllowNonEmpty(false);
        instance.setUrl(null);
        instance.setUser(null);
        instance.setPassword(null);
        instance.setDriverClassName(null);
        instance.setDataSource(null);
        binder.bind(PREFIX + name, Bindable.ofInstance(instance));
        return instance;
    }
}
