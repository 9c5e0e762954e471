package dev.migrate.autogenerate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.MARIADB)
class MariaDbAutogenerateTests extends AutogenerateContract {

    @Override
    String places() {
        return "select schema_name from information_schema.schemata where schema_name like 'migrate\\_scratch\\_%'";
    }
}
