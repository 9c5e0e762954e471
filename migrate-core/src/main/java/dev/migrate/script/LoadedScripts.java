package dev.migrate.script;

import dev.migrate.error.InvalidScriptsException;
import dev.migrate.error.Problem;
import java.util.List;

/**
 * What was read from the locations.
 *
 * @param scripts those that could be read, in load order
 * @param problems everything that is wrong, in the order of the scripts
 * @param complete whether each file and class gave a script, so that no revision is unknown
 */
public record LoadedScripts(List<Script> scripts, List<Problem> problems, boolean complete) {

    public LoadedScripts {
        scripts = List.copyOf(scripts);
        problems = List.copyOf(problems);
    }

    /** Returns the scripts, or throws {@code InvalidScriptsException} with every problem. */
    public List<Script> orThrow() {
        if (!this.problems.isEmpty()) {
            throw new InvalidScriptsException(this.problems);
        }
        return this.scripts;
    }
}
