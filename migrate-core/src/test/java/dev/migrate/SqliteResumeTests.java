package dev.migrate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.Optional;

@DatabaseTest(DatabaseProduct.SQLITE)
class SqliteResumeTests extends ResumeContract {

    @Override
    String autocommitOption() {
        return " transaction=off";
    }

    @Override
    Optional<String> unprovable() {
        return Optional.empty();
    }
}
