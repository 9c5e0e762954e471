package dev.migrate.crash;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import org.springframework.jdbc.core.JdbcTemplate;

@DatabaseTest(DatabaseProduct.POSTGRESQL)
class PostgreSqlCorruptStateTests extends CorruptStateContract {

    @Override
    void cut(JdbcTemplate administration) {
        administration.queryForList(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
    }
}
