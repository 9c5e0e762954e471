package dev.migrate.autogenerate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.H2)
class H2KeptValuesTests extends KeptValuesContract {

    @Override
    String derived(String expression) {
        return "generated always as (%s)".formatted(expression);
    }
}
