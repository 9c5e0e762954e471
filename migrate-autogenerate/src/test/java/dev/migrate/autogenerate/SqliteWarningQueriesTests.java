package dev.migrate.autogenerate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@DatabaseTest(DatabaseProduct.SQLITE)
class SqliteWarningQueriesTests extends WarningQueriesContract {

    @Override
    boolean enforcesTypes() {
        return false;
    }

    @Test
    void findsTextsThatAreStoredAsNumbers() {
        for (String type : List.of("numeric", "integer", "real")) {
            scripts().run("drop table if exists item");
            assertFinds(
                    "create table item (id integer primary key, v text)",
                    "create table item (id integer primary key, v %s)".formatted(type),
                    List.of("insert into item values (1, '0012'), (2, '1.5'), (3, 'abc'), (4, '1.50'), (5, null)"),
                    2);
        }
    }
}
