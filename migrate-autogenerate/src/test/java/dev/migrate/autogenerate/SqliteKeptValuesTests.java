package dev.migrate.autogenerate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.List;

@DatabaseTest(DatabaseProduct.SQLITE)
class SqliteKeptValuesTests extends KeptValuesContract {

    @Override
    List<String> localAndInstant() {
        return List.of();
    }

    @Override
    String next(String sequence) {
        return "";
    }
}
