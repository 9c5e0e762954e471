package dev.migrate.autogenerate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.MYSQL)
class MySqlKeptValuesTests extends MariaDbKeptValuesTests {

    @Override
    String next(String sequence) {
        return "";
    }
}
