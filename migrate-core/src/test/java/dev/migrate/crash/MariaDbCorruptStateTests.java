package dev.migrate.crash;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import org.springframework.jdbc.core.JdbcTemplate;

@DatabaseTest(DatabaseProduct.MARIADB)
class MariaDbCorruptStateTests extends CorruptStateContract {

    @Override
    void cut(JdbcTemplate administration) {
        administration
                .queryForList(
                        "select id from information_schema.processlist where db = database() and id <> connection_id()",
                        Long.class)
                .forEach((session) -> killQuietly(administration, session));
    }
}
