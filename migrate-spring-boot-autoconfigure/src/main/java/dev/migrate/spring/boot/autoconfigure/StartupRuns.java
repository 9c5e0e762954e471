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

/** What start-up does with all engines: each as its own properties say, an engine of the application as {@code migrate}. */
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

    /** Whether an engine is to be started in one of some ways. */
    static boolean anyOf(Environment environment, Predicate<Startup> wanted) {
        Startup unnamed = Binder.get(environment)
                .bind("migrate.startup", Startup.class)
                .orElseGet(new MigrateProperties()::getStartup);
        return wanted.test(unnamed)
                || Instances.of(environment).values().stream()
                        .map(EngineProperties::getStartup)
                        .anyMatch(wanted);
    }

    /** Ends early, between two statements, if the process is told to end meanwhile. */
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

    /** Returns what the names of the properties of a run's engine begin with. */
    EnginePrefix prefix(StartupRun run) {
        return EnginePrefix.of(run.engine(), this.instances);
    }

    List<StartupRun> asynchronous() {
        return this.runs.stream()
                .filter((run) -> run.startup() == Startup.ASYNC)
                .toList();
    }
}
