package dev.migrate.autogenerate;

import dev.migrate.dialect.RecordTables;
import dev.migrate.settings.MigrateSettings;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Settings for the comparison of models with a database.
 *
 * @param scratchUrl the URL of an empty database of the same product for verification; null to create one on the same
 *     server
 * @param wanted whether to compare a table, a view or a sequence, by its name, qualified if it is not in the default
 *     schema
 * @param ignoreNames whether to ignore the names of constraints and indexes
 * @param elsewhere connects to another URL with the application's credentials and properties; null if that is not known
 */
public record AutogenerateSettings(
        @Nullable String scratchUrl,
        Predicate<String> wanted,
        boolean ignoreNames,
        @Nullable Function<String, DataSource> elsewhere) {

    /** Creates settings for a data source whose connection properties are not known. */
    public AutogenerateSettings(@Nullable String scratchUrl, Predicate<String> wanted, boolean ignoreNames) {
        this(scratchUrl, wanted, ignoreNames, null);
    }

    /** Compares everything, with a scratch database on the same server. */
    public static final AutogenerateSettings DEFAULT = new AutogenerateSettings(null, (name) -> true, false);

    /** Returns the settings of an engine, without the engine's own tables. */
    static AutogenerateSettings of(MigrateSettings settings) {
        MigrateSettings.Autogenerate how = settings.autogenerate();
        RecordTables own = new RecordTables(null, settings.tablePrefix());
        TableFilter wanted = new TableFilter(
                how.include(), how.exclude(), Set.of(own.revision(), own.log(), own.journal(), own.lock()));
        return new AutogenerateSettings(how.scratchUrl(), wanted, how.ignoreNames());
    }
}
