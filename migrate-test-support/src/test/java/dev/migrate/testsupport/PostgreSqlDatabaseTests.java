package dev.migrate.testsupport;

@DatabaseTest(DatabaseProduct.POSTGRESQL)
class PostgreSqlDatabaseTests extends DatabaseContract {}
