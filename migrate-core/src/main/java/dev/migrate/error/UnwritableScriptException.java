package dev.migrate.error;

/** Thrown if a new script cannot be written as requested. Nothing was written. */
public final class UnwritableScriptException extends MigrateException {

    /**
     * Creates the exception.
     *
     * @param code {@code missing-message}, {@code name-too-long}, {@code unreadable-script}, {@code nothing-to-merge},
     * {@code unknown-location}, {@code ambiguous-location}, {@code missing-location}, {@code unwritable-location} or
     * {@code file-exists}
     */
    public UnwritableScriptException(ErrorCode code, String message, String remedy) {
        super(code, message, remedy);
    }
}
