package dev.migrate;

import dev.migrate.dialect.Dialects;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.POSTGRESQL)
class PostgreSqlRecordSchemaTests extends RecordSchemaContract {

    PostgreSqlRecordSchemaTests() {
        super(Dialects.named("postgresql"));
    }
}
