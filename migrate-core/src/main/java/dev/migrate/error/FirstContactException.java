package dev.migrate.error;

/**
 * Thrown if the database contains objects that Migrate did not create, or its recorded revisions are unreliable, so
 * that Migrate does not change it. Nothing was run.
 */
public final class FirstContactException extends MigrateException {

    /**
     * Creates the exception.
     *
     * @param code {@code another-application}, {@code record-elsewhere}, {@code record-unreadable}, {@code record-lost}
     *     or {@code non-empty-schema}
     */
    public FirstContactException(ErrorCode code, String message, String remedy) {
        super(code, message, remedy);
    }
}
