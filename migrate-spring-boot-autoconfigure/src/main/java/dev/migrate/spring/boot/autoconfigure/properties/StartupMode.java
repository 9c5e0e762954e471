package dev.migrate.spring.boot.autoconfigure.properties;

/** The action on the database when an application starts. */
public enum StartupMode {
    /** Upgrade the database before other beans use it. */
    UPGRADE,
    /** Fail the startup if the database is not at the target. */
    VALIDATE,
    /** Upgrade the database after the application has started, and refuse traffic until the upgrade has succeeded. */
    ASYNC,
    /** Do not access the database. */
    NONE
}
