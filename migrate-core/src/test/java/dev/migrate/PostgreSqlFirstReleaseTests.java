package dev.migrate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.POSTGRESQL)
class PostgreSqlFirstReleaseTests extends FirstReleaseContract {

    @Override
    String autocommitOption() {
        return " transaction=off";
    }
}
