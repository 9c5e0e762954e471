package dev.migrate.error;

import org.jspecify.annotations.Nullable;

/** Thrown if the models and the database cannot be compared, or the generated script cannot be verified. */
public final class AutogenerateException extends MigrateException {

    /**
     * Creates the exception.
     *
     * @param code {@code no-models}, {@code several-models}, {@code not-at-head}, {@code no-scratch}, {@code
     * model-refused}, {@code unproved}, {@code bad-rename}, {@code nothing-to-rename}, {@code excluded-key}, {@code
     * not-compared} or {@code unsupported-database}
     */
    public AutogenerateException(ErrorCode code, String message, String remedy, @Nullable Throwable cause) {
        super(code, message, remedy, cause);
    }
}
