package dev.migrate.spring.boot.autoconfigure.properties;

import dev.migrate.settings.MigrateSettings;
import dev.migrate.settings.MigrateSettings.Ahead;
import dev.migrate.settings.MigrateSettings.Edited;
import dev.migrate.settings.MigrateSettings.TransactionMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.util.StringUtils;

/** Properties of every engine: of the one below {@code migrate} and of each of {@code migrate.instances}. */
public abstract class EngineProperties {

    /**
     * Whether to enable the engine and its auto-configuration.
     */
    private boolean enabled = true;

    /**
     * Action on the database when the application starts.
     */
    private StartupMode startup = StartupMode.UPGRADE;

    /**
     * Target of the upgrade at startup, as a revision symbol.
     */
    private String target = "heads";

    /**
     * Comma-separated list of folders that contain revision scripts, searched recursively. Each begins with
     * "classpath:" or "file:".
     */
    private List<String> locations = new ArrayList<>(List.of("classpath:db/migrate"));

    /**
     * Schema that contains the tables of the engine. Defaults to the schema of the connection.
     */
    private @Nullable String schema;

    /**
     * Prefix of the table names of the engine.
     */
    private String tablePrefix = "migrate_";

    /**
     * JDBC URL of the database to migrate. If not set, the data source of the application is used.
     */
    private @Nullable String url;

    /**
     * Login user of the migrating connection. Without a URL, replaces the user of the application's data source.
     */
    private @Nullable String user;

    /**
     * Login password of the migrating connection.
     */
    private @Nullable String password;

    /**
     * Fully qualified name of the JDBC driver of the migrating connection. Detected from the URL by default.
     */
    private @Nullable String driverClassName;

    /**
     * Transaction scope on databases with transactional DDL.
     */
    private TransactionMode transaction = TransactionMode.PER_REVISION;

    /**
     * Maximum time that a statement waits for a database lock. The default depends on the database.
     */
    private @Nullable Duration lockTimeout;

    /**
     * Maximum execution time of a statement. Unlimited by default.
     */
    private @Nullable Duration statementTimeout;

    /**
     * Maximum time to retry a revision after a lock timeout.
     */
    private Duration lockRetry = Duration.ofMinutes(10);

    /**
     * Action if the database has revisions that are missing in this application.
     */
    private Ahead ahead = Ahead.WARN;

    /**
     * Full ID of the revision to stamp in a database that has tables but no record of revisions. The upgrade continues
     * from that revision. Has no effect on an empty database.
     */
    private @Nullable String baseline;

    /**
     * Whether to upgrade from base in a database that has tables but no record of revisions.
     */
    private boolean allowNonEmpty;

    /**
     * Action if scripts were edited after they were applied.
     */
    private @Nullable Edited edited;

    /**
     * Author of new revision scripts. Defaults to the Git user name, or else to the operating system user.
     */
    private @Nullable String author;

    /**
     * Template for the file names of new revision scripts.
     */
    private String fileTemplate = "{year}{month}{day}{hour}{minute}_{revision}_{slug}.sql";

    @NestedConfigurationProperty
    private final Lock lock = new Lock();

    @NestedConfigurationProperty
    private final Autogenerate autogenerate = new Autogenerate();

    public boolean isEnabled() {
        return this.enabled;
    }

    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    public StartupMode getStartup() {
        return this.startup;
    }

    public void setStartup(StartupMode startup) {
        this.startup = startup;
    }

    public String getTarget() {
        return this.target;
    }

    public void setTarget(String target) {
        this.target = target;
    }

    public List<String> getLocations() {
        return this.locations;
    }

    public void setLocations(List<String> locations) {
        this.locations = locations;
    }

    public @Nullable String getSchema() {
        return this.schema;
    }

    public void setSchema(@Nullable String schema) {
        this.schema = schema;
    }

    public String getTablePrefix() {
        return this.tablePrefix;
    }

    public void setTablePrefix(String tablePrefix) {
        this.tablePrefix = tablePrefix;
    }

    public @Nullable String getUrl() {
        return this.url;
    }

    public void setUrl(@Nullable String url) {
        this.url = url;
    }

    public @Nullable String getUser() {
        return this.user;
    }

    public void setUser(@Nullable String user) {
        this.user = user;
    }

    public @Nullable String getPassword() {
        return this.password;
    }

    public void setPassword(@Nullable String password) {
        this.password = password;
    }

    public @Nullable String getDriverClassName() {
        return this.driverClassName;
    }

    public void setDriverClassName(@Nullable String driverClassName) {
        this.driverClassName = driverClassName;
    }

    public TransactionMode getTransaction() {
        return this.transaction;
    }

    public void setTransaction(TransactionMode transaction) {
        this.transaction = transaction;
    }

    public @Nullable Duration getLockTimeout() {
        return this.lockTimeout;
    }

