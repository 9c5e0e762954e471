package dev.migrate.spring.boot.autoconfigure.metrics;

import dev.migrate.plan.Plan;
import io.micrometer.observation.Observation;

/** The observation context of a run: all revisions that are applied or reverted under one lock. */
public class MigrationRunContext extends Observation.Context {

    private final String engine;
    private final Plan plan;

    /**
     * Creates the context of a run.
     *
     * @param engine the name of the engine
     * @param plan the plan to run
     */
    public MigrationRunContext(String engine, Plan plan) {
        this.engine = engine;
        this.plan = plan;
    }

    /** Returns the name of the engine. */
    public String getEngine() {
        return this.engine;
    }

    /** Returns the plan to run. */
    public Plan getPlan() {
        return this.plan;
    }
}
