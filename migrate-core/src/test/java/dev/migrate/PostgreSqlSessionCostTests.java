package dev.migrate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.POSTGRESQL)
class PostgreSqlSessionCostTests extends SessionCostContract {

    @Override
    long run() {
        return 4;
    }

    @Override
    long plain() {
        return 1;
    }

    @Override
    long setting() {
        return 1;
    }

    @Override
    String sets() {
        return "set search_path to public; create temporary table aside (id int);";
    }

    @Override
    boolean isOfSession(String sql) {
        return sql.contains("pg_settings") || sql.contains("set_config");
    }
}
