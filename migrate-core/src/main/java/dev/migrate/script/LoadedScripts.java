package dev.migrate.script;

import dev.migrate.error.InvalidScriptsException;
import dev.migrate.error.Problem;
import java.util.List;

/**
 * The scripts and problems found in the locations.
 *
 * @param scripts the valid scripts, in load order
 * @param problems all problems, in the order of the scripts
 * @param complete whether each file and class yielded a script, so that all revisions are known
 */
public record LoadedScripts(List<Script> scripts, List<Problem> problems, boolean complete) {

    public LoadedScripts {
        scripts = List.copyOf(scripts);
        problems = List.copyOf(problems);
    }

    /**
     * Returns the scripts if there are no problems.
     *
     * @throws dev.migrate.error.InvalidScriptsException with every problem
     */
    public List<Script> orThrow() {
        if (!this.problems.isEmpty()) {
            throw new InvalidScriptsException(this.problems);
        }
        return this.scripts;
    }
}
