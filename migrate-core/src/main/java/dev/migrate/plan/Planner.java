package dev.migrate.plan;

import dev.migrate.revision.RevisionGraph;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** Graph, state and target to a plan; refuses here, before anything runs, what cannot be done. */
public final class Planner {

    /**
     * Makes a planner.
     *
     * @param graph the revisions
     * @param reversible says whether the revision with an id has a way back
     */
    public Planner(RevisionGraph graph, Predicate<String> reversible) {}

    /** Plans an upgrade of a database whose rows are {@code current}. */
    public Plan upgrade(Collection<String> current, String target) {
        throw new UnsupportedOperationException("TODO");
    }

    /** Plans a downgrade; throws {@code IrreversibleException} where a step has no way back. */
    public Plan downgrade(Collection<String> current, String target) {
        throw new UnsupportedOperationException("TODO");
    }

    /** Works out the rows after a stamp; with {@code purge}, the rows that are there count for nothing. */
    public List<String> stamp(Collection<String> current, List<String> targets, boolean purge) {
        throw new UnsupportedOperationException("TODO");
    }
}
