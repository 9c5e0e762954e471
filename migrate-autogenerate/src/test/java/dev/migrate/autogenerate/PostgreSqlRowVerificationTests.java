package dev.migrate.autogenerate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.List;

@DatabaseTest(DatabaseProduct.POSTGRESQL)
class PostgreSqlRowVerificationTests extends RowVerificationContract {

    @Override
    List<String> unconvertible() {
        return List.of("boolean", "char(1)");
    }
}
