package dev.migrate.error;

import java.util.List;

/** Thrown if the scripts of another tool cannot be imported as they are. Lists all problems. Nothing was written. */
public final class NotImportableException extends MigrateException {

    private final String tool;
    private final List<Problem> problems;

    /**
     * Creates the exception.
     *
     * @param tool the name of the other tool
     * @param problems all problems, at least one
     */
    public NotImportableException(String tool, List<Problem> problems) {
        super(
                ErrorCode.NOT_IMPORTABLE,
                message(tool, problems, Wording.api()),
                Remedy.of("Solve %s, then retry. Nothing was written."
                        .formatted(problems.size() == 1 ? "the problem" : "the problems")));
        this.tool = tool;
        this.problems = List.copyOf(problems);
    }

    private static String message(String tool, List<Problem> problems, Wording wording) {
        return Problems.sentence(
                "The scripts of %s cannot be imported: %s.".formatted(tool, Problems.count(problems)),
                problems,
                wording);
    }

    @Override
    public String message(Wording wording) {
        return safe(message(this.tool, this.problems, wording));
    }

    /** Returns every problem, in the order of the scripts. */
    public List<Problem> problems() {
        return this.problems;
    }
}
