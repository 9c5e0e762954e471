package dev.migrate.testsupport;

/** A database product that tests run on. */
public enum DatabaseProduct {
    POSTGRESQL,
    MARIADB,
    MYSQL,
    H2,
    SQLITE
}
