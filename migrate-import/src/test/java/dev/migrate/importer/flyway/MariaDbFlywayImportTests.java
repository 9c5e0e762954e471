package dev.migrate.importer.flyway;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.Map;

@DatabaseTest(DatabaseProduct.MARIADB)
class MariaDbFlywayImportTests extends FlywayImportContract {

    @Override
    Map<String, String> scripts() {
        return Map.of(
                "V10__Delimiter.sql",
                """
                --------
                # a comment
                DELIMITER //
                CREATE PROCEDURE clear() BEGIN DELETE FROM account; DELETE FROM windows; END //
                DELIMITER ;
                CREATE TABLE after_delimiter (id INT PRIMARY KEY);
                """,
                "V11__Body.sql",
                """
                CREATE TRIGGER named BEFORE INSERT ON account FOR EACH ROW BEGIN
                  IF NEW.name IS NULL THEN SET NEW.name = 'unnamed;'; END IF;
                END;
                /*!40101 SET @old = 1 */;
                CREATE TABLE quoted_text (note VARCHAR(20) DEFAULT 'it\\'s; x');
                """,
                "V12__Transaction.sql",
                "START TRANSACTION;\nUPDATE account SET age = 20;\nCOMMIT;\n");
    }
}
