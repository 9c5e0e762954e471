package dev.migrate.error;

/**
 * Thrown if a revision was interrupted and the database does not show which of its statements took effect. Nothing was
 * run.
 */
public final class InterruptedRevisionException extends MigrateException {

    private final String revision;

    public InterruptedRevisionException(String revision, String message, String remedy) {
        super(ErrorCode.INTERRUPTED, message, remedy);
        this.revision = revision;
    }

    /** Returns the interrupted revision. */
    public String revision() {
        return this.revision;
    }
}
