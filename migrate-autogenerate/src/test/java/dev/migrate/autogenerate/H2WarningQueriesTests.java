package dev.migrate.autogenerate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@DatabaseTest(DatabaseProduct.H2)
class H2WarningQueriesTests extends WarningQueriesContract {

    @Override
    boolean indexesExpressions() {
        return false;
    }

    @Override
    boolean indexesSomeRows() {
        return false;
    }

    @Test
    void findsRemovedLabels() {
        assertFinds(
                "create table item (id integer primary key, v enum('NEW', 'OLD'))",
                "create table item (id integer primary key, v enum('NEW'))",
                List.of("insert into item values (1, 'NEW'), (2, 'OLD'), (3, null)"),
                1);
    }
}
