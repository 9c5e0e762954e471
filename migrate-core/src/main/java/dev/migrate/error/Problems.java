package dev.migrate.error;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Collects problems, so that all faults are reported in one exception. */
public final class Problems {

    private final List<Problem> found = new ArrayList<>();

    /** Adds a problem. */
    public void add(Problem problem) {
        this.found.add(problem);
    }

    /** Returns whether there are no problems. */
    public boolean isEmpty() {
        return this.found.isEmpty();
    }

    /** Returns all problems, in the order in which they were added. */
    public List<Problem> all() {
        return List.copyOf(this.found);
    }

    /** Throws the exception that the function creates from the problems, if there are any. */
    public void throwIfAny(Function<List<Problem>, ? extends MigrateException> exception) {
        if (!this.found.isEmpty()) {
            throw exception.apply(all());
        }
    }

    static String count(List<Problem> problems) {
        return problems.size() == 1 ? "1 problem" : problems.size() + " problems";
    }

    static String sentence(String what, List<Problem> problems, Wording wording) {
        StringBuilder text = new StringBuilder(what);
        problems.forEach((problem) -> text.append("\n  - ").append(problem.in(wording)));
        return text.toString();
    }
}