    public void setLockTimeout(@Nullable Duration lockTimeout) {
        this.lockTimeout = lockTimeout;
    }

    public @Nullable Duration getStatementTimeout() {
        return this.statementTimeout;
    }

    public void setStatementTimeout(@Nullable Duration statementTimeout) {
        this.statementTimeout = statementTimeout;
    }

    public Duration getLockRetry() {
        return this.lockRetry;
    }

    public void setLockRetry(Duration lockRetry) {
        this.lockRetry = lockRetry;
    }

    public Ahead getAhead() {
        return this.ahead;
    }

    public void setAhead(Ahead ahead) {
        this.ahead = ahead;
    }

    public @Nullable String getBaseline() {
        return this.baseline;
    }

    public void setBaseline(@Nullable String baseline) {
        this.baseline = baseline;
    }

    public boolean isAllowNonEmpty() {
        return this.allowNonEmpty;
    }

    public void setAllowNonEmpty(boolean allowNonEmpty) {
        this.allowNonEmpty = allowNonEmpty;
    }

    public @Nullable Edited getEdited() {
        return this.edited;
    }

    public void setEdited(@Nullable Edited edited) {
        this.edited = edited;
    }

    public @Nullable String getAuthor() {
        return this.author;
    }

    public void setAuthor(@Nullable String author) {
        this.author = author;
    }

    public String getFileTemplate() {
        return this.fileTemplate;
    }

    public void setFileTemplate(String fileTemplate) {
        this.fileTemplate = fileTemplate;
    }

    public Lock getLock() {
        return this.lock;
    }

    public Autogenerate getAutogenerate() {
        return this.autogenerate;
    }

    /** Returns the engine settings for these properties. */
    public MigrateSettings toSettings() {
        return MigrateSettings.builder()
                .locations(this.locations)
                .schema(StringUtils.hasText(this.schema) ? this.schema : null)
                .tablePrefix(this.tablePrefix)
                .transaction(this.transaction)
                .lockWait(this.lock.wait)
                .lockTimeout(this.lockTimeout)
                .statementTimeout(this.statementTimeout)
                .lockRetry(this.lockRetry)
                .ahead(this.ahead)
                .baseline(StringUtils.hasText(this.baseline) ? this.baseline : null)
                .allowNonEmpty(this.allowNonEmpty)
                .edited(this.edited)
                .author(this.author)
                .fileTemplate(this.fileTemplate)
                .autogenerate(MigrateSettings.Autogenerate.defaults()
                        .withSource(this.autogenerate.source)
                        .withScratchUrl(
                                StringUtils.hasText(this.autogenerate.scratchUrl) ? this.autogenerate.scratchUrl : null)
                        .withInclude(this.autogenerate.include)
                        .withExclude(this.autogenerate.exclude)
                        .withIgnoreNames(this.autogenerate.ignoreNames))
                .build();
    }

    /** Properties of the migration lock, which allows one process at a time to migrate the database. */
    public static class Lock {

        /**
         * Maximum time to wait for the migration lock.
         */
        private Duration wait = Duration.ofMinutes(5);

        public Duration getWait() {
            return this.wait;
        }

        public void setWait(Duration wait) {
            this.wait = wait;
        }
    }

    /** Properties of the comparison between models and database. */
    public static class Autogenerate {

        /**
         * Source of the models: "auto", "jpa", "data-jdbc", or the location of an SQL file that creates the entire schema,
         * such as "classpath:db/schema.sql".
         */
        private String source = "auto";

        /**
         * JDBC URL of an empty scratch database of the same product for verifying generated scripts. If not set, a scratch
         * database on the server of the migrated database is used.
         */
        private @Nullable String scratchUrl;

        /**
         * Comma-separated list of patterns of the tables to compare. If not set, all tables except those that other tools
         * create for their own use.
         */
        private List<String> include = new ArrayList<>();

        /**
         * Comma-separated list of patterns of the tables to exclude from the comparison.
         */
        private List<String> exclude = new ArrayList<>();

        /**
         * Whether to ignore differences between the names of constraints and indexes.
         */
        private boolean ignoreNames;

        public String getSource() {
            return this.source;
        }

        public void setSource(String source) {
            this.source = source;
        }

        public @Nullable String getScratchUrl() {
            return this.scratchUrl;
        }

        public void setScratchUrl(@Nullable String scratchUrl) {
            this.scratchUrl = scratchUrl;
        }

        public List<String> getInclude() {
            return this.include;
        }

        public void setInclude(List<String> include) {
            this.include = include;
        }

        public List<String> getExclude() {
            return this.exclude;
        }

        public void setExclude(List<String> exclude) {
            this.exclude = exclude;
        }

        public boolean isIgnoreNames() {
            return this.ignoreNames;
        }

        public void setIgnoreNames(boolean ignoreNames) {
            this.ignoreNames = ignoreNames;
        }
    }
}
