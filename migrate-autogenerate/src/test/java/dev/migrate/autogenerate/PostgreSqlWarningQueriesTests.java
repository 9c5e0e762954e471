package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.render.Warning;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;

@DatabaseTest(DatabaseProduct.POSTGRESQL)
class PostgreSqlWarningQueriesTests extends WarningQueriesContract {

    @Test
    void findsRemovedLabels() {
        String type = "create type state as enum ('NEW', 'OLD')";
        String table = "create table item (id integer not null primary key, v state, many state[])";
        scripts()
                .run(
                        type,
                        table,
                        "insert into item values (1, 'OLD', '{NEW}'), (2, 'NEW', '{NEW,OLD}'), (3, null, '{OLD}')");

        Proposal proposal = scripts().verified(type.replace(", 'OLD'", ""), table);

        assertThat(Scripts.queries(proposal.upgrade())).hasSize(2);
        scripts().assertFinds(Scripts.queries(proposal.upgrade()).get(0), 1);
        scripts().assertFinds(Scripts.queries(proposal.upgrade()).get(1), 2);
    }

    @Test
    void findsDigitsThatANumberWithoutLimitsDoesNotKeep() {
        String table = "create table item (id integer not null primary key, v %1$s, w %2$s)";
        scripts()
                .run(
                        table.formatted("double precision", "real"),
                        "insert into item values (1, 0.1, 0.1), (2, 0.12345678901234567, 1.5), (3, null, 1.2345678)");

        Proposal proposal = scripts().verified(table.formatted("numeric", "numeric"));

        assertThat(proposal.warnings())
                .filteredOn((warning) -> warning.kind() == Warning.Kind.LOSES_DATA)
                .extracting(Warning::subject)
                .containsExactly("item.v", "item.w");
        assertThat(Scripts.queries(proposal.upgrade())).hasSize(2);
        scripts().assertFinds(Scripts.queries(proposal.upgrade()).get(0), 1);
        scripts().assertFinds(Scripts.queries(proposal.upgrade()).get(1), 1);
    }

    @Test
    void findsValuesThatAConversionChanges() {
        String table =
                "create table item (id integer not null primary key, a %s, b %s, c %s, d %s, e %s constraint uq unique)";
        scripts()
                .run(
                        "create extension if not exists citext",
                        table.formatted("json", "interval", "inet", "integer", "text"),
                        """
                        insert into item values (1, '{"a": 1}', '02:03', '10.0.0.0/8', 0, 'a'),
                          (2, '{"a": 1, "a": 2}', '02:03:04', '10.0.0.5/8', 2, 'A')""");

        Proposal proposal = scripts()
                .verified(
                        "create extension if not exists citext",
                        table.formatted("jsonb", "interval day to minute", "cidr", "boolean", "citext"));

        assertThat(Scripts.queries(proposal.upgrade()))
                .hasSize(5)
                .allSatisfy((query) -> scripts().assertFinds(query, 1));
    }

    @Test
    void warnsOfAnExtensionThatNoRevisionMightHaveCreated() {
        String extension = "create extension if not exists citext";
        String table = "create table item (id integer not null primary key, v citext%s)";
        String creation = "CREATE EXTENSION IF NOT EXISTS citext;";
        scripts().run(extension);

        assertThat(scripts().verified(table.formatted("")).upgrade())
                .containsSubsequence(
                        "-- migrate:warning item.v is the first to use an extension", creation, "CREATE TABLE");
        assertThat(scripts().verified(extension, table.formatted("")).upgrade()).doesNotContain("extension");
        scripts().run(table.formatted(""));
        assertThat(scripts().verified(table.formatted(", w citext")).upgrade()).doesNotContain("extension");
    }

    @Test
    void warnsThatTextsCompareWithRegardToCase() {
        String extension = "create extension if not exists citext";
        String table = "create table item (id integer not null primary key, v %s, constraint uk_v unique (v))";
        scripts().run(extension, table.formatted("citext"));

        assertThat(scripts().verified(extension, table.formatted("varchar(20)")).upgrade())
                .contains(
                        "item.v changes its type",
                        "item.v compares texts with regard to case; queries no longer find",
                        "the unique key uk_v no longer excludes texts that differ only in it");
    }

    @Test
    void findsTextsThatAreNoLabels() {
        String table = "create table item (id integer not null primary key, v %s)";
        scripts().run(table.formatted("varchar(20)"), "insert into item values (1, 'OLD'), (2, 'GONE'), (3, null)");

        Proposal proposal = scripts().verified("create type state as enum ('NEW', 'OLD')", table.formatted("state"));

        assertThat(Scripts.queries(proposal.upgrade()))
                .singleElement()
                .satisfies((query) -> scripts().assertFinds(query, 1));
    }

    @Test
    void findsViolationsOfANewRuleOfADomain() {
        String table = "create table item (id integer not null primary key, v amount)";
        scripts().run("create domain amount as integer", table, "insert into item values (1, 5), (2, -1), (3, null)");

        Proposal proposal = scripts().verified("create domain amount as integer check (value > 0)", table);

        assertThat(Scripts.queries(proposal.upgrade()))
                .singleElement()
                .satisfies((query) -> scripts().assertFinds(query, 1));
    }

    @Test
    void ignoresOrderAndOperatorClassesOfAnIndex(TestDatabase database) {
        String table = "create table item (id integer primary key, v text, w text)";
        scripts().run(table, "insert into item values (1, 'a', 'x'), (2, 'A', 'x'), (3, 'a', 'y')");

        Proposal proposal = scripts()
                .verified(
                        table,
                        "create unique index ux on item (lower(v) text_pattern_ops desc nulls last, (w || '(,)'), w collate \"C\")"
                                + " include (id)" + (database.majorVersion() < 15 ? "" : " nulls not distinct")
                                + " with (fillfactor = 70) where v <> ' where '");

        assertThat(Scripts.queries(proposal.upgrade()))
                .singleElement()
                .satisfies((query) -> scripts().assertFinds(query, 1));
    }
}
