package dev.migrate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.MARIADB)
class MariaDbNonTransactionalTablesTests extends NonTransactionalTablesContract {

    @Override
    boolean cascadesFireTriggers() {
        return false;
    }
}
