package dev.migrate.autogenerate;

import dev.migrate.dialect.RecordTables;
import dev.migrate.settings.MigrateSettings;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * How models and database are compared.
 *
 * @param scratchUrl an empty database of the same product to try things in; none to make one on the same server
 * @param wanted which tables, views and sequences count, by name, with a schema in front where it is not the home one
 * @param ignoreNames whether constraints and indexes may be called anything
 * @param elsewhere connects to another URL as the application connects to its own, where that is known
 */
public record AutogenerateSettings(
        @Nullable String scratchUrl,
        Predicate<String> wanted,
        boolean ignoreNames,
        @Nullable Function<String, DataSource> elsewhere) {

    /** Settings of a data source that does not tell how it connects. */
    public AutogenerateSettings(@Nullable String scratchUrl, Predicate<String> wanted, boolean ignoreNames) {
        this(scratchUrl, wanted, ignoreNames, null);
    }

    /** Everything counts, and scratch lies on the same server. */
    public static final AutogenerateSettings DEFAULT = new AutogenerateSettings(null, (name) -> true, false);

    /** Returns what the settings of an engine say; its own tables do not count. */
    static AutogenerateSettings of(MigrateSettings settings) {
        MigrateSettings.Autogenerate how = settings.autogenerate();
        RecordTables own = new RecordTables(null, settings.tablePrefix());
        TableFilter wanted = new TableFilter(
                how.include(), how.exclude(), Set.of(own.revision(), own.log(), own.journal(), own.lock()));
        return new AutogenerateSettings(how.scratchUrl(), wanted, how.ignoreNames());
    }
}
