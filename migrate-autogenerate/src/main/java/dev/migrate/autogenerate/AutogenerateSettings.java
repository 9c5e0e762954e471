package dev.migrate.autogenerate;

import dev.migrate.dialect.RecordTables;
import dev.migrate.settings.MigrateSettings;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Settings for the comparison of models with a database.
 *
 * @param scratchUrl the URL of an empty database of the same product for verification; null to create one on the same
 *     server
 * @param wanted whether to compare a table, a view or a sequence, by its name, qualified if it is not in the default
 *     schema
 * @param ignoreNames whether to ignore the names of constraints and indexes
 */
record AutogenerateSettings(@Nullable String scratchUrl, Predicate<String> wanted, boolean ignoreNames) {

    /** Compares everything, with a scratch database on the same server. */
    static final AutogenerateSettings DEFAULT = new AutogenerateSettings(null, (name) -> true, false);

    /** Returns the settings of an engine, without the engine's own tables. */
    static AutogenerateSettings of(MigrateSettings settings) {
        MigrateSettings.Autogenerate how = settings.autogenerate();
        RecordTables own = new RecordTables(null, settings.tablePrefix());
        TableFilter wanted = new TableFilter(
                how.include(), how.exclude(), Set.of(own.revision(), own.log(), own.journal(), own.lock()));
        return new AutogenerateSettings(how.scratchUrl(), wanted, how.ignoreNames());
    }
}
