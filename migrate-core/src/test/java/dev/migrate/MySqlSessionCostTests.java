package dev.migrate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.MYSQL)
class MySqlSessionCostTests extends MariaDbSessionCostTests {

    /** The reset of its driver brings the limits of the run back, and the server tells that. */
    @Override
    long run() {
        return 3;
    }

    @Override
    boolean isOfSession(String sql) {
        return sql.contains("session_variables") || super.isOfSession(sql);
    }
}
