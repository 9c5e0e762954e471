package dev.migrate.testsupport;

/** A database product that tests run on. */
public enum DatabaseProduct {
    POSTGRESQL,
    MARIADB,
    MYSQL,
    H2,
    SQLITE;

    /**
     * Returns the table of the sessions on MariaDB and MySQL. MySQL cannot read that of the information schema while a
     * session runs a statement with an emoji.
     */
    public String sessions() {
        return this == MYSQL ? "performance_schema.processlist" : "information_schema.processlist";
    }
}
