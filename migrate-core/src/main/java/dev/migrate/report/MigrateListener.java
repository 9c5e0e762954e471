package dev.migrate.report;

import dev.migrate.plan.Plan;
import dev.migrate.plan.Step;
import java.time.Duration;

/**
 * Receives the events of a run, on the thread that runs it. An exception thrown by a listener fails the run like a
 * failed statement.
 */
public interface MigrateListener {

    /**
     * Called after waiting for the migration lock.
     *
     * @param waited the time waited
     * @param held whether the lock is held now; false if waiting timed out or the lock is no longer required
     */
    default void lockAwaited(Duration waited, boolean held) {}

    /** Called once the lock is held and the plan is complete. */
    default void runStarted(Plan plan) {}

    /** Called before a step runs. */
    default void stepStarted(Step step, int number, int of) {}

    /** Called after a step is committed. */
    default void stepDone(Step step, StepReport report) {}

    /** Called after a step failed and was rolled back as far as the database supports it. */
    default void stepFailed(Step step, RuntimeException failure) {}

    /** Called after a successful run. */
    default void runDone(MigrationReport report) {}

    /** Called after a failed run, and after {@link #stepFailed} if a step failed. */
    default void runFailed(RuntimeException failure) {}

    /** Called after the current revisions were set without running a script. */
    default void stamped(StampReport report) {}
}
