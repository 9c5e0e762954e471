package dev.migrate.error;

/** The engine's tables are not as they were left: another process or a person has changed them meanwhile. */
public final class HistoryConflictException extends MigrateException {

    public HistoryConflictException(String message, String remedy) {
        super("history-conflict", message, remedy);
    }
}
