package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@DatabaseTest(DatabaseProduct.POSTGRESQL)
class PostgreSqlRowVerificationTests extends RowVerificationContract {

    @Override
    List<String> unconvertible() {
        return List.of("boolean", "char(1)");
    }

    @Test
    void fillsANewColumnOfANewEnumeratedType() {
        String item = "create table item (id integer not null primary key%s)";

        Proposal proposal = propose(
                List.of(item.formatted("")),
                List.of("create type state as enum ('NEW', 'OLD')", item.formatted(", state state not null")));

        assertThat(proposal.verification().succeeded()).isTrue();
        assertThat(proposal.upgrade())
                .contains("is a new NOT NULL column")
                .doesNotContain("could not be verified", "fails on");
    }

    @Test
    void reportsANewColumnWhoseValuesAreRefused() {
        String item = "create table item (id integer not null primary key%s)";

        Proposal proposal = propose(item.formatted(""), item.formatted(", address inet not null"));

        assertThat(proposal.verification().succeeded()).isTrue();
        assertThat(proposal.upgrade())
                .contains("-- migrate:warning item.address could not be verified with rows:"
                        + " the database refuses a sampled value: ")
                .doesNotContain("fails on");
    }
}
