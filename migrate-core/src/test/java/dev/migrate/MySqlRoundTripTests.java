package dev.migrate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.MYSQL)
class MySqlRoundTripTests extends RoundTripContract {

    @Override
    int schemaChange() {
        return 14;
    }

    @Override
    int furtherSchemaChange() {
        return 5;
    }

    @Override
    int rowChange() {
        return 9;
    }
}
