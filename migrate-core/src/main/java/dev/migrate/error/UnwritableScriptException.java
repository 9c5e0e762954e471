package dev.migrate.error;

/** Thrown if a new script cannot be written as requested. Nothing was written. */
public final class UnwritableScriptException extends MigrateException {

    /**
     * Creates the exception.
     *
     * @param code the kind of failure
     * @param message the failure
     * @param remedy how to resolve it
     */
    public UnwritableScriptException(ErrorCode code, String message, Remedy remedy) {
        super(code, message, remedy);
    }

    /** Creates the exception with a remedy that names no setting and no command. */
    public UnwritableScriptException(ErrorCode code, String message, String remedy) {
        this(code, message, Remedy.of(remedy));
    }
}
