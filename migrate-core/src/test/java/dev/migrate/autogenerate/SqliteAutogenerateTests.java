package dev.migrate.autogenerate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.SQLITE)
class SqliteAutogenerateTests extends AutogenerateContract {

    @Override
    String places() {
        return "select name from pragma_database_list";
    }

    @Override
    boolean addsKeysLater() {
        return false;
    }
}
