package dev.migrate.error;

import java.util.List;

/**
 * Thrown if an upgrade or downgrade that might lose data was not confirmed, or the confirmation names other revisions.
 * Nothing was run.
 */
public final class ConfirmationRequiredException extends MigrateException {

    private final String confirm;
    private final List<String> losses;

    private ConfirmationRequiredException(
            ErrorCode code, String message, Remedy remedy, String confirm, List<String> losses) {
        super(code, message, remedy);
        this.confirm = confirm;
        this.losses = List.copyOf(losses);
    }

    /**
     * Returns the exception for a missing confirmation.
     *
     * @param direction {@code upgrade} or {@code downgrade}
     * @param confirm the confirmation that would be accepted
     * @param losses the possible data losses, each with its location in a script
     */
    public static ConfirmationRequiredException missing(String direction, String confirm, List<String> losses) {
        return new ConfirmationRequiredException(
                ErrorCode.CONFIRMATION_REQUIRED,
                "The %s to '%s' might lose data: %s.".formatted(direction, confirm, String.join("; ", losses)),
                Remedy.of("To run it anyway, send \"confirm\": \"%s\". Nothing was changed.", confirm),
                confirm,
                losses);
    }

    /**
     * Returns the exception for a confirmation that differs from the revisions after the run.
     *
     * @param losses the possible data losses, each with its location in a script
     */
    public static ConfirmationRequiredException differing(
            String direction, String given, String confirm, List<String> losses) {
        return new ConfirmationRequiredException(
                ErrorCode.CONFIRMATION_MISMATCH,
                "The request confirms '%s', but after the %s the database would be at '%s'."
                        .formatted(given, direction, confirm),
                Remedy.of(
                        "Send the request with \"dryRun\": true, then confirm the value that it returns. Nothing was changed."),
                confirm,
                losses);
    }

    /** Returns the confirmation that would be accepted. */
    public String confirm() {
        return this.confirm;
    }

    /** Returns the possible data losses, each with its location in a script. */
    public List<String> losses() {
        return this.losses;
    }
}
