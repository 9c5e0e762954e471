package dev.migrate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.MYSQL)
class MySqlNonTransactionalTablesTests extends NonTransactionalTablesContract {

    @Override
    boolean cascadesFireTriggers() {
        return true;
    }
}
