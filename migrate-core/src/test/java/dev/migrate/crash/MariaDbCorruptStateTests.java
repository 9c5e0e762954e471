package dev.migrate.crash;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import org.springframework.jdbc.core.JdbcTemplate;

@DatabaseTest(DatabaseProduct.MARIADB)
class MariaDbCorruptStateTests extends CorruptStateContract {

    DatabaseProduct product() {
        return DatabaseProduct.MARIADB;
    }

    @Override
    void cut(JdbcTemplate administration) {
        administration
                .queryForList(
                        "select id from %s where db = database() and id <> connection_id()"
                                .formatted(product().sessions()),
                        Long.class)
                .forEach((session) -> killQuietly(administration, session));
    }
}
