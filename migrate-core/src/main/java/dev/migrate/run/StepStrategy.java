package dev.migrate.run;

/** The statements of a step and its record. It may be tried again after a failure that took nothing for granted. */
@FunctionalInterface
interface StepStrategy {

    /** One try; answers the number of statements. */
    long apply();

    /** Whether a further try runs all statements again, so that nothing of the last one may be left in the session. */
    default boolean restarts() {
        return true;
    }
}
