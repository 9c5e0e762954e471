package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.render.Warning;
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

    /** PostgreSQL names no column, and its statement stops at the first conversion that fails. */
    @Test
    void leavesEachConversionThatFailsOnEveryValueToTheAuthor() {
        Proposal proposal = propose(
                "create table item (id integer not null primary key, a boolean not null, b uuid, c integer, d varchar(20))",
                "create table item (id integer not null primary key, a char(1) not null, b varchar(20), c bigint, d uuid)");

        assertThat(proposal.verification().succeeded()).isTrue();
        assertThat(proposal.warnings())
                .filteredOn((warning) -> warning.kind() == Warning.Kind.TO_WRITE)
                .extracting(Warning::subject)
                .containsExactly("item.a", "item.b");
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
