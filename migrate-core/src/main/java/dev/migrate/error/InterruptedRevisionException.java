package dev.migrate.error;

/**
 * Thrown if a revision was interrupted and the database does not show which of its statements took effect. Nothing was
 * run.
 */
public final class InterruptedRevisionException extends MigrateException {

    private final String revision;

    /**
     * Creates the exception.
     *
     * @param revision the interrupted revision
     * @param message the failure
     * @param remedy how to resolve it
     */
    public InterruptedRevisionException(String revision, String message, Remedy remedy) {
        super(ErrorCode.INTERRUPTED, message, remedy);
        this.revision = revision;
    }

    /** Creates the exception with a remedy that names no setting and no command. */
    public InterruptedRevisionException(String revision, String message, String remedy) {
        this(revision, message, Remedy.of(remedy));
    }

    /** Returns the interrupted revision. */
    public String revision() {
        return this.revision;
    }
}
