package dev.migrate.spring.boot.autoconfigure.metrics;

import dev.migrate.plan.Plan;
import io.micrometer.observation.Observation;

/** What is known of a run while it is observed: everything that moves the database under one lock. */
public class MigrationRunContext extends Observation.Context {

    private final String engine;
    private final Plan plan;

    /**
     * Makes the context of a run.
     *
     * @param engine the name of the engine
     * @param plan what is to be run
     */
    public MigrationRunContext(String engine, Plan plan) {
        this.engine = engine;
        this.plan = plan;
    }

    /** The name of the engine. */
    public String getEngine() {
        return this.engine;
    }

    /** What is to be run. */
    public Plan getPlan() {
        return this.plan;
    }
}
