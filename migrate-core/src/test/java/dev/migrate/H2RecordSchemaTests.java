package dev.migrate;

import dev.migrate.dialect.Dialects;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.H2)
class H2RecordSchemaTests extends RecordSchemaContract {

    H2RecordSchemaTests() {
        super(Dialects.named("h2"));
    }
}
