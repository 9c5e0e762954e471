package dev.migrate.ddl;

import dev.migrate.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Changes the options of a table. Options that are no longer set are reset to the defaults of the server and the
 * database.
 *
 * @param home the name of the database; null if none is selected
 * @param engine the default storage engine
 * @param collations the default collation of each database; empty if the server accepts {@code DEFAULT} instead
 */
record MySqlTableOptions(@Nullable String home, String engine, Map<String, String> collations) {

    private static final Pattern OPTION = Pattern.compile("(\\w+) = (\"[^\"]*\"|\\S+)");
    private static final Set<String> BY_DEFAULT =
            Set.of("ROW_FORMAT", "PACK_KEYS", "STATS_PERSISTENT", "STATS_AUTO_RECALC", "STATS_SAMPLE_PAGES");

    /** Returns the changes, as they follow the name of the table in {@code ALTER TABLE}. */
    List<String> changes(QualifiedName table, String before, String after) {
        Map<String, String> old = Ddl.options(OPTION, before);
        Map<String, String> wanted = Ddl.options(OPTION, after);
        List<String> changes = new ArrayList<>();
        if (before.contains(MySqlDdl.VERSIONED) != after.contains(MySqlDdl.VERSIONED)) {
            changes.add(after.contains(MySqlDdl.VERSIONED) ? "ADD SYSTEM VERSIONING" : "DROP SYSTEM VERSIONING");
        }
        old.keySet().stream()
                .filter((option) -> !wanted.containsKey(option))
                .map((option) -> reset(table, option))
                .forEach(changes::add);
        wanted.forEach((option, value) -> {
            if (!value.equals(old.get(option))) {
                changes.add(option.equals("COLLATE") ? characters(value) : option + " = " + value);
            }
        });
        return changes;
    }

    private String reset(QualifiedName table, String option) {
        return switch (option) {
            case "ENGINE" -> "ENGINE = " + this.engine;
            case "COLLATE" -> defaultCharacters(table);
            default -> option + (BY_DEFAULT.contains(option) ? " = DEFAULT" : " = 0");
        };
    }

    private String defaultCharacters(QualifiedName table) {
        String database = table.namespace() == null ? this.home : table.namespace();
        String collation = database == null ? null : this.collations.get(database);
        return collation == null ? "DEFAULT CHARACTER SET DEFAULT" : characters(collation);
    }

    private static String characters(String collation) {
        return "DEFAULT CHARACTER SET %s COLLATE %s".formatted(collation.replaceFirst("_.*", ""), collation);
    }
}
