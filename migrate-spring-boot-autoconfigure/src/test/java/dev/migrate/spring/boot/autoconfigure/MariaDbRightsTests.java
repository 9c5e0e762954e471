package dev.migrate.spring.boot.autoconfigure;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import java.util.List;

@DatabaseTest(DatabaseProduct.MARIADB)
class MariaDbRightsTests extends RightsContract {

    @Override
    String users() {
        return "mariadb.sql";
    }

    /** MariaDB cannot revoke a privilege on single tables that was granted on the whole database. */
    @Override
    List<String> readOnly() {
        return List.of();
    }

    @Override
    List<String> removal(String user) {
        return List.of("drop user '%s'@'%%'".formatted(user));
    }

    @Override
    String name(TestDatabase of) {
        return of.url().replaceFirst(".*/([^/?]+)(\\?.*)?$", "$1");
    }
}
