package dev.migrate.spring.boot.autoconfigure;

import dev.migrate.MigrationEngine;
import dev.migrate.spring.boot.autoconfigure.properties.EngineInstances;
import dev.migrate.spring.boot.autoconfigure.properties.EngineNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;

/**
 * All engines of an application by the names that requests, commands, health, and metrics use: {@code default} for the
 * default engine, otherwise the name of the instance or of the bean.
 */
public final class MigrationEngines {

    private final Map<String, String> beanNames;
    private final ListableBeanFactory beans;

    private MigrationEngines(Map<String, String> beanNames, ListableBeanFactory beans) {
        this.beanNames = beanNames;
        this.beans = beans;
    }

    /** Finds the engines among beans. An engine is created when it is first requested. */
    public static MigrationEngines in(ListableBeanFactory beans) {
        List<String> found = List.of(beans.getBeanNamesForType(MigrationEngine.class));
        Optional<String> unnamed = unnamed(
                found.stream()
                        .filter((bean) -> !bean.startsWith(EngineInstances.PREFIX))
                        .toList(),
                beans);
        Map<String, String> beanNames = new LinkedHashMap<>();
        unnamed.ifPresent((bean) -> beanNames.put(EngineNames.DEFAULT, bean));
        for (String bean : found) {
            if (!beanNames.containsValue(bean)) {
                beanNames.put(nameOf(bean), bean);
            }
        }
        return new MigrationEngines(beanNames, beans);
    }

    /** Returns the engine of several that the application defines that is injected without a name. */
    private static Optional<String> unnamed(List<String> candidates, ListableBeanFactory beans) {
        if (candidates.size() < 2) {
            return candidates.stream().findFirst();
        }
        MigrationEngine unique = beans.getBeanProvider(MigrationEngine.class).getIfUnique();
        return candidates.stream()
                .filter((bean) -> beans.getBean(bean) == unique)
                .findFirst();
    }

    private static String nameOf(String bean) {
        return bean.startsWith(EngineInstances.PREFIX) ? bean.substring(EngineInstances.PREFIX.length()) : bean;
    }

    /** Returns the engines by name, the default engine first. */
    public Map<String, MigrationEngine> all() {
        Map<String, MigrationEngine> engines = new LinkedHashMap<>();
        this.beanNames.forEach((name, bean) -> engines.put(name, engine(bean)));
        return engines;
    }

    /** Returns the engine with a name; without a name, the only engine. */
    public Optional<MigrationEngine> find(@Nullable String name) {
        return nameOrOnly(name).map(this.beanNames::get).map(this::engine);
    }

    /** Returns the name itself; without a name, that of the only engine. */
    public Optional<String> nameOrOnly(@Nullable String name) {
        if (name == null && this.beanNames.size() > 1) {
            return Optional.empty();
        }
        return this.beanNames.keySet().stream()
                .filter((known) -> name == null || known.equals(name))
                .findFirst();
    }

    /** Returns the names, that of the default engine first. */
    public List<String> names() {
        return List.copyOf(this.beanNames.keySet());
    }

    private MigrationEngine engine(String bean) {
        return this.beans.getBean(bean, MigrationEngine.class);
    }
}
