package dev.migrate.inspect;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.Locale;
import java.util.Set;

@DatabaseTest(DatabaseProduct.H2)
class H2InspectorTests extends InspectorContract {

    @Override
    Set<Feature> lacks() {
        return Set.of(Feature.ENUM_TYPES);
    }

    @Override
    String generated(String type, String expression) {
        return type + " generated always as (" + expression + ")";
    }

    @Override
    String folded(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    @Override
    String inHome(String table) {
        return "public." + table;
    }
}
