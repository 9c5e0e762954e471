package dev.migrate.testsupport;

@DatabaseTest(DatabaseProduct.MYSQL)
class MySqlDatabaseTests extends DatabaseContract {}
