package dev.migrate.error;

import java.util.List;

/** A downgrade across revisions that have no way back. Nothing was run. */
public final class IrreversibleException extends MigrateException {

    private final List<String> revisions;

    public IrreversibleException(List<String> revisions) {
        super(
                "irreversible",
                "The downgrade would have to undo %s, which %s no downgrade section."
                        .formatted(
                                String.join(
                                        ", ",
                                        revisions.stream()
                                                .map("'%s'"::formatted)
                                                .toList()),
                                revisions.size() == 1 ? "has" : "have"),
                "Stop above it, or give it a way back: a '-- migrate:downgrade' section in its script, 'downgrade' in its class. Nothing was changed.");
        this.revisions = List.copyOf(revisions);
    }

    /** The revisions that have no way back. */
    public List<String> revisions() {
        return this.revisions;
    }
}
