package dev.migrate;

import dev.migrate.dialect.Dialects;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.MARIADB)
class MariaDbRecordSchemaTests extends RecordSchemaContract {

    MariaDbRecordSchemaTests() {
        super(Dialects.named("mariadb"));
    }

    @Override
    String cascade() {
        return "";
    }
}
