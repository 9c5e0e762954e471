package dev.migrate.autogenerate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.Locale;

@DatabaseTest(DatabaseProduct.H2)
class H2AutogenerateTests extends AutogenerateContract {

    @Override
    String places() {
        return "select schema_name from information_schema.schemata";
    }

    @Override
    String inCase(String name) {
        return name.toUpperCase(Locale.ROOT);
    }
}
