package dev.migrate.report;

import java.util.List;

/**
 * The branch points of the graph.
 *
 * @param branches the branch points, newest first
 */
public record BranchesReport(List<Branch> branches) {

    /**
     * A branch point with its branches.
     *
     * @param revision the branch point
     * @param children the first revision of each branch
     */
    public record Branch(RevisionReport revision, List<RevisionReport> children) {}
}
