package dev.migrate.autogenerate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.MARIADB)
class MariaDbAutogenerateTests extends AutogenerateContract {

    @Override
    long scratchLeft() {
        return database()
                .jdbc()
                .queryForObject(
                        "select count(*) from information_schema.schemata where schema_name like 'migrate\\_scratch\\_%'",
                        Long.class);
    }
}
