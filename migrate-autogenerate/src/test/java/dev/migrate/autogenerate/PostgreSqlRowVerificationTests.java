package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.render.Warning;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.ArrayList;
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
    void leavesOutColumnsForWhichItHasNoValues() {
        String item = "create table item (id integer not null primary key, address inet,"
                + " area box not null default '(0,0),(1,1)', name %s)";

        Proposal proposal = propose(item.formatted("boolean"), item.formatted("char(1)"));

        assertThat(proposal.verification().succeeded()).isTrue();
        assertThat(proposal.upgrade())
                .contains("-- migrate:todo item.name: write the conversion")
                .doesNotContain("could not be verified");
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

    @Test
    void runsNoTriggerThatMightReachOutside() {
        List<String> models = List.of(
                "create table item (id int primary key, name varchar(20))",
                "create function changed() returns trigger language plpgsql as $$ begin copy item to program 'exit 1'; return new; end $$",
                "create trigger changed after insert on item for each row execute function changed()");

        Proposal proposal = propose(
                models,
                List.of(models.get(0).replace("20", "40"), models.get(1).replace("exit 1", "exit 2"), models.get(2)));

        assertThat(proposal.verification().succeeded()).isTrue();
        assertThat(proposal.upgrade() + proposal.downgrade())
                .contains(
                        "could not be verified with rows: the database refuses each sampled row:"
                                + " Migrate does not run a statement that uses 'item', which uses files or programs (COPY ITEM TO PROGRAM)")
                .doesNotContain("exit 1\" failed", "exit 2\" failed");
    }

    @Test
    void runsNoLiveFunctionThatMightReachOutside() {
        String table = "create table item (id int primary key%s)";
        String body = " language plpgsql as $$ begin copy item to program 'exit 1'; return 1; end $$";
        List<String> routines = List.of(
                "create function one() returns int" + body,
                "create function same() returns int stable" + body,
                "create materialized view copies as select one() as number with no data");
        List<String> live = new ArrayList<>(List.of(table.formatted("")));
        live.addAll(routines);
        List<String> wanted = new ArrayList<>(routines);
        wanted.add(table.formatted(", number int default same()"));

        Proposal proposal = propose(live, wanted);

        assertThat(proposal.verification().succeeded()).isFalse();
        assertThat(proposal.verification().toString())
                .contains("Migrate does not run a statement that uses 'same', which uses files or programs");
    }
}
