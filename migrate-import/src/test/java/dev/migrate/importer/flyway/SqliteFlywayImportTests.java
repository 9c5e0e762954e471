package dev.migrate.importer.flyway;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.Map;

@DatabaseTest(DatabaseProduct.SQLITE)
class SqliteFlywayImportTests extends FlywayImportContract {

    @Override
    Map<String, String> scripts() {
        return Map.of("V10__Trigger.sql", """
                CREATE TRIGGER named AFTER INSERT ON account BEGIN
                  UPDATE account SET name = CASE WHEN name IS NULL THEN 'x;' ELSE name END;
                END;
                CREATE TABLE after_trigger (id INTEGER PRIMARY KEY);
                """, "V11__Rebuild.sql", """
                PRAGMA foreign_keys = OFF;
                CREATE TABLE windows_new (id INTEGER PRIMARY KEY, note TEXT);
                INSERT INTO windows_new (id) SELECT id FROM windows;
                DROP TABLE windows;
                ALTER TABLE windows_new RENAME TO windows;
                PRAGMA foreign_keys = ON;
                """);
    }
}
