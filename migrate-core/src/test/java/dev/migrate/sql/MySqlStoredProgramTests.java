package dev.migrate.sql;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;

@DatabaseTest(DatabaseProduct.MYSQL)
class MySqlStoredProgramTests extends StoredProgramContract {

    @Override
    Lexer lexer() {
        return new MySqlLexer();
    }

    @Test
    void dollarSignsQuoteCodeInAnotherLanguage(TestDatabase database) throws Exception {
        accepts(
                database,
                "set @same = 1",
                List.of(
                        "create function js(n int) returns int deterministic language javascript as $$ let a = 1; return a; $$",
                        "create function js_tag() returns int deterministic language javascript as $js$ return 1; $js$",
                        "create table $dollar (a$$ int, b$$ int)"));
    }
}
