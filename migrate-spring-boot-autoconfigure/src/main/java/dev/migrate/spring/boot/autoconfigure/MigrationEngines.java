package dev.migrate.spring.boot.autoconfigure;

import dev.migrate.MigrationEngine;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;

/**
 * All engines of an application by the names that requests, commands, health and metrics use: {@code default} for the
 * one that needs no name, the name of its instance, or else the name of its bean.
 */
public final class MigrationEngines {

    /** The engine that needs no name. */
    public static final String DEFAULT = "default";

    private final Map<String, MigrationEngine> engines;

    private MigrationEngines(Map<String, MigrationEngine> engines) {
        this.engines = Collections.unmodifiableMap(engines);
    }

    /** Finds, and makes, the engines among some beans. */
    public static MigrationEngines in(ListableBeanFactory beans) {
        Map<String, MigrationEngine> found = beans.getBeansOfType(MigrationEngine.class);
        MigrationEngine unique = beans.getBeanProvider(MigrationEngine.class).getIfUnique();
        Map<String, MigrationEngine> engines = new LinkedHashMap<>();
        found.forEach((bean, engine) -> {
            if (engine == unique && !bean.startsWith(Instances.PREFIX)) {
                engines.put(DEFAULT, engine);
            }
        });
        found.forEach((bean, engine) -> {
            if (!engines.containsValue(engine)) {
                engines.put(nameOf(bean), engine);
            }
        });
        return new MigrationEngines(engines);
    }

    private static String nameOf(String bean) {
        return bean.startsWith(Instances.PREFIX) ? bean.substring(Instances.PREFIX.length()) : bean;
    }

    /** The engines by name, the one that needs none first. */
    public Map<String, MigrationEngine> all() {
        return this.engines;
    }

    /** The engine of that name; without a name, the default one, or the only one. */
    public Optional<MigrationEngine> find(@Nullable String name) {
        if (name == null && this.engines.size() == 1) {
            return this.engines.values().stream().findFirst();
        }
        return Optional.ofNullable(this.engines.get((name != null) ? name : DEFAULT));
    }

    /** The names as an answer quotes them. */
    public String names() {
        return this.engines.isEmpty() ? "" : "'" + String.join("', '", this.engines.keySet()) + "'";
    }
}
