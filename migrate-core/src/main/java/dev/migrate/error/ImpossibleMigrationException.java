package dev.migrate.error;

import java.util.List;

/**
 * Thrown if a well-formed request cannot be carried out from the current revisions of the database. Nothing was run.
 */
public final class ImpossibleMigrationException extends MigrateException {

    private final List<String> revisions;

    /**
     * Creates the exception.
     *
     * @param code the kind of failure
     * @param message the failure
     * @param remedy how to resolve it
     * @param revisions the conflicting revisions
     */
    public ImpossibleMigrationException(ErrorCode code, String message, Remedy remedy, List<String> revisions) {
        super(code, message, remedy);
        this.revisions = List.copyOf(revisions);
    }

    /** Creates the exception with a remedy that names no setting and no command. */
    public ImpossibleMigrationException(ErrorCode code, String message, String remedy, List<String> revisions) {
        this(code, message, Remedy.of(remedy), revisions);
    }

    /** Returns the conflicting revisions. */
    public List<String> revisions() {
        return this.revisions;
    }
}
