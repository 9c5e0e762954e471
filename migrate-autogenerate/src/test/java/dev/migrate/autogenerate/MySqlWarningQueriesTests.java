package dev.migrate.autogenerate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.MYSQL)
class MySqlWarningQueriesTests extends MariaDbWarningQueriesTests {

    @Override
    boolean indexesExpressions() {
        return true;
    }

    @Override
    String lower() {
        return "(lower(v))";
    }
}
