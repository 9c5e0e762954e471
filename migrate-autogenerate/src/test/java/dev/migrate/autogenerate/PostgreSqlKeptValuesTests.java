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
    void keepsTheTextsOfAColumnThatRefersToLargeObjects() {
        scripts().run("create table note (id integer primary key, body text)", "insert into note values (1, 'Ä12')");

        Proposal proposal = scripts().verified("create table note (id integer primary key, body oid)");

        scripts().apply(proposal.upgrade());
        assertThat(scripts().values("select convert_from(lo_get(body), 'UTF8') from note")).containsExactly("Ä12");
        scripts().apply(proposal.downgrade());
        assertThat(scripts().values("select body from note")).containsExactly("Ä12");
    }
}
