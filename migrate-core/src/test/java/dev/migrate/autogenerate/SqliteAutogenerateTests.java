package dev.migrate.autogenerate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.SQLITE)
class SqliteAutogenerateTests extends AutogenerateContract {

    @Override
    long scratchLeft() {
        return database().jdbc().queryForObject("select count(*) from pragma_database_list", Long.class);
    }

    @Override
    boolean addsKeysLater() {
        return false;
    }
}
