package dev.migrate;

import dev.migrate.error.InvalidSettingsException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an engine is told, once and for all.
 *
 * @param locations where scripts lie, {@code classpath:} or {@code file:}
 * @param schema where the engine's own tables live; the connection's schema if none is given
 * @param tablePrefix how the names of its tables begin
 * @param transaction how far one transaction reaches, where the database can undo DDL
 * @param lockWait how long to wait for another process's lock
 * @param lockTimeout how long a statement may wait for the database's own locks; the dialect's choice if not given
 * @param statementTimeout how long a statement may run; no limit if not given
 * @param lockRetry for how long a revision is tried again after a lock timeout
 * @param ahead what to do with a database that has revisions which are not shipped here
 */
public record MigrateSettings(
        List<String> locations,
        @Nullable String schema,
        String tablePrefix,
        TransactionMode transaction,
        Duration lockWait,
        @Nullable Duration lockTimeout,
        @Nullable Duration statementTimeout,
        Duration lockRetry,
        Ahead ahead) {

    /** How far one transaction reaches. */
    public enum TransactionMode {
        /** Each revision with its record. */
        PER_REVISION,
        /** All revisions of a run. */
        PER_RUN
    }

    /** What to do with a database that is ahead of the scripts. */
    public enum Ahead {
        /** Refuse to upgrade. */
        FAIL,
        /** Say so in the log and go on. */
        WARN,
        /** Undo what is not shipped here, by the downgrades that the database keeps. */
        DOWNGRADE
    }

    public MigrateSettings {
        locations = List.copyOf(locations);
        if (!tablePrefix.matches("[A-Za-z_][A-Za-z0-9_]{0,31}")) {
            throw new InvalidSettingsException(
                    "migrate.table-prefix",
                    "'migrate.table-prefix' is '%s'.".formatted(tablePrefix),
                    "Use 1 to 32 letters, digits and underscores, the first of them no digit.");
        }
        if (locations.isEmpty()) {
            throw new InvalidSettingsException(
                    "migrate.locations",
                    "'migrate.locations' names no location.",
                    "Name at least one, such as 'classpath:db/migrate'.");
        }
    }

    /** The settings that an engine has if nothing is said. */
    public static MigrateSettings defaults() {
        return new MigrateSettings(
                List.of("classpath:db/migrate"),
                null,
                "migrate_",
                TransactionMode.PER_REVISION,
                Duration.ofMinutes(5),
                null,
                null,
                Duration.ofMinutes(10),
                Ahead.WARN);
    }

    /** The same with other locations. */
    public MigrateSettings withLocations(String... others) {
        return new MigrateSettings(
                List.of(others),
                this.schema,
                this.tablePrefix,
                this.transaction,
                this.lockWait,
                this.lockTimeout,
                this.statementTimeout,
                this.lockRetry,
                this.ahead);
    }
}
