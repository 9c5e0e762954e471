package dev.migrate.demo;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.MARIADB)
class MariaDbProcessTests extends TwoInstancesContract {

    MariaDbProcessTests() {
        super(
                "mariadb",
                "SELECT GET_LOCK(CONCAT('gate ', DATABASE()), 0)",
                "SELECT RELEASE_LOCK(CONCAT('gate ', DATABASE()))");
    }
}
