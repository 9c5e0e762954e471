package dev.migrate;

import dev.migrate.error.InvalidSettingsException;
import dev.migrate.session.SessionLimits;
import dev.migrate.template.FileNameTemplate;
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
 * @param baseline the full id of the revision to stamp at first contact with a database that has tables; none if not given
 * @param allowNonEmpty whether to begin at base in a database that has tables and no record
 * @param edited what to do about scripts that were edited after they were applied; warns if not given
 * @param author who writes new scripts; git's {@code user.name} or else the system's user if not given
 * @param fileTemplate how the files of new scripts are named
 * @param autogenerate how models are compared with the database
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
        Ahead ahead,
        @Nullable String baseline,
        boolean allowNonEmpty,
        @Nullable Edited edited,
        @Nullable String author,
        String fileTemplate,
        Autogenerate autogenerate) {

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

    /** What to do about scripts that were edited after they were applied. */
    public enum Edited {
        /** Warn, and leave the database as it is. */
        WARN,
        /** Refuse to upgrade. */
        FAIL
    }

    /**
     * How models are compared with the database.
     *
     * @param source where the models are: {@code auto}, the name of a source, or the location of a file of SQL
     * @param scratchUrl an empty database of the same product to try things in; a place of the database's own server if
     *     not given
     * @param include patterns of the tables that are compared; all but those of other tools if there are none
     * @param exclude patterns of the tables that are left alone
     * @param ignoreNames whether constraints and indexes may be called anything
     */
    public record Autogenerate(
            String source,
            @Nullable String scratchUrl,
            List<String> include,
            List<String> exclude,
            boolean ignoreNames) {

        /** The source that is found by itself, and everything that belongs to the application. */
        public static final Autogenerate DEFAULT = new Autogenerate("auto", null, List.of(), List.of(), false);

        public Autogenerate {
            include = List.copyOf(include);
            exclude = List.copyOf(exclude);
        }
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
        FileNameTemplate.check(fileTemplate);
    }

    /** Returns the limits of a migrating session. */
    public SessionLimits limits() {
        return new SessionLimits(this.lockTimeout, this.statementTimeout);
    }

    /** The settings that an engine has if nothing is said. */
    public static MigrateSettings defaults() {
        return builder().build();
    }

    /** To make settings that differ from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** To make settings that differ from these. */
    public Builder toBuilder() {
        return new Builder()
                .locations(this.locations)
                .schema(this.schema)
                .tablePrefix(this.tablePrefix)
                .transaction(this.transaction)
                .lockWait(this.lockWait)
                .lockTimeout(this.lockTimeout)
                .statementTimeout(this.statementTimeout)
                .lockRetry(this.lockRetry)
                .ahead(this.ahead)
                .baseline(this.baseline)
                .allowNonEmpty(this.allowNonEmpty)
                .edited(this.edited)
                .author(this.author)
                .fileTemplate(this.fileTemplate)
                .autogenerate(this.autogenerate);
    }

    /** The same with other locations. */
    public MigrateSettings withLocations(String... others) {
        return toBuilder().locations(List.of(others)).build();
    }

    /** Takes one setting after the other; what is not said stays as it was. */
    public static final class Builder {

        private List<String> locations = List.of("classpath:db/migrate");
        private @Nullable String schema;
        private String tablePrefix = "migrate_";
        private TransactionMode transaction = TransactionMode.PER_REVISION;
        private Duration lockWait = Duration.ofMinutes(5);
        private @Nullable Duration lockTimeout;
        private @Nullable Duration statementTimeout;
        private Duration lockRetry = Duration.ofMinutes(10);
        private Ahead ahead = Ahead.WARN;
        private @Nullable String baseline;
        private boolean allowNonEmpty;
        private @Nullable Edited edited;
        private @Nullable String author;
        private String fileTemplate = FileNameTemplate.DEFAULT;
        private Autogenerate autogenerate = Autogenerate.DEFAULT;

        private Builder() {}

        /** Where scripts lie. */
        public Builder locations(List<String> value) {
            this.locations = value;
            return this;
        }

        /** Where the engine's own tables live. */
        public Builder schema(@Nullable String value) {
            this.schema = value;
            return this;
        }

        /** How the names of its tables begin. */
        public Builder tablePrefix(String value) {
            this.tablePrefix = value;
            return this;
        }

        /** How far one transaction reaches. */
        public Builder transaction(TransactionMode value) {
            this.transaction = value;
            return this;
        }

        /** How long to wait for another process's lock. */
        public Builder lockWait(Duration value) {
            this.lockWait = value;
            return this;
        }

        /** How long a statement may wait for the database's own locks. */
        public Builder lockTimeout(@Nullable Duration value) {
            this.lockTimeout = value;
            return this;
        }

        /** How long a statement may run. */
        public Builder statementTimeout(@Nullable Duration value) {
            this.statementTimeout = value;
            return this;
        }

        /** For how long a revision is tried again after a lock timeout. */
        public Builder lockRetry(Duration value) {
            this.lockRetry = value;
            return this;
        }

        /** What to do with a database that is ahead. */
        public Builder ahead(Ahead value) {
            this.ahead = value;
            return this;
        }

        /** The revision to stamp at first contact with a database that has tables. */
        public Builder baseline(@Nullable String value) {
            this.baseline = value;
            return this;
        }

        /** Whether to begin at base in a database that has tables and no record. */
        public Builder allowNonEmpty(boolean value) {
            this.allowNonEmpty = value;
            return this;
        }

        /** What to do about edited scripts. */
        public Builder edited(@Nullable Edited value) {
            this.edited = value;
            return this;
        }

        /** Who writes new scripts. */
        public Builder author(@Nullable String value) {
            this.author = value;
            return this;
        }

        /** How the files of new scripts are named. */
        public Builder fileTemplate(String value) {
            this.fileTemplate = value;
            return this;
        }

        /** How models are compared with the database. */
        public Builder autogenerate(Autogenerate value) {
            this.autogenerate = value;
            return this;
        }

        /** The settings, or {@code InvalidSettingsException} where one cannot be worked with. */
        public MigrateSettings build() {
            return new MigrateSettings(
                    this.locations,
                    this.schema,
                    this.tablePrefix,
                    this.transaction,
                    this.lockWait,
                    this.lockTimeout,
                    this.statementTimeout,
                    this.lockRetry,
                    this.ahead,
                    this.baseline,
                    this.allowNonEmpty,
                    this.edited,
                    this.author,
                    this.fileTemplate,
                    this.autogenerate);
        }
    }
}
