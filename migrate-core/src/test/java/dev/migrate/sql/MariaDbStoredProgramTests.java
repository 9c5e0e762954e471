package dev.migrate.sql;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;

@DatabaseTest(DatabaseProduct.MARIADB)
class MariaDbStoredProgramTests extends StoredProgramContract {

    @Override
    Lexer lexer() {
        return new MariaDbLexer();
    }

    @Test
    void splitsAfterEachProgramThatOnlyMariaDbAccepts(TestDatabase database) throws Exception {
        accepts(database, "set @same = 1", programs("mariadb"));
    }

    @Test
    void splitsAfterEachProgramOfOracleMode(TestDatabase database) throws Exception {
        accepts(database, "set sql_mode = 'ORACLE'", programs("oracle"));
    }
}
