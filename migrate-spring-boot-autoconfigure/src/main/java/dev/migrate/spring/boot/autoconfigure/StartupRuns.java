package dev.migrate.spring.boot.autoconfigure;

import dev.migrate.MigrationEngine;
import dev.migrate.spring.boot.autoconfigure.MigrateProperties.Instance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.core.metrics.ApplicationStartup;

/** The startup actions of all engines, from the properties of each; an engine bean of the application uses {@code migrate}. */
record StartupRuns(
        List<StartupRun> runs, Map<String, Instance> instances, ApplicationStartup recorder, Duration patience) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    static StartupRuns of(
            MigrationEngines engines,
            MigrateProperties properties,
            Environment environment,
            ApplicationStartup recorder) {
        Map<String, Instance> instances = Instances.of(environment);
        List<StartupRun> runs = engines.all().entrySet().stream()
                .map((entry) -> {
                    String name = entry.getKey();
                    EngineProperties said = instances.containsKey(name) ? instances.get(name) : properties;
                    String database = engines.all().size() == 1 ? "Database" : "Database of '" + name + "'";
                    return new StartupRun(database, name, entry.getValue(), said.getStartup(), said.getTarget());
                })
                .toList();
        Duration patience =
                environment.getProperty("spring.lifecycle.timeout-per-shutdown-phase", Duration.class, PATIENCE);
        return new StartupRuns(runs, instances, recorder, patience);
    }

    /** Returns whether the startup action of any engine matches. */
    static boolean anyOf(Environment environment, Predicate<Startup> wanted) {
        Startup unnamed = Binder.get(environment)
                .bind("migrate.startup", Startup.class)
                .orElseGet(new MigrateProperties()::getStartup);
        return wanted.test(unnamed)
                || Instances.of(environment).values().stream()
                        .map(EngineProperties::getStartup)
                        .anyMatch(wanted);
    }

    /** Runs the actions. Stops between two statements if the process is terminated. */
    void atStart() {
        List<MigrationEngine> engines =
                this.runs.stream().map(StartupRun::migrations).toList();
        StopAtTermination stop = StopAtTermination.of(() -> engines, this.patience);
        try (stop) {
            this.runs.forEach(this::atStart);
        }
    }

    private void atStart(StartupRun run) {
        try {
            run.run(this.recorder);
        } catch (RuntimeException failure) {
            throw EngineFailedException.of(run.engine(), prefix(run), failure);
        }
    }

    /** Returns the prefix of the property names of a run's engine. */
    EnginePrefix prefix(StartupRun run) {
        return EnginePrefix.of(run.engine(), this.instances);
    }

    List<StartupRun> asynchronous() {
        return this.runs.stream()
                .filter((run) -> run.startup() == Startup.ASYNC)
                .toList();
    }
}
