package dev.migrate.settings;

import dev.migrate.error.InvalidSettingsException;
import dev.migrate.template.FileNameTemplate;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the migration engine. {@link #builder()} starts from the defaults. In Spring Boot, the
 * properties below {@code migrate.} set them.
 *
 * @param locations the locations of scripts, beginning with {@code classpath:} or {@code file:}
 * @param schema the schema of Migrate's own tables; null for the schema of the connection
 * @param tablePrefix the prefix of the names of Migrate's own tables
 * @param transaction the transaction scope on databases with transactional DDL
 * @param lockWait the maximum time to wait for the migration lock
 * @param lockTimeout the maximum time that a statement waits for a database lock; null for 5 seconds
 * @param statementTimeout the maximum run time of a statement; null to keep the limit of the session
 * @param lockRetry the maximum time to retry a revision after a lock timeout
 * @param ahead the action for applied revisions that have no script here
 * @param baseline the full id of the revision to stamp on the first upgrade of a database that contains tables;
 *     null for none
 * @param allowNonEmpty whether to begin at base in a database that contains tables but no record
 * @param edited the action for scripts that were edited after they were applied; null to warn on an upgrade and
 *     report an error in a validation
 * @param author the author of new scripts; null for git's {@code user.name}, or else the user of the operating
 *     system
 * @param fileTemplate the template for the file names of new scripts
 * @param autogenerate the settings for comparing models with the database
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

    /** Transaction scope on databases with transactional DDL. */
    public enum TransactionMode {
        /** One transaction for each revision and its record. */
        PER_REVISION,
        /** One transaction for all revisions of a run. */
        PER_RUN
    }

    /** Action for applied revisions that have no script here. */
    public enum Ahead {
        /** Refuse to upgrade. */
        FAIL,
        /** Log a warning and continue. */
        WARN,
        /** Revert the missing revisions by their recorded downgrades. */
        DOWNGRADE
    }

    /** Action for scripts that were edited after they were applied. */
    public enum Edited {
        /** Log a warning and leave the database unchanged. */
        WARN,
        /** Refuse to upgrade. */
        FAIL
    }

    /**
     * Settings for comparing models with the database.
     *
     * @param source the source of the models: {@code auto}, the name of a source, or the location of a file of SQL
     * @param scratchUrl the URL of an empty database of the same product as scratch database; null to use the
     *     server of the database itself
     * @param include the patterns of the tables to compare; empty for all tables except those of other tools
     * @param exclude the patterns of the tables to ignore
     * @param ignoreNames whether to ignore the names of constraints and indexes
     */
    public record Autogenerate(
            String source,
            @Nullable String scratchUrl,
            List<String> include,
            List<String> exclude,
            boolean ignoreNames) {

        public Autogenerate {
            include = List.copyOf(include);
            exclude = List.copyOf(exclude);
        }

        /** Returns settings that detect the source and compare all tables of the application. */
        public static Autogenerate defaults() {
            return new Autogenerate("auto", null, List.of(), List.of(), false);
        }

        /** Returns a copy with a source of the models. Default: {@code auto}. */
        public Autogenerate withSource(String value) {
            return new Autogenerate(value, this.scratchUrl, this.include, this.exclude, this.ignoreNames);
        }

        /** Returns a copy with a scratch database. Default: one on the server of the database. */
        public Autogenerate withScratchUrl(@Nullable String value) {
            return new Autogenerate(this.source, value, this.include, this.exclude, this.ignoreNames);
        }

        /** Returns a copy with patterns of the tables to compare. Default: all except those of other tools. */
        public Autogenerate withInclude(List<String> values) {
            return new Autogenerate(this.source, this.scratchUrl, values, this.exclude, this.ignoreNames);
        }

        /** Returns a copy with patterns of the tables to ignore. Default: none. */
        public Autogenerate withExclude(List<String> values) {
            return new Autogenerate(this.source, this.scratchUrl, this.include, values, this.ignoreNames);
        }

        /** Returns a copy that ignores the names of constraints and indexes, or does not. Default: false. */
        public Autogenerate withIgnoreNames(boolean value) {
            return new Autogenerate(this.source, this.scratchUrl, this.include, this.exclude, value);
        }
    }

    /**
     * Checks the settings.
     *
     * @throws InvalidSettingsException if a setting is invalid
     */
    public MigrateSettings {
        locations = List.copyOf(locations);
        if (!tablePrefix.matches("[A-Za-z_][A-Za-z0-9_]{0,31}")) {
            throw new InvalidSettingsException(
                    "migrate.table-prefix",
                    "'migrate.table-prefix' is '%s'.".formatted(tablePrefix),
                    "Use 1 to 32 letters, digits, and underscores that do not begin with a digit.");
        }
        if (locations.isEmpty()) {
            throw new InvalidSettingsException(
                    "migrate.locations",
                    "'migrate.locations' is empty.",
                    "Name at least one, such as 'classpath:db/migrate'.");
        }
        FileNameTemplate.check(fileTemplate);
    }

    /** Returns the default settings. */
    public static MigrateSettings defaults() {
        return builder().build();
    }

    /** Returns a builder that starts from the default settings. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts from these settings. */
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

    /**
     * Returns a copy with other locations.
     *
     * @throws InvalidSettingsException if there is none
     */
    public MigrateSettings withLocations(String... others) {
        return toBuilder().locations(others).build();
    }

    /** Builds settings. Values that are not set keep their defaults. */
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
        private Autogenerate autogenerate = Autogenerate.defaults();

        private Builder() {}

        /**
         * Sets the locations of scripts, beginning with {@code classpath:} or {@code file:}. Default:
         * {@code classpath:db/migrate}.
         */
        public Builder locations(String... values) {
            return locations(List.of(values));
        }

        /**
         * Sets the locations of scripts, beginning with {@code classpath:} or {@code file:}. Default:
         * {@code classpath:db/migrate}.
         */
        public Builder locations(List<String> values) {
            this.locations = values;
            return this;
        }

        /** Sets the schema of Migrate's own tables. Default: the schema of the connection. */
        public Builder schema(@Nullable String value) {
            this.schema = value;
            return this;
        }

        /** Sets the prefix of the names of Migrate's own tables. Default: {@code migrate_}. */
        public Builder tablePrefix(String value) {
            this.tablePrefix = value;
            return this;
        }

        /**
         * Sets the transaction scope on databases with transactional DDL. Default: one transaction for each revision.
         */
        public Builder transaction(TransactionMode value) {
            this.transaction = value;
            return this;
        }

        /** Sets the maximum time to wait for the migration lock. Default: 5 minutes. */
        public Builder lockWait(Duration value) {
            this.lockWait = value;
            return this;
        }

        /** Sets the maximum time that a statement waits for a database lock. Default: 5 seconds. */
        public Builder lockTimeout(@Nullable Duration value) {
            this.lockTimeout = value;
            return this;
        }

        /**
         * Sets the maximum run time of a statement. Whole seconds, rounded up, on a database whose session has no such
         * limit. Default: the limit of the session.
         */
        public Builder statementTimeout(@Nullable Duration value) {
            this.statementTimeout = value;
            return this;
        }

        /** Sets the maximum time to retry a revision after a lock timeout. Default: 10 minutes. */
        public Builder lockRetry(Duration value) {
            this.lockRetry = value;
            return this;
        }

        /** Sets the action for applied revisions that have no script here. Default: warn. */
        public Builder ahead(Ahead value) {
            this.ahead = value;
            return this;
        }

        /**
         * Sets the full id of the revision to stamp on the first upgrade of a database that contains tables. Default:
         * none.
         */
        public Builder baseline(@Nullable String value) {
            this.baseline = value;
            return this;
        }

        /** Sets whether to begin at base in a database that contains tables but no record. Default: false. */
        public Builder allowNonEmpty(boolean value) {
            this.allowNonEmpty = value;
            return this;
        }

        /**
         * Sets the action for scripts that were edited after they were applied. Default: warn on an upgrade, and report
         * an error in a validation.
         */
        public Builder edited(@Nullable Edited value) {
            this.edited = value;
            return this;
        }

        /** Sets the author of new scripts. Default: git's {@code user.name}, or else the operating system's user. */
        public Builder author(@Nullable String value) {
            this.author = value;
            return this;
        }

        /**
         * Sets the template for the file names of new scripts. Default:
         * <code>{year}{month}{day}{hour}{minute}_{revision}_{slug}.sql</code>.
         */
        public Builder fileTemplate(String value) {
            this.fileTemplate = value;
            return this;
        }

        /** Sets how models are compared with the database. Default: {@link Autogenerate#defaults()}. */
        public Builder autogenerate(Autogenerate value) {
            this.autogenerate = value;
            return this;
        }

        /**
         * Returns the settings.
         *
         * @throws InvalidSettingsException if a setting is invalid
         */
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
