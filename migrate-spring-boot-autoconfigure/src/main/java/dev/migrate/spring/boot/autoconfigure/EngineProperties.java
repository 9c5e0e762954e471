package dev.migrate.spring.boot.autoconfigure;

import dev.migrate.MigrateSettings;
import dev.migrate.MigrateSettings.Ahead;
import dev.migrate.MigrateSettings.Edited;
import dev.migrate.MigrateSettings.TransactionMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.util.StringUtils;

/** What can be said of every engine: of the one below {@code migrate}, and of each of {@code migrate.instances}. */
public abstract class EngineProperties {

    /**
     * Whether to enable the engine and all that comes with it.
     */
    private boolean enabled = true;

    /**
     * What to do with the database when the application starts.
     */
    private Startup startup = Startup.UPGRADE;

    /**
     * Revision symbol that start-up moves the database to.
     */
    private String target = "heads";

    /**
     * Comma-separated list of the folders in which revision scripts are searched, with all their sub-folders. Each
     * begins with "classpath:" or "file:".
     */
    private List<String> locations = new ArrayList<>(List.of("classpath:db/migrate"));

    /**
     * Schema in which the tables of the engine live. Defaults to the schema of the connection.
     */
    private @Nullable String schema;

    /**
     * Prefix of the names of the tables of the engine.
     */
    private String tablePrefix = "migrate_";

    /**
     * JDBC URL of the database to migrate. If not set, the data source of the application is used.
     */
    private @Nullable String url;

    /**
     * Login user of the migrating connection. Without a URL of its own it replaces the user of the application.
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
     * How far one transaction reaches, where the database can undo DDL.
     */
    private TransactionMode transaction = TransactionMode.PER_REVISION;

    /**
     * How long a statement may wait for locks of the database. Defaults to a safe choice for each database.
     */
    private @Nullable Duration lockTimeout;

    /**
     * How long a statement may run. Not limited by default.
     */
    private @Nullable Duration statementTimeout;

    /**
     * For how long a revision is tried again after a lock timeout.
     */
    private Duration lockRetry = Duration.ofMinutes(10);

    /**
     * What to do with a database that has revisions which this application does not ship.
     */
    private Ahead ahead = Ahead.WARN;

    /**
     * Full ID of the revision to stamp when the engine first meets a database that has tables and no record. The upgrade
     * continues from that revision. Has no effect on an empty database.
     */
    private @Nullable String baseline;

    /**
     * Whether to begin at base in a database that has tables and no record.
     */
    private boolean allowNonEmpty;

    /**
     * What to do about scripts that were edited after they were applied.
     */
    private @Nullable Edited edited;

    /**
     * Author of new revision scripts. Defaults to the user name that git knows, else to the user of the system.
     */
    private @Nullable String author;

    /**
     * How the files of new revision scripts are named.
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

    public Startup getStartup() {
        return this.startup;
    }

    public void setStartup(Startup startup) {
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

    /** What an engine is told by these properties. */
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
                .autogenerate(new MigrateSettings.Autogenerate(
                        this.autogenerate.source,
                        StringUtils.hasText(this.autogenerate.scratchUrl) ? this.autogenerate.scratchUrl : null,
                        this.autogenerate.include,
                        this.autogenerate.exclude,
                        this.autogenerate.ignoreNames))
                .build();
    }

    /** The lock that lets one instance at a time move the database. */
    public static class Lock {

        /**
         * How long to wait for the lock of another instance.
         */
        private Duration wait = Duration.ofMinutes(5);

        public Duration getWait() {
            return this.wait;
        }

        public void setWait(Duration wait) {
            this.wait = wait;
        }
    }

    /** How models are compared with the database. */
    public static class Autogenerate {

        /**
         * Where the models are: "auto", "jpa", "data-jdbc", or the location of a file of SQL that makes the whole
         * schema, such as "classpath:db/schema.sql".
         */
        private String source = "auto";

        /**
         * JDBC URL of an empty database of the same product to try things in. If not set, the server of the database
         * itself gives a place.
         */
        private @Nullable String scratchUrl;

        /**
         * Comma-separated list of patterns of the tables that are compared. If not set, all but those that other tools
         * make for themselves.
         */
        private List<String> include = new ArrayList<>();

        /**
         * Comma-separated list of patterns of the tables that are left alone.
         */
        private List<String> exclude = new ArrayList<>();

        /**
         * Whether constraints and indexes may have other names in the database than in the models.
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
