package dev.migrate.error;

import java.util.List;

/** Scripts that cannot be read as revisions; names every one of them, with file and line. Nothing was run. */
public final class InvalidScriptsException extends MigrateException {

    private final List<Problem> problems;

    public InvalidScriptsException(List<Problem> problems) {
        super(
                "invalid-scripts",
                Problems.sentence("The revision scripts have " + Problems.count(problems) + ":", problems),
                "Correct what is named and try again. Nothing was changed.");
        this.problems = List.copyOf(problems);
    }

    /** Every problem, in the order of the scripts. */
    public List<Problem> problems() {
        return this.problems;
    }
}
