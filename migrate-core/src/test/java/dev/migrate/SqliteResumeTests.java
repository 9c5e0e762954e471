package dev.migrate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.SQLITE)
class SqliteResumeTests extends ResumeContract {

    @Override
    String apart() {
        return " transaction=off";
    }
}
