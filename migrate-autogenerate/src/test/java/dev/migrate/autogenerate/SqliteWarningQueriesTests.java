package dev.migrate.autogenerate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.SQLITE)
class SqliteWarningQueriesTests extends WarningQueriesContract {

    @Override
    boolean enforcesTypes() {
        return false;
    }
}
