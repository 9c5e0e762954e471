package dev.migrate.spring.boot.autoconfigure;

import dev.migrate.MigrateSettings;
import dev.migrate.MigrationEngine;
import dev.migrate.spring.boot.autoconfigure.MigrateProperties.Instance;
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
 * What properties say of one engine, for work that needs no database. It is known also where there is no engine yet,
 * as in an application without a data source.
 *
 * @param name the name of the engine
 * @param properties what is in force for it
 */
public record ConfiguredEngine(String name, EngineProperties properties) {

    /** What is said of the engines of an application, the one that needs no name first where there is such a one. */
    public static List<ConfiguredEngine> all(ApplicationContext context) {
        Map<String, Instance> instances = Instances.of(context.getEnvironment());
        Map<String, EngineProperties> all = new LinkedHashMap<>();
        if (instances.isEmpty() || hasUnnamed(context)) {
            all.put(
                    MigrationEngines.DEFAULT,
                    Binder.get(context.getEnvironment()).bindOrCreate("migrate", MigrateProperties.class));
        }
        all.putAll(instances);
        return all.entrySet().stream()
                .map((entry) -> new ConfiguredEngine(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Returns what is set for the engine of that name; without a name, for the only one there is. */
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
                .anyMatch((bean) -> !bean.startsWith(Instances.PREFIX));
    }

    /** What the engine is told, with what the customizers of the application make of it. */
    public MigrateSettings settings(ApplicationContext context) {
        return EngineFactory.settings(this.name, this.properties, context);
    }

    /** Whether it needs no name. */
    public boolean isDefault() {
        return this.name.equals(MigrationEngines.DEFAULT);
    }

    /** The bean that it migrates, where it names one. */
    public Optional<String> dataSource() {
        return (this.properties instanceof Instance instance && StringUtils.hasText(instance.getDataSource()))
                ? Optional.of(instance.getDataSource())
                : Optional.empty();
    }
}
