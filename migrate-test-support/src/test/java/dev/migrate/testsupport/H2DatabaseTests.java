package dev.migrate.testsupport;

@DatabaseTest(DatabaseProduct.H2)
class H2DatabaseTests extends DatabaseContract {}
