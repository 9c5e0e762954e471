package dev.migrate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.SQLITE)
class SqliteEngineTests extends EngineContract {

    @Override
    boolean undoesDdl() {
        return true;
    }
}
