package dev.migrate.autogenerate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.Locale;

@DatabaseTest(DatabaseProduct.H2)
class H2AutogenerateTests extends AutogenerateContract {

    @Override
    long scratchLeft() {
        return database().jdbc().queryForObject("select count(*) from information_schema.schemata", Long.class);
    }

    @Override
    String inCase(String name) {
        return name.toUpperCase(Locale.ROOT);
    }
}
