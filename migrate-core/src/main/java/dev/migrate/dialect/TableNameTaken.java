package dev.migrate.dialect;

import dev.migrate.error.Remedy;
import dev.migrate.error.Setting;
import java.util.List;

/** The message and the remedy for tables of other software that have the names of the engine's tables. */
public final class TableNameTaken {

    /** The remedy. */
    public static final Remedy REMEDY =
            Remedy.of("Set %s to a prefix that no other table has, or rename the other table.", Setting.TABLE_PREFIX);

    private TableNameTaken() {}

    /** Returns the message that names these tables. */
    public static String message(List<String> tables) {
        return "Migrate did not create '%s', as the columns show, but requires %s for its own tables."
                .formatted(String.join("', '", tables), tables.size() == 1 ? "this name" : "these names");
    }
}
