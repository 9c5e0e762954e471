package dev.migrate.error;

import java.util.List;

/** Revisions that do not form a graph: duplicates, unknown parents, cycles. Names all of them. Nothing was run. */
public final class BrokenGraphException extends MigrateException {

    private final List<Problem> problems;

    public BrokenGraphException(List<Problem> problems) {
        super(
                "broken-graph",
                Problems.sentence(
                        "The revisions do not form a valid graph, " + Problems.count(problems) + ":", problems),
                "Correct the scripts that are named and try again. Nothing was changed.");
        this.problems = List.copyOf(problems);
    }

    /** Every problem; their codes are the kinds of fault, such as {@code cycle}. */
    public List<Problem> problems() {
        return this.problems;
    }
}
