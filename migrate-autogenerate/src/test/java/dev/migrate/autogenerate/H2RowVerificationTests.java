package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

@DatabaseTest(DatabaseProduct.H2)
class H2RowVerificationTests extends RowVerificationContract {

    @Override
    List<String> unconvertible() {
        return List.of("boolean", "char(1)");
    }

    @Override
    String inCase(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    @Test
    void findsValuesThatChangeWithoutAFailure() {
        Proposal proposal = propose(
                "create table item (id integer primary key, a integer, b interval day to second)",
                "create table item (id integer primary key, a boolean, b interval day to minute)");

        assertThat(proposal.upgrade())
                .contains("ITEM.A changes its type (INTEGER becomes BOOLEAN): every number but 0 becomes true")
                .contains("ITEM.B changes values: 'INTERVAL '1 02:03:04' DAY TO SECOND'");
        assertThat(proposal.downgrade()).doesNotContain("ITEM.B changes values");
    }
}
