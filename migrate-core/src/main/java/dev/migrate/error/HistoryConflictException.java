package dev.migrate.error;

/**
 * Thrown if Migrate's tables no longer contain the expected rows, because another process or user changed them during
 * the run.
 */
public final class HistoryConflictException extends MigrateException {

    /**
     * Creates the exception.
     *
     * @param message the failure
     * @param remedy how to resolve it
     */
    public HistoryConflictException(String message, Remedy remedy) {
        super(ErrorCode.HISTORY_CONFLICT, message, remedy);
    }

    /** Creates the exception with a remedy that names no setting and no command. */
    public HistoryConflictException(String message, String remedy) {
        this(message, Remedy.of(remedy));
    }
}
