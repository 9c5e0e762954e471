package dev.migrate.spring.boot.autoconfigure.status;

import dev.migrate.MigrationEngine;
import dev.migrate.report.MigrateListener;
import dev.migrate.spring.boot.autoconfigure.EngineListenerFactory;
import dev.migrate.spring.boot.autoconfigure.MigrationEngines;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** The cached statuses of the databases of all engines. */
public final class StatusCaches implements EngineListenerFactory {

    private final Supplier<MigrationEngines> engines;
    private final Function<String, String> targets;
    private final Duration age;
    private final Map<String, StatusCache> caches = new ConcurrentHashMap<>();

    /**
     * Creates caches without a status.
     *
     * @param engines the engines, requested lazily because they are created with these listeners
     * @param targets returns the target symbol for the name of an engine
     * @param age the maximum age of a cached status
     */
    StatusCaches(Supplier<MigrationEngines> engines, Function<String, String> targets, Duration age) {
        this.engines = engines;
        this.targets = targets;
        this.age = age;
    }

    /** Returns the cached status of each engine by name. */
    public Map<String, StatusCache> all() {
        Map<String, StatusCache> all = new LinkedHashMap<>();
        this.engines.get().all().keySet().forEach((name) -> all.put(name, of(name)));
        return all;
    }

    private StatusCache of(String engine) {
        return this.caches.computeIfAbsent(
                engine, (name) -> new StatusCache(() -> engine(name), () -> this.targets.apply(name), this.age));
    }

    private MigrationEngine engine(String name) {
        return Objects.requireNonNull(this.engines.get().all().get(name), name);
    }

    @Override
    public MigrateListener listenerOf(String engine) {
        return of(engine);
    }
}
