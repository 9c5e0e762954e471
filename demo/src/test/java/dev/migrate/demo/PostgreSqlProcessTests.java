package dev.migrate.demo;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.POSTGRESQL)
class PostgreSqlProcessTests extends TwoInstancesContract {

    PostgreSqlProcessTests() {
        super("postgres");
    }
}
