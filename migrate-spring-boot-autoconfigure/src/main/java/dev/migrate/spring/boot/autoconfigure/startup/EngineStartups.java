package dev.migrate.spring.boot.autoconfigure.startup;

import dev.migrate.MigrationEngine;
import dev.migrate.spring.boot.autoconfigure.properties.EngineInstances;
import dev.migrate.spring.boot.autoconfigure.properties.EnginePrefix;
import dev.migrate.spring.boot.autoconfigure.properties.EngineProperties;
import dev.migrate.spring.boot.autoconfigure.properties.MigrateProperties;
import dev.migrate.spring.boot.autoconfigure.properties.MigrateProperties.Instance;
import dev.migrate.spring.boot.autoconfigure.properties.StartupMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.core.metrics.ApplicationStartup;

/** The startup actions of all engines, from the properties of each; an engine bean of the application uses {@code migrate}. */
public final class EngineStartups {

    private static final Duration DEFAULT_STOP_TIMEOUT = Duration.ofSeconds(30);

    private final List<StartupAction> actions;
    private final Map<String, Instance> instances;
    private final ApplicationStartup recorder;
    private final Duration stopTimeout;

    private EngineStartups(
            List<StartupAction> actions,
            Map<String, Instance> instances,
            ApplicationStartup recorder,
            Duration stopTimeout) {
        this.actions = List.copyOf(actions);
        this.instances = instances;
        this.recorder = recorder;
        this.stopTimeout = stopTimeout;
    }

    /**
     * Returns the actions of engines.
     *
     * @param engines the engines by name
     * @param properties the properties of the default engine
     * @param recorder records a startup step for each action
     */
    public static EngineStartups of(
            Map<String, MigrationEngine> engines,
            MigrateProperties properties,
            Environment environment,
            ApplicationStartup recorder) {
        Map<String, Instance> instances = EngineInstances.of(environment);
        List<StartupAction> actions = engines.entrySet().stream()
                .map((entry) -> {
                    String name = entry.getKey();
                    EngineProperties own = instances.containsKey(name) ? instances.get(name) : properties;
                    String database = engines.size() == 1 ? "Database" : "Database of '" + name + "'";
                    return new StartupAction(database, name, entry.getValue(), own.getStartup(), own.getTarget());
                })
                .toList();
        Duration stopTimeout = environment.getProperty(
                "spring.lifecycle.timeout-per-shutdown-phase", Duration.class, DEFAULT_STOP_TIMEOUT);
        return new EngineStartups(actions, instances, recorder, stopTimeout);
    }

    /** Returns whether the startup mode of any engine matches. */
    public static boolean anyOf(Environment environment, Predicate<StartupMode> mode) {
        StartupMode unnamed = Binder.get(environment)
                .bind("migrate.startup", StartupMode.class)
                .orElseGet(new MigrateProperties()::getStartup);
        return mode.test(unnamed)
                || EngineInstances.of(environment).values().stream()
                        .map(EngineProperties::getStartup)
                        .anyMatch(mode);
    }

    /** Runs the actions. Stops between two statements if the process is terminated. */
    void run() {
        List<MigrationEngine> engines =
                this.actions.stream().map(StartupAction::engine).toList();
        StopOnTermination stop = StopOnTermination.of(() -> engines, this.stopTimeout);
        try (stop) {
            this.actions.forEach(this::run);
        }
    }

    private void run(StartupAction action) {
        try {
            action.run(this.recorder);
        } catch (RuntimeException failure) {
            throw EngineFailedException.of(action.name(), prefix(action), failure);
        }
    }

    /** Upgrades the database of an action. */
    void upgrade(StartupAction action) {
        action.upgrade(this.recorder);
    }

    /** Returns the prefix of the property names of an action's engine. */
    EnginePrefix prefix(StartupAction action) {
        return EnginePrefix.of(action.name(), this.instances);
    }

    List<StartupAction> asynchronous() {
        return this.actions.stream()
                .filter((action) -> action.mode() == StartupMode.ASYNC)
                .toList();
    }
}
