package dev.migrate.spring.boot.autoconfigure.metrics;

import dev.migrate.plan.Plan;
import dev.migrate.plan.Step;
import dev.migrate.report.MigrateListener;
import dev.migrate.report.MigrationReport;
import dev.migrate.report.StepReport;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Observes each run of an engine and each revision as a part of it. A run stays on one thread, so open observations are
 * stored by thread; several threads can use the engine concurrently.
 */
final class ObservingListener implements MigrateListener {

    private final String engine;
    private final ObservationRegistry registry;
    private final @Nullable MigrationRunConvention runs;
    private final @Nullable MigrationRevisionConvention revisions;
    private final Map<Thread, ObservedRun> observed = new ConcurrentHashMap<>();

    /**
     * Creates a listener.
     *
     * @param runs the application's convention for runs, if any
     * @param revisions the application's convention for revisions, if any
     */
    ObservingListener(
            String engine,
            ObservationRegistry registry,
            @Nullable MigrationRunConvention runs,
            @Nullable MigrationRevisionConvention revisions) {
        this.engine = engine;
        this.registry = registry;
        this.runs = runs;
        this.revisions = revisions;
    }

    @Override
    public void runStarted(Plan plan) {
        this.observed.put(
                Thread.currentThread(),
                new ObservedRun(MigrationObservationDocumentation.RUN.start(
                        this.runs,
                        new DefaultMigrationRunConvention(),
                        () -> new MigrationRunContext(this.engine, plan),
                        this.registry)));
    }

    @Override
    public void stepStarted(Step step, int number, int of) {
        MigrationRevisionContext context = new MigrationRevisionContext(this.engine, step);
        run().begin(
                        step.revision().id(),
                        () -> MigrationObservationDocumentation.REVISION.start(
                                this.revisions,
                                new DefaultMigrationRevisionConvention(),
                                () -> context,
                                this.registry));
    }

    @Override
    public void stepDone(Step step, StepReport report) {
        run().end(step.revision().id(), (observation) -> {
            if (observation.getContext() instanceof MigrationRevisionContext context) {
                context.setReport(report);
            }
        });
    }

    @Override
    public void stepFailed(Step step, RuntimeException failure) {
        run().end(step.revision().id(), (observation) -> observation.error(failure));
    }

    @Override
    public void runDone(MigrationReport report) {
        end((observation) -> {});
    }

    @Override
    public void runFailed(RuntimeException failure) {
        end((observation) -> observation.error(failure));
    }

    private ObservedRun run() {
        return Objects.requireNonNull(this.observed.get(Thread.currentThread()), "No run is in progress");
    }

    private void end(Consumer<Observation> outcome) {
        ObservedRun run = run();
        this.observed.remove(Thread.currentThread());
        run.end(outcome);
    }
}
