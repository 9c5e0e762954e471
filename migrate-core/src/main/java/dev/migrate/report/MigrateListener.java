package dev.migrate.report;

import dev.migrate.plan.Plan;
import dev.migrate.plan.Step;
import java.time.Duration;

/** Watches a run, on the thread that runs it. What a listener throws stops the run as a failed statement would. */
public interface MigrateListener {

    /**
     * The lock was waited for.
     *
     * @param waited how long
     * @param held whether it is held now; not if it was given up, or not needed any more
     */
    default void lockAwaited(Duration waited, boolean held) {}

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

    /** The run ended with a failure; the step that failed, if it was one, has been told of. */
    default void runFailed(RuntimeException failure) {}

    /** The current revisions were set without running a script. */
    default void stamped(StampReport report) {}
}
