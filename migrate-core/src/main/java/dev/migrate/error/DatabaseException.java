package dev.migrate.error;

import org.jspecify.annotations.Nullable;

/** Thrown if the database cannot be reached, is not supported, or rejects a statement that Migrate itself requires. */
public final class DatabaseException extends MigrateException {

    /**
     * Creates the exception.
     *
     * @param code {@code database-unreachable}, {@code unsupported-database}, {@code missing-rights}, {@code
     * missing-schema}, {@code engine-table-missing} or {@code database-error}
     */
    public DatabaseException(ErrorCode code, String message, String remedy, @Nullable Throwable cause) {
        super(code, Secrets.maskedWidely(message), remedy, cause);
    }
}
