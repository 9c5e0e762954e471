package dev.migrate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.MARIADB)
class MariaDbEngineTests extends EngineContract {

    @Override
    boolean undoesDdl() {
        return false;
    }
}
