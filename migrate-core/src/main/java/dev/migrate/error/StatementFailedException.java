package dev.migrate.error;

import java.util.List;

/** Thrown if the database rejects a statement of a revision. */
public final class StatementFailedException extends MigrateException {

    private final String revision;
    private final Location location;
    private final List<String> applied;

    /**
     * Creates the exception.
     *
     * @param revision the failed revision
     * @param location the location of the statement
     * @param message the statement and the message of the database
     * @param remedy the state of the database and how to continue
     * @param applied the revisions that this run completed before
     * @param cause the exception of the driver
     */
    public StatementFailedException(
            String revision, Location location, String message, Remedy remedy, List<String> applied, Throwable cause) {
        super(ErrorCode.STATEMENT_FAILED, message, remedy, cause);
        this.revision = revision;
        this.location = location;
        this.applied = List.copyOf(applied);
    }

    /** Returns the failed revision. */
    public String revision() {
        return this.revision;
    }

    /** Returns the location of the statement. */
    public Location location() {
        return this.location;
    }

    /** Returns the revisions that this run completed before. */
    public List<String> applied() {
        return this.applied;
    }
}
