package dev.migrate.importer.flyway;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.Map;

@DatabaseTest(DatabaseProduct.H2)
class H2FlywayImportTests extends FlywayImportContract {

    @Override
    Map<String, String> scripts() {
        return Map.of("V10__Dollar.sql", """
                CREATE ALIAS half AS $$ int half(int n) { return n / 2; } $$;
                // a comment of H2
                CREATE TABLE after_alias (id INT DEFAULT 4);
                """);
    }
}
