package dev.migrate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.Optional;

@DatabaseTest(DatabaseProduct.SQLITE)
class SqliteSafeguardTests extends SafeguardContract {

    @Override
    Optional<String> typeChange(String type) {
        return Optional.empty();
    }
}
