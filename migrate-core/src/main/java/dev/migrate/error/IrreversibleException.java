package dev.migrate.error;

import java.util.List;

/** Thrown if a downgrade includes irreversible revisions. Nothing was run. */
public final class IrreversibleException extends MigrateException {

    private final List<String> revisions;

    /**
     * Creates the exception.
     *
     * @param revisions the irreversible revisions
     */
    public IrreversibleException(List<String> revisions) {
        super(
                ErrorCode.IRREVERSIBLE,
                "The downgrade would revert %s, which %s no downgrade section."
                        .formatted(
                                String.join(
                                        ", ",
                                        revisions.stream()
                                                .map("'%s'"::formatted)
                                                .toList()),
                                revisions.size() == 1 ? "has" : "have"),
                Remedy.of(
                        "Name a target above it, or add a '-- migrate:downgrade' section to the script or a 'downgrade' method to the class. Nothing was changed."));
        this.revisions = List.copyOf(revisions);
    }

    /** Returns the irreversible revisions. */
    public List<String> revisions() {
        return this.revisions;
    }
}
