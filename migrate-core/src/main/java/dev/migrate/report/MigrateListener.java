package dev.migrate.report;

import dev.migrate.plan.Plan;
import dev.migrate.plan.Step;

/** Watches a run, on the thread that runs it. What a listener throws stops the run as a failed statement would. */
public interface MigrateListener {

    /** The lock is held and the plan stands. */
    default void runStarted(Plan plan) {}

    /** A step is about to run. */
    default void stepStarted(Step step, int number, int of) {}

    /** A step is committed. */
    default void stepDone(Step step, StepReport report) {}

    /** A step failed and was rolled back as far as the database can. */
    default void stepFailed(Step step, RuntimeException failure) {}

    /** The run ended well. */
    default void runDone(MoveReport report) {}
}
