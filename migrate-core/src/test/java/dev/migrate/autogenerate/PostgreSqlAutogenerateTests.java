package dev.migrate.autogenerate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.POSTGRESQL)
class PostgreSqlAutogenerateTests extends AutogenerateContract {

    @Override
    String places() {
        return "select datname from pg_database where datname like 'migrate_scratch%'";
    }
}
