package dev.migrate.report;

import java.util.List;

/**
 * The branch points of the graph.
 *
 * @param branches newest first
 */
public record BranchesReport(List<Branch> branches) {

    /**
     * A branch point.
     *
     * @param revision the revision from which branches go out
     * @param children the first revision of each branch
     */
    public record Branch(RevisionReport revision, List<RevisionReport> children) {}
}
