package dev.migrate.error;

import java.util.List;

/** A well-formed request that cannot be carried out from where the database is. Nothing was run. */
public final class ImpossibleMoveException extends MigrateException {

    private final List<String> revisions;

    /**
     * Makes the exception.
     *
     * @param code such as {@code multiple-heads}, {@code range-not-ancestor}, {@code ambiguous-walk}
     * @param revisions the revisions that stand in the way
     */
    public ImpossibleMoveException(String code, String message, String remedy, List<String> revisions) {
        super(code, message, remedy);
        this.revisions = List.copyOf(revisions);
    }

    /** The revisions that stand in the way. */
    public List<String> revisions() {
        return this.revisions;
    }
}
