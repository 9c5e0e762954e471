package dev.migrate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.POSTGRESQL)
class PostgreSqlFailureTests extends FailureContract {

    @Override
    String apart() {
        return " transaction=off";
    }
}
