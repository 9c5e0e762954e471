package dev.migrate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.MARIADB)
class MariaDbSessionCostTests extends SessionCostContract {

    @Override
    long run() {
        return 5;
    }

    @Override
    long plain() {
        return 0;
    }

    @Override
    long setting() {
        return 9;
    }

    @Override
    String sets() {
        return "set sql_safe_updates = 1; create temporary table aside (id int);";
    }

    @Override
    boolean isOfSession(String sql) {
        return sql.contains("system_variables") || sql.startsWith("set session") || sql.startsWith("select exists");
    }
}
