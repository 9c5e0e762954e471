package dev.migrate.error;

/**
 * Thrown if the database contains objects that Migrate did not create, or its recorded revisions are unreliable, so
 * that Migrate does not change it. Nothing was run.
 */
public final class FirstContactException extends MigrateException {

    /**
     * Creates the exception.
     *
     * @param code the kind of failure
     * @param message the failure
     * @param remedy how to resolve it
     */
    public FirstContactException(ErrorCode code, String message, Remedy remedy) {
        super(code, message, remedy);
    }
}
