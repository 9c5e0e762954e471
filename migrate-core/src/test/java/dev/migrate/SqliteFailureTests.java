package dev.migrate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.SQLITE)
class SqliteFailureTests extends FailureContract {

    @Override
    String autocommitOption() {
        return " transaction=off";
    }
}
