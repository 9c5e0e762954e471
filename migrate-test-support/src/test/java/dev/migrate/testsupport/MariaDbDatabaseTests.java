package dev.migrate.testsupport;

@DatabaseTest(DatabaseProduct.MARIADB)
class MariaDbDatabaseTests extends DatabaseContract {}
