package dev.migrate.engine;

import dev.migrate.error.ErrorCode;
import dev.migrate.error.ImpossibleMigrationException;
import dev.migrate.error.Location;
import dev.migrate.script.Script;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks that scripts have been written before they are run or recorded as applied. */
public final class UnwrittenScriptCheck {

    private UnwrittenScriptCheck() {}

    /**
     * Checks scripts.
     *
     * @throws ImpossibleMigrationException if a section of a script is still to be written
     */
    public static void check(Stream<Script> scripts) {
        List<Script> unwritten =
                scripts.filter((script) -> !script.todos().isEmpty()).toList();
        if (!unwritten.isEmpty()) {
            throw new ImpossibleMigrationException(
                    ErrorCode.UNWRITTEN_REVISION,
                    "The request includes %s still to be written:%s"
                            .formatted(
                                    unwritten.size() == 1 ? "a revision that is" : "revisions that are",
                                    unwritten.stream()
                                            .map(UnwrittenScriptCheck::describe)
                                            .collect(Collectors.joining())),
                    "Write each section that is marked with 'migrate:todo' or 'TODO', and delete the mark. To declare a"
                            + " revision irreversible, delete its downgrade section. Nothing was changed.",
                    unwritten.stream().map((script) -> script.revision().id()).toList());
        }
    }

    private static String describe(Script script) {
        return "\n  - '%s' (%s): %s"
                .formatted(
                        script.revision().id(),
                        script.revision().message(),
                        script.todos().stream().map(Location::toString).collect(Collectors.joining(", ")));
    }
}
