package dev.migrate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.Optional;

@DatabaseTest(DatabaseProduct.H2)
class H2SafeguardTests extends SafeguardContract {

    @Override
    Optional<String> typeChange(String type) {
        return Optional.of("alter table t alter column c set data type " + type);
    }
}
