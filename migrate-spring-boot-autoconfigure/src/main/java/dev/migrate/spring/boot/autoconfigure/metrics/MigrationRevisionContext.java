package dev.migrate.spring.boot.autoconfigure.metrics;

import dev.migrate.plan.Step;
import dev.migrate.report.StepReport;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/** What is known of a revision while it is observed: one that is applied or undone. */
public class MigrationRevisionContext extends Observation.Context {

    private final String engine;
    private final Step step;
    private @Nullable StepReport report;

    /**
     * Makes the context of a revision.
     *
     * @param engine the name of the engine
     * @param step what is done with it
     */
    public MigrationRevisionContext(String engine, Step step) {
        this.engine = engine;
        this.step = step;
    }

    /** The name of the engine. */
    public String getEngine() {
        return this.engine;
    }

    /** What is done with it. */
    public Step getStep() {
        return this.step;
    }

    /** What came of it, once it is committed. */
    public @Nullable StepReport getReport() {
        return this.report;
    }

    void setReport(StepReport report) {
        this.report = report;
    }
}
