package dev.migrate.error;

import org.jspecify.annotations.Nullable;

/** The database cannot be reached, is of an unknown product, or refuses what the engine itself needs. */
public final class DatabaseException extends MigrateException {

    /**
     * Makes the exception.
     *
     * @param code {@code database-unreachable}, {@code unsupported-database}, {@code missing-rights},
     * {@code missing-schema}, {@code engine-table-missing} or {@code database-error}
     */
    public DatabaseException(String code, String message, String remedy, @Nullable Throwable cause) {
        super(code, Secrets.maskedWidely(message), remedy, cause);
    }
}
