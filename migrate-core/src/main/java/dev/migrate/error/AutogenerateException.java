package dev.migrate.error;

import org.jspecify.annotations.Nullable;

/** Thrown if the models and the database cannot be compared, or the generated script cannot be verified. */
public final class AutogenerateException extends MigrateException {

    /**
     * Creates the exception.
     *
     * @param code the kind of failure
     * @param message the failure
     * @param remedy how to resolve it
     * @param cause the exception that was caught, or null
     */
    public AutogenerateException(ErrorCode code, String message, Remedy remedy, @Nullable Throwable cause) {
        super(code, message, remedy, cause);
    }

    /** Creates the exception with a remedy that names no setting and no command. */
    public AutogenerateException(ErrorCode code, String message, String remedy, @Nullable Throwable cause) {
        this(code, message, Remedy.of(remedy), cause);
    }
}
