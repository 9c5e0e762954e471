package dev.migrate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.MARIADB)
class MariaDbRoundTripTests extends RoundTripContract {

    @Override
    int schemaChange() {
        return 3;
    }

    @Override
    int furtherSchemaChange() {
        return 2;
    }

    @Override
    int rowChange() {
        return 4;
    }
}
