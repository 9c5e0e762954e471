package dev.migrate.run;

/**
 * Runs the statements of a step and writes its record, in one or several transactions. Can be retried after a transient
 * failure.
 */
@FunctionalInterface
interface StepStrategy {

    /** Makes one attempt; returns the number of statements. */
    long apply();

    /**
     * Returns whether a retry runs all statements again, so that the session state of the last attempt must be cleared.
     */
    default boolean restarts() {
        return true;
    }
}
