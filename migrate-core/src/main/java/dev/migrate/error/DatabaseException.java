package dev.migrate.error;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Thrown if the database cannot be reached, is not supported, or rejects a statement that Migrate itself requires. */
public final class DatabaseException extends MigrateException {

    /** The class of the SQL states for a connection whose user or password is rejected. */
    private static final String WRONG_USER = "28";

    private static final String MISSING_DATABASE = "3D000";
    private static final int MISSING_DATABASE_OF_MYSQL = 1049;

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

    /** Returns the exception for a connection that could not be opened or used, with the innermost cause in the message. */
    public static DatabaseException unreachable(Exception failure) {
        return unreachable(failure, null);
    }

    /**
     * Returns the exception for a connection that could not be opened, with the innermost cause in the message.
     *
     * @param url the URL of the database, or null if it is unknown; its credentials are masked
     */
    public static DatabaseException unreachable(Exception failure, @Nullable String url) {
        Throwable deepest = failure;
        while (deepest.getCause() != null && deepest.getCause() != deepest) {
            deepest = deepest.getCause();
        }
        String detail = deepest == failure || deepest.getMessage() == null
                ? String.valueOf(failure.getMessage())
                : failure.getMessage() + " (" + deepest.getMessage() + ")";
        return new DatabaseException(
                ErrorCode.DATABASE_UNREACHABLE,
                "The database cannot be reached%s: %s".formatted(url == null ? "" : " at '" + url + "'", detail),
                remedy(failure),
                failure);
    }

    private static Remedy remedy(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused) {
                String state = String.valueOf(refused.getSQLState());
                if (state.startsWith(WRONG_USER)) {
                    return Remedy.of(
                            "The server runs, but rejects the user or the password. Correct them; they are set next to %s.",
                            Setting.CONNECTION);
                }
                if (state.equals(MISSING_DATABASE) || refused.getErrorCode() == MISSING_DATABASE_OF_MYSQL) {
                    return Remedy.of(
                            "The server runs, but does not have this database. Create it, or correct %s.",
                            Setting.CONNECTION);
                }
            }
        }
        return Remedy.of("Check that the server runs, and check %s.", Setting.CONNECTION);
    }
}
