package dev.migrate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.POSTGRESQL)
class PostgreSqlRoundTripTests extends RoundTripContract {

    @Override
    int schemaChange() {
        return 2;
    }

    @Override
    int furtherSchemaChange() {
        return 1;
    }

    @Override
    int rowChange() {
        return 2;
    }
}
