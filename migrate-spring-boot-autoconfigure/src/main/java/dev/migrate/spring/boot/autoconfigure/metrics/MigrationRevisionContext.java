package dev.migrate.spring.boot.autoconfigure.metrics;

import dev.migrate.plan.Step;
import dev.migrate.report.StepReport;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/** The observation context of a revision that is applied or reverted. */
public class MigrationRevisionContext extends Observation.Context {

    private final String engine;
    private final Step step;
    private @Nullable StepReport report;

    /**
     * Creates the context of a revision.
     *
     * @param engine the name of the engine
     * @param step the step that applies or reverts it
     */
    public MigrationRevisionContext(String engine, Step step) {
        this.engine = engine;
        this.step = step;
    }

    /** Returns the name of the engine. */
    public String getEngine() {
        return this.engine;
    }

    /** Returns the step that applies or reverts the revision. */
    public Step getStep() {
        return this.step;
    }

    /** Returns the result, or null before the step is committed. */
    public @Nullable StepReport getReport() {
        return this.report;
    }

    void setReport(StepReport report) {
        this.report = report;
    }
}
