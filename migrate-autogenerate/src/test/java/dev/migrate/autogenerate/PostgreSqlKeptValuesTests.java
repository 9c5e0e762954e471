package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import org.junit.jupiter.api.Test;

@DatabaseTest(DatabaseProduct.POSTGRESQL)
class PostgreSqlKeptValuesTests extends KeptValuesContract {

    @Override
    String next(String sequence) {
        return "nextval('%s')".formatted(sequence);
    }

    @Test
    void recreatesATriggerThatReadsAChangedGeneratedColumn() {
        String item = "create table item (id integer primary key, price integer,"
                + " total integer generated always as (price * %d) stored)";
        String function = "create function note() returns trigger language plpgsql as $$ begin return new; end $$";
        String trigger =
                "create trigger note after update on item for each row when (new.total > 5) execute function note()";
        scripts().run(item.formatted(2), function, trigger, "insert into item (id, price) values (1, 10)");

        Proposal proposal = scripts().verified(item.formatted(3), function, trigger);

        scripts().apply(proposal.upgrade());
        assertThat(scripts().values("select total from item")).containsExactly("30");
        assertThat(scripts().values("select tgname from pg_trigger where not tgisinternal"))
                .containsExactly("note");
    }

    @Test
    void keepsTheTextsOfAColumnThatRefersToLargeObjects() {
        scripts().run("create table note (id integer primary key, body text)", "insert into note values (1, 'Ä12')");

        Proposal proposal = scripts().verified("create table note (id integer primary key, body oid)");

        scripts().apply(proposal.upgrade());
        assertThat(scripts().values("select convert_from(lo_get(body), 'UTF8') from note"))
                .containsExactly("Ä12");
        scripts().apply(proposal.downgrade());
        assertThat(scripts().values("select body from note")).containsExactly("Ä12");
    }
}
