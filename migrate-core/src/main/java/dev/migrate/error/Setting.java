package dev.migrate.error;

/** The settings that remedies name. Each {@link Wording} has its own name for them. */
public enum Setting implements Term {
    LOCATIONS("locations"),
    SCHEMA("schema"),
    TABLE_PREFIX("table-prefix", "tablePrefix"),
    TRANSACTION("transaction"),
    LOCK_WAIT("lock.wait", "lockWait"),
    LOCK_TIMEOUT("lock-timeout", "lockTimeout"),
    STATEMENT_TIMEOUT("statement-timeout", "statementTimeout"),
    LOCK_RETRY("lock-retry", "lockRetry"),
    AHEAD("ahead"),
    BASELINE("baseline"),
    ALLOW_NON_EMPTY("allow-non-empty", "allowNonEmpty"),
    EDITED("edited"),
    AUTHOR("author"),
    FILE_TEMPLATE("file-template", "fileTemplate"),
    AUTOGENERATE_SOURCE("autogenerate.source"),
    AUTOGENERATE_EXCLUDE("autogenerate.exclude"),
    SCRATCH_URL("autogenerate.scratch-url", "autogenerate.scratchUrl"),

    /** The URL of a connection that only migrations use. */
    URL("url"),

    /** The user of a connection that only migrations use. */
    USER("user"),

    /** The password of a connection that only migrations use. */
    PASSWORD("password"),

    /** The URL of the connection that migrations use, which can be that of the application. */
    CONNECTION("url");

    private final String key;
    private final String component;

    Setting(String key) {
        this(key, key);
    }

    Setting(String key, String component) {
        this.key = key;
        this.component = component;
    }

    /** Returns the name of the property, below the prefix of the engine. */
    public String key() {
        return this.key;
    }

    /** Returns the name of the component of {@code MigrateSettings}. */
    String component() {
        return this.component;
    }

    /** Returns this setting with a value, for a remedy that states both. */
    public Term to(String value) {
        return (wording) -> wording.setting(this, value);
    }

    @Override
    public String in(Wording wording) {
        return wording.setting(this);
    }
}
