package dev.migrate.error;

import java.util.List;

/** A statement of a revision was refused by the database. */
public final class StatementFailedException extends MigrateException {

    private final String revision;
    private final Location location;
    private final List<String> applied;

    /**
     * Makes the exception.
     *
     * @param revision the revision that failed
     * @param location where its statement begins
     * @param message what was run and what the database said
     * @param remedy what state the database is in, and what to do next
     * @param applied the revisions that this run had completed before
     * @param cause what the driver threw
     */
    public StatementFailedException(
            String revision, Location location, String message, String remedy, List<String> applied, Throwable cause) {
        super("statement-failed", message, remedy, cause);
        this.revision = revision;
        this.location = location;
        this.applied = List.copyOf(applied);
    }

    /** The revision that failed. */
    public String revision() {
        return this.revision;
    }

    /** Where its statement begins. */
    public Location location() {
        return this.location;
    }

    /** The revisions that this run had completed before. */
    public List<String> applied() {
        return this.applied;
    }
}
