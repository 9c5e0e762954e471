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

    /** A right for all tables of a database cannot be taken away for some of them. */
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
