package dev.migrate.spring.boot.autoconfigure;

import dev.migrate.error.InvalidSettingsException;
import dev.migrate.spring.boot.autoconfigure.MigrateProperties.Instance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * The engines of {@code migrate.instances}, by name. What says how to run is taken over from {@code migrate} where an
 * instance is silent; what says where to run is not: nobody wants to migrate one database twice by leaving out a line.
 */
final class Instances {

    static final String PREFIX = "migrate.instances.";

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_-]{0,63}";

    private Instances() {}

    /** What is in force for each instance that is not switched off. */
    static Map<String, Instance> of(Environment environment) {
        Binder binder = Binder.get(environment);
        Map<String, Instance> instances = new LinkedHashMap<>();
        names(binder).forEach((name) -> {
            Instance instance = inForce(binder, name);
            if (instance.isEnabled()) {
                instances.put(name, instance);
            }
        });
        return instances;
    }

    static boolean areIn(Environment environment) {
        return !of(environment).isEmpty();
    }

    private static List<String> names(Binder binder) {
        List<String> names = binder.bind("migrate.instances", Bindable.mapOf(String.class, Instance.class))
                .map((instances) -> List.copyOf(instances.keySet()))
                .orElse(List.of());
        names.forEach(Instances::check);
        return names;
    }

    private static void check(String name) {
        if (!name.matches(NAME) || name.equals(MigrationEngines.DEFAULT)) {
            throw new InvalidSettingsException(
                    "migrate.instances",
                    "'%s' cannot be the name of an instance.".formatted(name),
                    "Use 1 to 64 letters, digits, hyphens and underscores. 'default' is the engine below 'migrate'.");
        }
    }

    private static Instance inForce(Binder binder, String name) {
        Instance instance = new Instance();
        binder.bind("migrate", Bindable.ofInstance(instance));
        Instance plain = new Instance();
        instance.setEnabled(true);
        instance.setTarget(plain.getTarget());
        instance.setLocations(plain.getLocations());
        instance.setSchema(null);
        instance.setTablePrefix(plain.getTablePrefix());
        instance.setUrl(null);
        instance.setUser(null);
        instance.setPassword(null);
        instance.setDriverClassName(null);
        instance.setDataSource(null);
        binder.bind(PREFIX + name, Bindable.ofInstance(instance));
        return instance;
    }
}
