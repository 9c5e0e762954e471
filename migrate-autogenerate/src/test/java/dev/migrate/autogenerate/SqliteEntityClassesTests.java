package dev.migrate.autogenerate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.Set;

@DatabaseTest(DatabaseProduct.SQLITE)
class SqliteEntityClassesTests extends EntityClassesContract {

    /** A schema is a database there, which {@code @Table(catalog = ..)} would name. */
    @Override
    Set<String> namespaces(DatabaseContext database) {
        return Set.of();
    }
}
