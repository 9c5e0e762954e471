package dev.migrate.demo;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.POSTGRESQL)
class PostgreSqlProcessTests extends TwoInstancesContract {

    PostgreSqlProcessTests() {
        super("postgres", "SELECT pg_advisory_lock(4711)", "SELECT pg_advisory_unlock(4711)");
    }
}
