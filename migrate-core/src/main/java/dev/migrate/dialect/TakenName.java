package dev.migrate.dialect;

import java.util.List;

/** What is said where other software has a table by the name of one of the engine's. */
public final class TakenName {

    /** What to do about it. */
    public static final String REMEDY =
            "Set 'migrate.table-prefix' to a prefix that no other table has, or rename what has the name.";

    private TakenName() {}

    /** What was found. */
    public static String message(List<String> tables) {
        return "Migrate did not create '%s', as the columns show, and needs %s for a table of its own."
                .formatted(String.join("', '", tables), tables.size() == 1 ? "this name" : "these names");
    }
}
