package dev.migrate.spring.boot.autoconfigure;

import dev.migrate.MigrationEngine;
import dev.migrate.settings.MigrateSettings;
import dev.migrate.spring.boot.autoconfigure.properties.EngineInstances;
import dev.migrate.spring.boot.autoconfigure.properties.EngineNames;
import dev.migrate.spring.boot.autoconfigure.properties.EngineProperties;
import dev.migrate.spring.boot.autoconfigure.properties.MigrateProperties;
import dev.migrate.spring.boot.autoconfigure.properties.MigrateProperties.Instance;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContext;
import org.springframework.util.StringUtils;

/**
 * The configuration of one engine, for tasks that require no database. Exists even if there is no engine, as in an
 * application without a data source.
 *
 * @param name the name of the engine
 * @param properties its effective properties
 */
public record ConfiguredEngine(String name, EngineProperties properties) {

    /** Returns the configuration of all engines of an application, the default engine first if there is one. */
    public static List<ConfiguredEngine> all(ApplicationContext context) {
        Map<String, Instance> instances = EngineInstances.of(context.getEnvironment());
        Map<String, EngineProperties> all = new LinkedHashMap<>();
        if (instances.isEmpty() || hasUnnamed(context)) {
            all.put(
                    EngineNames.DEFAULT,
                    Binder.get(context.getEnvironment()).bindOrCreate("migrate", MigrateProperties.class));
        }
        all.putAll(instances);
        return all.entrySet().stream()
                .map((entry) -> new ConfiguredEngine(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Returns the configuration of the engine with a name; without a name, of the only engine. */
    public static Optional<ConfiguredEngine> find(@Nullable String name, ApplicationContext context) {
        List<ConfiguredEngine> all = all(context);
        if (name == null && all.size() > 1) {
            return Optional.empty();
        }
        return all.stream()
                .filter((engine) -> name == null || engine.name().equals(name))
                .findFirst();
    }

    private static boolean hasUnnamed(ApplicationContext context) {
        return Arrays.stream(context.getBeanNamesForType(MigrationEngine.class, true, false))
                .anyMatch((bean) -> !bean.startsWith(EngineInstances.PREFIX));
    }

    /** Returns the settings of the engine after the application's customizers. */
    public MigrateSettings settings(ApplicationContext context) {
        return EngineFactory.settings(this.name, this.properties, context);
    }

    /** Returns whether this is the default engine. */
    public boolean isDefault() {
        return this.name.equals(EngineNames.DEFAULT);
    }

    /** Returns the name of the data source bean to migrate, if one is configured. */
    public Optional<String> dataSource() {
        return (this.properties instanceof Instance instance && StringUtils.hasText(instance.getDataSource()))
                ? Optional.of(instance.getDataSource())
                : Optional.empty();
    }
}
