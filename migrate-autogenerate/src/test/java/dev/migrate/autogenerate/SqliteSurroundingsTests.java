package dev.migrate.autogenerate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.SQLITE)
class SqliteSurroundingsTests extends SurroundingsContract {
    @Override
    boolean hasOtherSchemas() {
        return false;
    }
}
