package dev.migrate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.H2)
class H2EngineTests extends EngineContract {

    @Override
    boolean undoesDdl() {
        return false;
    }
}
