package dev.migrate.testsupport;

@DatabaseTest(DatabaseProduct.SQLITE)
class SqliteDatabaseTests extends DatabaseContract {}
