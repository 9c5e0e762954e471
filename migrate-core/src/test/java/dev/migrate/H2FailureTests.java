package dev.migrate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.stream.Stream;

@DatabaseTest(DatabaseProduct.H2)
class H2FailureTests extends FailureContract {

    @Override
    String autocommitOption() {
        return "";
    }

    @Override
    Stream<String> broken() {
        return Stream.concat(super.broken(), Stream.of("call missing()", "call halfway(1)", "call nope"));
    }

    @Override
    Stream<String> brokenHalfway() {
        return Stream.of("call halfway()");
    }

    @Override
    String forHalfway() {
        return """
                create alias halfway as $$
                void halfway(Connection connection) throws Exception {
                    connection.createStatement().execute("create table if not exists t_part (id int)");
                    connection.createStatement().execute("crate");
                } $$;
                """;
    }

    @Override
    void resetHalfway() {
        this.database.jdbc().execute("drop alias halfway");
    }
}
