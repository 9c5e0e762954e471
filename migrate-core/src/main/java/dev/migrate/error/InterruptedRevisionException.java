package dev.migrate.error;

/** A revision was left half done, and what the database holds of it cannot be proved. Nothing was run. */
public final class InterruptedRevisionException extends MigrateException {

    private final String revision;

    public InterruptedRevisionException(String revision, String message, String remedy) {
        super("interrupted", message, remedy);
        this.revision = revision;
    }

    /** The revision that was left half done. */
    public String revision() {
        return this.revision;
    }
}
