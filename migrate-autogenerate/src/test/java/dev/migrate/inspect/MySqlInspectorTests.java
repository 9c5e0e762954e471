package dev.migrate.inspect;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.List;
import java.util.Set;

@DatabaseTest(DatabaseProduct.MYSQL)
class MySqlInspectorTests extends InspectorContract {

    @Override
    Set<Feature> lacks() {
        return Set.of(Feature.ENUM_TYPES, Feature.NAMESPACES, Feature.UNIQUE_INDEXES, Feature.SEQUENCES);
    }

    @Override
    String numbered() {
        return "bigint not null auto_increment primary key";
    }

    @Override
    List<String> commented(String table, String column) {
        return List.of("create table note (id integer not null primary key, text varchar(50) comment %s) comment %s"
                .formatted(escaped(column), escaped(table)));
    }

    private static String escaped(String text) {
        return literal(text.replace("\\", "\\\\"));
    }
}
