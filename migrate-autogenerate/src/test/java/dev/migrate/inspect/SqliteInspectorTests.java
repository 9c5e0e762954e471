package dev.migrate.inspect;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.Set;

@DatabaseTest(DatabaseProduct.SQLITE)
class SqliteInspectorTests extends InspectorContract {

    @Override
    Set<Feature> lacks() {
        return Set.of(Feature.SEQUENCES, Feature.ENUM_TYPES, Feature.COMMENTS, Feature.NAMESPACES);
    }

    @Override
    String numbered() {
        return "integer primary key autoincrement";
    }
}
