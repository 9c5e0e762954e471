package dev.migrate.autogenerate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.List;
import java.util.Locale;

@DatabaseTest(DatabaseProduct.H2)
class H2RowVerificationTests extends RowVerificationContract {

    @Override
    List<String> unconvertible() {
        return List.of("boolean", "char(1)");
    }

    @Override
    String inCase(String name) {
        return name.toUpperCase(Locale.ROOT);
    }
}
