package dev.migrate.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One result of a validation.
 *
 * @param code a stable word for programs, such as {@code edited-script}
 * @param severity whether the validation fails because of it
 * @param location file and line, or the file alone; none where no place can be named
 * @param message what was found
 * @param remedy what to do about it
 */
public record Finding(
        String code, Severity severity, @Nullable String location, String message, String remedy) {

    /** Whether a validation fails because of a finding. */
    public enum Severity {
        /** It fails. */
        ERROR,
        /** It does not. */
        WARNING;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A finding because of which the validation fails. */
    public static Finding error(String code, @Nullable String location, String message, String remedy) {
        return new Finding(code, Severity.ERROR, location, message, remedy);
    }

    /** A finding that is only shown. */
    public static Finding warning(String code, @Nullable String location, String message, String remedy) {
        return new Finding(code, Severity.WARNING, location, message, remedy);
    }

    /** Whether the validation fails because of it. */
    public boolean isError() {
        return this.severity == Severity.ERROR;
    }

    @Override
    public String toString() {
        String place = this.location == null ? "" : this.location + ": ";
        return place + this.message + " " + this.remedy;
    }
}
