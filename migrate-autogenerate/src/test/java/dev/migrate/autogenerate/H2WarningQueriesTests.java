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
    void findsTextsThatBecomeEqualWithoutCase() {
        assertFinds(
                "create table item (id integer primary key, v varchar(20), constraint uk unique (v))",
                "create table item (id integer primary key, v varchar_ignorecase(20), constraint uk unique (v))",
                List.of("insert into item values (1, 'a'), (2, 'A'), (3, 'b')"),
                1);
    }

    @Test
    void queriesNoLabelsAsNumbers() {
        assertFinds(
                "create table item (id integer primary key, v enum('NEW', 'OLD'))",
                "create table item (id integer primary key, v tinyint, constraint ck check (v between 0 and 1))",
                List.of());
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
