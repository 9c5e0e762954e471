package dev.migrate.error;

/**
 * The database holds what the engine did not create, or its record cannot be relied on, so that the engine does not move
 * it. Nothing was run.
 */
public final class FirstContactException extends MigrateException {

    /**
     * Creates the exception.
     *
     * @param code {@code another-application}, {@code record-elsewhere}, {@code record-unreadable}, {@code record-lost}
     *     or {@code non-empty-schema}
     */
    public FirstContactException(String code, String message, String remedy) {
        super(code, message, remedy);
    }
}
