package dev.migrate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.stream.Stream;

@DatabaseTest(DatabaseProduct.MARIADB)
class MariaDbFailureTests extends MySqlFailureContract {

    @Override
    Stream<String> unsupported() {
        return Stream.of("set names latin1", "/*!40101 SET NAMES latin1 */");
    }
}
