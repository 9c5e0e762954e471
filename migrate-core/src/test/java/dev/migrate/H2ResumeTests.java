package dev.migrate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.Optional;

@DatabaseTest(DatabaseProduct.H2)
class H2ResumeTests extends ResumeContract {

    @Override
    String autocommitOption() {
        return "";
    }

    @Override
    Optional<String> unprovable() {
        return Optional.of("call bump();");
    }

    @Override
    String forUnprovable() {
        return """
                create alias bump as $$ void bump(java.sql.Connection c) throws Exception {
                  c.createStatement().execute("update t_count set n = n + 1"); c.commit(); } $$;""";
    }
}
