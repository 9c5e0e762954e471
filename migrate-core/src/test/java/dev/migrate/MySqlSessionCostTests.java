package dev.migrate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.MYSQL)
class MySqlSessionCostTests extends MariaDbSessionCostTests {

    /** The reset of MySQL's driver restores the limits of the run. */
    @Override
    long run() {
        return 3;
    }

    @Override
    boolean isOfSession(String sql) {
        return sql.contains("session_variables") || super.isOfSession(sql);
    }
}
