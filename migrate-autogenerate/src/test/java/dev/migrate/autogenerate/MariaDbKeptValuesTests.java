package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@DatabaseTest(DatabaseProduct.MARIADB)
class MariaDbKeptValuesTests extends KeptValuesContract {

    @Override
    List<String> localAndInstant() {
        return List.of("datetime(6)", "timestamp(6)");
    }

    @Override
    String otherZone() {
        return "set time_zone = '-05:00'";
    }

    @Override
    String epoch(String column) {
        return "cast(floor(unix_timestamp(%s)) as signed)".formatted(column);
    }

    @Override
    String numbered() {
        return "not null auto_increment";
    }

    @Test
    void findsEqualPrefixesOfNewResults() {
        String item = "create table item (id int primary key, name varchar(20),"
                + " low varchar(40) generated always as (concat(%s, name)) stored, unique key ul (low(2)))";
        scripts().run(item.formatted("id"), "insert into item (id, name) values (11, 'a'), (12, 'b')");

        Proposal proposal = scripts().verified(item.formatted("'xx'"));

        List<String> queries = Scripts.queries(proposal.upgrade());
        assertThat(queries.get(1)).contains("LEFT(");
        scripts().assertFinds(queries.get(1), 1);
        assertThat(proposal.upgrade()).doesNotContainPattern("fails on .*\\nALTER TABLE item DROP INDEX");
    }

    @Test
    void keepsWhatLabelsSayIfTheyAreNumbers() {
        String item = "create table item (id int primary key, state %s not null default %s)";
        scripts().run(item.formatted("enum('1','0','5')", "'0'"), "insert into item values (1, '5'), (2, '0')");

        Proposal proposal = scripts().verified(item.formatted("int", "0"));

        assertThat(proposal.upgrade() + proposal.downgrade()).doesNotContain("migrate:todo");
        scripts().apply(proposal.upgrade());
        assertThat(scripts().values("select state from item order by id")).containsExactly("5", "0");
        scripts().apply(proposal.downgrade());
        assertThat(scripts().values("select state from item order by id")).containsExactly("5", "0");
    }
}
