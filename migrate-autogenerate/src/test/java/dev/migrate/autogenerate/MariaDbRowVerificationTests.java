package dev.migrate.autogenerate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.List;

@DatabaseTest(DatabaseProduct.MARIADB)
class MariaDbRowVerificationTests extends RowVerificationContract {

    @Override
    List<String> unconvertible() {
        return List.of("date", "varchar(5)");
    }

    @Override
    String single() {
        return "float";
    }

    @Override
    String numbered() {
        return "auto_increment";
    }
}
