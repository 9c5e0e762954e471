package dev.migrate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.Optional;

@DatabaseTest(DatabaseProduct.MYSQL)
class MySqlSafeguardTests extends SafeguardContract {

    @Override
    Optional<String> typeChange(String type) {
        return Optional.of("alter table t modify column c " + type);
    }
}
