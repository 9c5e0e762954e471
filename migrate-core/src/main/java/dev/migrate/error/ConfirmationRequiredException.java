package dev.migrate.error;

import java.util.List;

/** A move that may lose data was not confirmed, or was confirmed for another place. Nothing was run. */
public final class ConfirmationRequiredException extends MigrateException {

    private final String confirm;
    private final List<String> losses;

    private ConfirmationRequiredException(
            String code, String message, String remedy, String confirm, List<String> losses) {
        super(code, message, remedy);
        this.confirm = confirm;
        this.losses = List.copyOf(losses);
    }

    /**
     * Returns the exception for a move that may lose data and has no confirmation.
     *
     * @param losses what may be lost, each with its place in a script
     */
    public static ConfirmationRequiredException missing(String direction, String confirm, List<String> losses) {
        return new ConfirmationRequiredException(
                "confirmation-required",
                "The %s to '%s' may lose data: %s.".formatted(direction, confirm, String.join("; ", losses)),
                "To run it anyway, send \"confirm\": \"%s\". Nothing was changed.".formatted(confirm),
                confirm,
                losses);
    }

    /**
     * Returns the exception for a confirmation that names another place than the one where the database would stand.
     *
     * @param losses what may be lost, each with its place in a script
     */
    public static ConfirmationRequiredException differing(
            String direction, String given, String confirm, List<String> losses) {
        return new ConfirmationRequiredException(
                "confirmation-mismatch",
                "The request confirms '%s', and after the %s the database would stand at '%s'."
                        .formatted(given, direction, confirm),
                "Send the request with \"dryRun\": true, and confirm what it answers. Nothing was changed.",
                confirm,
                losses);
    }

    /** The confirmation that would be accepted. */
    public String confirm() {
        return this.confirm;
    }

    /** What may be lost, each with its place in a script. */
    public List<String> losses() {
        return this.losses;
    }
}
