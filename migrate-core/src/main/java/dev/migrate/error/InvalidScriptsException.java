package dev.migrate.error;

import java.util.List;

/** Thrown if scripts cannot be read as revisions. Lists all problems with file and line. Nothing was run. */
public final class InvalidScriptsException extends MigrateException {

    private final List<Problem> problems;

    /**
     * Creates the exception.
     *
     * @param problems all problems, at least one
     */
    public InvalidScriptsException(List<Problem> problems) {
        super(ErrorCode.INVALID_SCRIPTS, message(problems, Wording.api()), remedy(problems));
        this.problems = List.copyOf(problems);
    }

    private static String message(List<Problem> problems, Wording wording) {
        return Problems.sentence("The revision scripts have " + Problems.count(problems) + ":", problems, wording);
    }

    private static Remedy remedy(List<Problem> problems) {
        boolean lines = problems.stream().allMatch((problem) -> problem.location() != null);
        String what = lines ? "the listed lines" : problems.size() == 1 ? "the problem" : "the problems";
        return Remedy.of("Correct %s, then retry. Nothing was changed.".formatted(what));
    }

    @Override
    public String message(Wording wording) {
        return safe(message(this.problems, wording));
    }

    /** Returns every problem, in the order of the scripts. */
    public List<Problem> problems() {
        return this.problems;
    }
}
