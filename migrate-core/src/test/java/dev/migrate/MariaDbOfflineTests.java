package dev.migrate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.MARIADB)
class MariaDbOfflineTests extends MySqlOfflineTests {

    @Override
    String product() {
        return "mariadb";
    }
}
