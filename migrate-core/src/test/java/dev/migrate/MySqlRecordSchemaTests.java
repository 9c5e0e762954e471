package dev.migrate;

import dev.migrate.dialect.Dialects;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.MYSQL)
class MySqlRecordSchemaTests extends RecordSchemaContract {

    MySqlRecordSchemaTests() {
        super(Dialects.named("mysql"));
    }

    @Override
    String cascade() {
        return "";
    }
}
