package dev.migrate.autogenerate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.MARIADB)
class MariaDbSurroundingsTests extends SurroundingsContract {
    @Override
    String otherSchema() {
        return home() + "_other";
    }

    @Override
    String qualified(String table) {
        return home() + "." + table;
    }

    @Override
    String dropsWithContents() {
        return "";
    }

    private String home() {
        return String.valueOf(database().jdbc().queryForObject("select database()", String.class));
    }
}
