package dev.migrate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.POSTGRESQL)
class PostgreSqlResumeTests extends ResumeContract {

    @Override
    String autocommitOption() {
        return " transaction=off";
    }

    @Override
    String forUnprovable() {
        return """
                create procedure bump() language plpgsql as $$
                begin
                  update t_count set n = n + 1;
                  commit;
                end $$;""";
    }
}
