package dev.migrate.spring.boot.autoconfigure;

/** What an application does to its database when it starts. */
public enum Startup {
    /** Upgrade it before anything uses it. */
    UPGRADE,
    /** Refuse to start unless it is where it should be. */
    VALIDATE,
    /** Upgrade it once the application is up, and take no traffic until that is done. */
    ASYNC,
    /** Leave it alone. */
    NONE
}
