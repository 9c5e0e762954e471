package dev.migrate.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A single result of a validation.
 *
 * @param code a stable code for programs, such as {@code edited-script}
 * @param severity whether the validation fails because of it
 * @param location the file and line, or only the file; null if there is no single location
 * @param message the finding
 * @param remedy how to resolve it
 */
public record Finding(
        String code, Severity severity, @Nullable String location, String message, String remedy) {

    /** The effect of a finding on the validation. */
    public enum Severity {
        /** The validation fails. */
        ERROR,
        /** The validation does not fail. */
        WARNING;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Returns a finding that makes the validation fail. */
    public static Finding error(String code, @Nullable String location, String message, String remedy) {
        return new Finding(code, Severity.ERROR, location, message, remedy);
    }

    /** Returns a finding that does not make the validation fail. */
    public static Finding warning(String code, @Nullable String location, String message, String remedy) {
        return new Finding(code, Severity.WARNING, location, message, remedy);
    }

    /** Returns whether the validation fails because of this finding. */
    public boolean isError() {
        return this.severity == Severity.ERROR;
    }

    @Override
    public String toString() {
        String prefix = this.location == null ? "" : this.location + ": ";
        return prefix + this.message + " " + this.remedy;
    }
}
