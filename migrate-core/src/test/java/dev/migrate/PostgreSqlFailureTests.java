package dev.migrate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.stream.Stream;

@DatabaseTest(DatabaseProduct.POSTGRESQL)
class PostgreSqlFailureTests extends FailureContract {

    @Override
    Stream<String> unsupported() {
        return Stream.of("set client_encoding = 'LATIN1'", "set datestyle = 'German'");
    }

    @Override
    String autocommitOption() {
        return " transaction=off";
    }
}
