package dev.migrate.error;

import java.util.List;

/**
 * Thrown if the revisions do not form a graph, for example because of duplicates, unknown parents, or cycles. Lists all
 * problems. Nothing was run.
 */
public final class BrokenGraphException extends MigrateException {

    private final List<Problem> problems;

    /**
     * Creates the exception.
     *
     * @param problems all problems, at least one
     */
    public BrokenGraphException(List<Problem> problems) {
        super(
                ErrorCode.BROKEN_GRAPH,
                message(problems, Wording.api()),
                Remedy.of("Correct the listed scripts, then retry. Nothing was changed."));
        this.problems = List.copyOf(problems);
    }

    private static String message(List<Problem> problems, Wording wording) {
        return Problems.sentence(
                "The revisions do not form a valid graph, " + Problems.count(problems) + ":", problems, wording);
    }

    @Override
    public String message(Wording wording) {
        return safe(message(this.problems, wording));
    }

    /** Returns every problem; the codes identify the kinds of fault, such as {@code cycle}. */
    public List<Problem> problems() {
        return this.problems;
    }
}
