package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@DatabaseTest(DatabaseProduct.MARIADB)
class MariaDbWarningQueriesTests extends WarningQueriesContract {

    @Override
    boolean indexesExpressions() {
        return false;
    }

    @Override
    boolean indexesSomeRows() {
        return false;
    }

    @Override
    String single() {
        return "float";
    }

    @Override
    String timestamp(int fraction) {
        return "datetime(%d)".formatted(fraction);
    }

    @Test
    void findsRemovedLabels() {
        assertFinds(
                "create table item (id integer primary key, v enum('NEW', 'OLD'), w set('a', 'b'))",
                "create table item (id integer primary key, v enum('NEW'), w set('a'))",
                List.of("insert into item values (1, 'NEW', 'a,b'), (2, 'OLD', 'b'), (3, 'OLD', 'a')"),
                2,
                2);
    }

    @Test
    void findsTextsThatAreNoLabels() {
        assertFinds(
                "create table item (id integer primary key, v varchar(20))",
                "create table item (id integer primary key, v enum('NEW', 'OLD'))",
                List.of("insert into item values (1, 'NEW'), (2, 'GONE'), (3, null)"),
                1);
    }

    @Test
    void findsCharactersThatAreUnknownAndTextsThatBecomeEqual() {
        assertFinds(
                "create table item (id integer primary key, v varchar(20) character set utf8mb4 collate utf8mb4_bin unique)",
                "create table item (id integer primary key, v varchar(20) character set latin1 collate latin1_general_ci unique)",
                List.of("insert into item values (1, 'a'), (2, 'A'), (3, 'é'), (4, 'Ж')"),
                1,
                1);
    }

    @Test
    void findsTimesOutsideTheRangeOfTimestamps() {
        assertFinds(
                "create table item (id integer primary key, v datetime)",
                "create table item (id integer primary key, v timestamp null)",
                List.of(
                        "insert into item values (1, '1970-01-01 00:00:01'), (2, '1969-12-31 23:59:59'), (3, '2038-01-19 03:14:08')"),
                2);
    }

    @Test
    void findsEqualBeginnings() {
        scripts()
                .run(
                        "create table item (id integer primary key, v varchar(20))",
                        "insert into item values (1, 'abcd'), (2, 'abce'), (3, 'b')");

        Proposal proposal =
                scripts().verified("create table item (id integer primary key, v varchar(20), unique key ux (v(3)))");

        assertThat(Scripts.queries(proposal.upgrade()))
                .singleElement()
                .satisfies((query) -> scripts().assertFinds(query, 1));
    }

    @Test
    void doesNotWarnOfALabelAtTheEnd() {
        String table = "create table item (id integer primary key, v enum('NEW', 'OLD'))";
        scripts().run(table);

        assertThat(scripts().verified(table.replace("'OLD'", "'OLD', 'GONE'")).warnings())
                .isEmpty();
    }
}
