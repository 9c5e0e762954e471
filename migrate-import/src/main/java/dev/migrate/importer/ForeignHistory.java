package dev.migrate.importer;

import dev.migrate.error.Problem;
import java.util.List;

/**
 * The scripts of another tool.
 *
 * @param tool the name of the tool, for messages
 * @param scripts the scripts, in the order in which the tool runs them on an empty database
 * @param outOfOrder whether a script may be added before one that was imported
 * @param problems the reasons why scripts cannot be imported
 * @param notes facts about the import that the user should know
 */
public record ForeignHistory(
        String tool, List<ForeignScript> scripts, boolean outOfOrder, List<Problem> problems, List<String> notes) {

    public ForeignHistory {
        scripts = List.copyOf(scripts);
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
    }
}
