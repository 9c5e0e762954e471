package dev.migrate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.POSTGRESQL)
class PostgreSqlEngineTests extends EngineContract {

    @Override
    boolean undoesDdl() {
        return true;
    }
}
