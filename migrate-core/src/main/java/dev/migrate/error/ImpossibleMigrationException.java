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
     * @param code a code such as {@code multiple-heads}, {@code range-not-ancestor}, {@code ambiguous-walk}
     * @param revisions the conflicting revisions
     */
    public ImpossibleMigrationException(ErrorCode code, String message, String remedy, List<String> revisions) {
        super(code, message, remedy);
        this.revisions = List.copyOf(revisions);
    }

    /** Returns the conflicting revisions. */
    public List<String> revisions() {
        return this.revisions;
    }
}
