package dev.migrate.error;

/**
 * Thrown if Migrate's tables no longer contain the expected rows, because another process or user changed them during
 * the run.
 */
public final class HistoryConflictException extends MigrateException {

    public HistoryConflictException(String message, String remedy) {
        super(ErrorCode.HISTORY_CONFLICT, message, remedy);
    }
}
