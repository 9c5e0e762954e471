package dev.migrate.error;

import java.util.List;

/** Thrown if scripts cannot be read as revisions. Lists all problems with file and line. Nothing was run. */
public final class InvalidScriptsException extends MigrateException {

    private final List<Problem> problems;

    public InvalidScriptsException(List<Problem> problems) {
        super(
                ErrorCode.INVALID_SCRIPTS,
                Problems.sentence("The revision scripts have " + Problems.count(problems) + ":", problems),
                "Correct the listed lines, then retry. Nothing was changed.");
        this.problems = List.copyOf(problems);
    }

    /** Returns every problem, in the order of the scripts. */
    public List<Problem> problems() {
        return this.problems;
    }
}
