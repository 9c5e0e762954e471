package dev.migrate.error;

import java.util.List;

/**
 * Thrown if the revisions do not form a graph, for example because of duplicates, unknown parents, or cycles. Lists all
 * problems. Nothing was run.
 */
public final class BrokenGraphException extends MigrateException {

    private final List<Problem> problems;

    public BrokenGraphException(List<Problem> problems) {
        super(
                ErrorCode.BROKEN_GRAPH,
                Problems.sentence(
                        "The revisions do not form a valid graph, " + Problems.count(problems) + ":", problems),
                "Correct the listed scripts, then retry. Nothing was changed.");
        this.problems = List.copyOf(problems);
    }

    /** Returns every problem; the codes identify the kinds of fault, such as {@code cycle}. */
    public List<Problem> problems() {
        return this.problems;
    }
}
