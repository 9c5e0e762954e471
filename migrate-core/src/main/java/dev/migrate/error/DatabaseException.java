package dev.migrate.error;

import org.jspecify.annotations.Nullable;

/** Thrown if the database cannot be reached, is not supported, or rejects a statement that Migrate itself requires. */
public final class DatabaseException extends MigrateException {

    /**
     * Creates the exception.
     *
     * @param code the kind of failure
     * @param message the failure
     * @param remedy how to resolve it
     * @param cause the exception that was caught, or null
     */
    public DatabaseException(ErrorCode code, String message, Remedy remedy, @Nullable Throwable cause) {
        super(code, Secrets.maskedWidely(message), remedy, cause);
    }

    /** Creates the exception with a remedy that names no setting and no command. */
    public DatabaseException(ErrorCode code, String message, String remedy, @Nullable Throwable cause) {
        this(code, message, Remedy.of(remedy), cause);
    }

    /** Returns the exception for a connection that could not be opened, with the innermost cause in the message. */
    public static DatabaseException unreachable(Exception failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null && deepest.getCause() != deepest) {
            deepest = deepest.getCause();
        }
        String detail = deepest == failure || deepest.getMessage() == null
                ? String.valueOf(failure.getMessage())
                : failure.getMessage() + " (" + deepest.getMessage() + ")";
        return new DatabaseException(
                ErrorCode.DATABASE_UNREACHABLE,
                "The database cannot be reached: " + detail,
                Remedy.of("Make sure that it runs, and correct %s, its user, and its password.", Setting.CONNECTION),
                failure);
    }
}
