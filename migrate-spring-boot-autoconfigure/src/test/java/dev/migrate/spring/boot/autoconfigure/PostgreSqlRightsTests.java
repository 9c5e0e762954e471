package dev.migrate.spring.boot.autoconfigure;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import java.util.List;

@DatabaseTest(DatabaseProduct.POSTGRESQL)
class PostgreSqlRightsTests extends RightsContract {

    @Override
    String users() {
        return "postgresql.sql";
    }

    @Override
    List<String> readOnly() {
        return List.of("postgresql-read-only.sql");
    }

    @Override
    List<String> removal(String user) {
        return List.of("drop owned by " + user + " cascade", "drop role " + user);
    }

    @Override
    String name(TestDatabase of) {
        return "bookshop";
    }
}
