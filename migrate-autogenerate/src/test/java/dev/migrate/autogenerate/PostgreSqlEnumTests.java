package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migrate.error.AutogenerateException;
import dev.migrate.error.Wording;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes of enumerated types, which only PostgreSQL has as objects of their own. */
@DatabaseTest(DatabaseProduct.POSTGRESQL)
class PostgreSqlEnumTests {

    private static final String TYPE = "create type status as enum ('NEW', 'SOLD')";
    private static final String ITEM = """
        create table item (
          id bigint primary key,
          state status default 'NEW' not null,
          past status[] default '{}',
          kind varchar(10) default 'A' constraint ck_kind check (kind in ('A', 'B')))\
        """;

    private TestDatabase database;
    private ScriptTrial trial;

    @BeforeEach
    void open(TestDatabase empty) {
        this.database = empty;
        this.trial = new ScriptTrial(empty);
    }

    @Test
    void addsALabelInPlaceThatAnUnrelatedCheckAndDefaultContain() {
        Proposal proposal = changed(
                "create type status as enum ('DRAFT', 'NEW', 'OPEN', 'SOLD', 'LOST')",
                ITEM.replace("default 'A'", "default 'OPEN'").replace("'B'", "'OPEN'"));

        assertThat(proposal.upgrade())
                .contains(
                        "ALTER TYPE status ADD VALUE 'DRAFT' BEFORE 'NEW';",
                        "ALTER TYPE status ADD VALUE 'OPEN' AFTER 'NEW';",
                        "ALTER TYPE status ADD VALUE 'LOST' AFTER 'SOLD';")
                .doesNotContain("CREATE TYPE");
    }

    @Test
    void usesANewLabelInADefault() {
        assertExchanged(changed(
                "create type status as enum ('NEW', 'OPEN', 'SOLD')",
                ITEM.replace("state status default 'NEW'", "state status default 'OPEN'")));
    }

    @Test
    void usesANewLabelInAnArray() {
        assertExchanged(changed(
                "create type status as enum ('NEW', 'OPEN', 'SOLD')",
                ITEM.replace("default '{}'", "default '{OPEN}'")));
    }

    @Test
    void usesANewLabelInACheckAnIndexAndAView() {
        String type = "create type status as enum ('NEW', 'SOLD', 'OPEN')";

        assertExchanged(changed(type, ITEM.replace("primary key,", "primary key, check (state <> 'OPEN' or id > 0),")));
        assertExchanged(changed(type, ITEM, "create index ix on item (id) where state = 'OPEN'"));
        assertExchanged(changed(type, ITEM, "create view open_item as select id from item where state = 'OPEN'"));
    }

    @Test
    void usesANewLabelInANewTable() {
        assertExchanged(changed(
                "create type status as enum ('NEW', 'OPEN', 'SOLD')",
                ITEM,
                "create table other (id bigint primary key, state status default 'OPEN')"));
    }

    @Test
    void createsACastAfterTheTypeIsReplaced() {
        Proposal proposal = changed(
                "create type status as enum ('SOLD', 'NEW')",
                ITEM,
                "create cast (varchar as status) with inout as assignment");

        assertThat(proposal.upgrade()).containsSubsequence("DROP TYPE status_old", "CREATE CAST");
        assertThat(proposal.warnings())
                .extracting((warning) -> warning.kind() + " " + warning.subject())
                .containsExactly("REWRITES_ROWS item");
    }

    @Test
    void replacesATypeOfGeneratedColumns() {
        assertReplaced(
                List.of(
                        "create type level as enum ('LOW', 'MID', 'HIGH')",
                        "create table reading (id int primary key, state level default 'LOW', peak level generated"
                                + " always as (case when id > 1 then 'HIGH'::level else 'LOW'::level end) stored, is_low"
                                + " boolean generated always as (state = 'LOW') stored, check (peak <> 'MID'))",
                        "create index reading_peak on reading (peak)",
                        "create view peaks as select id, peak from reading"),
                "insert into reading (id) values (1), (2)",
                List.of(
                        "create type level as enum ('HIGH', 'LOW')",
                        "create table reading (id int primary key, state level default 'LOW', peak level generated"
                                + " always as (case when id > 1 then 'HIGH'::level else 'LOW'::level end) stored, is_low"
                                + " boolean generated always as (state = 'LOW') stored, check (peak <> 'HIGH' or id > 1))",
                        "create index reading_peak on reading (peak)",
                        "create view peaks as select id, peak from reading"));
    }

    @Test
    void replacesATypeOfAGeneratedColumnThatChanges() {
        assertReplaced(
                List.of(
                        "create type level as enum ('LOW', 'MID', 'HIGH')",
                        "create table reading (id int primary key, peak level generated always as (case when id > 1"
                                + " then 'MID'::level else 'LOW'::level end) stored)"),
                "insert into reading (id) values (1), (2)",
                List.of(
                        "create type level as enum ('TOP', 'LOW')",
                        "create table reading (id int primary key, peak level generated always as (case when id > 1"
                                + " then 'TOP'::level else 'LOW'::level end) stored)"));
    }

    @Test
    void replacesATypeUnderADomainOverAnArray() {
        assertReplaced(
                List.of(
                        "create type level as enum ('LOW', 'MID', 'HIGH')",
                        "create domain levels as level[]",
                        "create table reading (id int primary key, past levels)"),
                "insert into reading (id, past) values (1, '{LOW,HIGH}'), (2, '{}'), (3, null)",
                List.of(
                        "create type level as enum ('HIGH', 'LOW')",
                        "create domain levels as level[]",
                        "create table reading (id int primary key, past levels)"));
    }

    private void assertReplaced(List<String> before, String rows, List<String> after) {
        before.forEach(this.trial::run);
        this.trial.run(rows);
        Proposal proposal = this.trial.propose(after.toArray(String[]::new));
        assertThat(proposal.verification()).as(proposal.upgrade()).isEqualTo(Proposal.Verification.SUCCEEDED);
    }

    @Test
    void replacesATypeOfAForeignKey() {
        String[] tables = {
            "create table state (code status primary key)",
            "create table item (id bigint primary key, state status references state)"
        };
        this.trial.run(TYPE);
        this.trial.run(tables);

        Proposal proposal = this.trial.propose("create type status as enum ('SOLD', 'NEW')", tables[0], tables[1]);

        assertThat(proposal.verification()).isEqualTo(Proposal.Verification.SUCCEEDED);
    }

    @Test
    void removesALabelThatWasADefault() {
        Proposal proposal =
                changed("create type status as enum ('SOLD', 'OPEN')", ITEM.replace("default 'NEW'", "default 'OPEN'"));

        assertExchanged(proposal);
    }

    @Test
    void removesALabelWithTheColumnWhoseDefaultItWas() {
        assertExchanged(changed(
                "create type status as enum ('SOLD', 'OPEN')",
                ITEM.replace("  state status default 'NEW' not null,\n", "")));
    }

    @Test
    void convertsTheColumnsOfATableInOneStatement() {
        assertThat(changed("create type status as enum ('SOLD', 'NEW')", ITEM).upgrade())
                .contains("""
                    ALTER TABLE item
                        ALTER COLUMN state DROP DEFAULT,
                        ALTER COLUMN state TYPE status USING state::text::status,
                        ALTER COLUMN state SET DEFAULT 'NEW',
                        ALTER COLUMN past DROP DEFAULT,
                        ALTER COLUMN past TYPE status[] USING past::text[]::status[],
                        ALTER COLUMN past SET DEFAULT '{}';
                    """);
    }

    @Test
    void replacesATypeUnderDomains() {
        String type = "create type state as enum ('NEW', 'OPEN', 'SOLD')";
        String[] others = {
            "create domain known as state default 'SOLD' constraint ck_known check (value <> 'OPEN')",
            "create domain required as known not null",
            "create type pair as (one required, note text)",
            "create function noted(pair) returns text language sql as 'select $1.note'",
            "create table thing (code known primary key, past known[] default '{}', now required default 'NEW')",
            "create table part (id bigint primary key, code known, check (code::state <> 'SOLD' or id > 0))",
            "create view sold as select now from thing where code::state = 'SOLD'"
        };
        this.trial.run(type);
        this.trial.run(others);
        this.trial.run("insert into thing values ('NEW', '{SOLD,NEW}', 'SOLD')", "insert into part values (1, 'NEW')");
        String[] wanted = Stream.concat(
                        Stream.of("create type state as enum ('SOLD', 'NEW', 'OPEN')"), Stream.of(others))
                .toArray(String[]::new);

        Proposal proposal = this.trial.propose(wanted);

        assertThat(proposal.verification())
                .as(proposal.upgrade() + "\n" + proposal.downgrade())
                .isEqualTo(Proposal.Verification.SUCCEEDED);
        this.trial.apply("begin;\n" + proposal.upgrade() + "commit;");
        assertThat(this.trial.compare(wanted).differences()).isEmpty();
        assertThat(this.database.jdbc().queryForObject("select past::text || now from thing", String.class))
                .isEqualTo("{SOLD,NEW}SOLD");
        this.trial.apply("begin;\n" + proposal.downgrade() + "commit;");
        assertThat(this.database.jdbc().queryForObject("select past::text || now from thing", String.class))
                .isEqualTo("{SOLD,NEW}SOLD");
    }

    @Test
    void changesADomainTogetherWithItsType() {
        String domain = "create domain known as state default '%s'";
        String table = "create table thing (id bigint primary key, code known, other known default '%s')";
        this.trial.run("create type state as enum ('NEW', 'SOLD')", domain.formatted("NEW"), table.formatted("NEW"));
        String[] wanted = {
            "create type state as enum ('SOLD', 'OPEN')", domain.formatted("OPEN"), table.formatted("OPEN")
        };

        Proposal proposal = this.trial.propose(wanted);

        assertThat(proposal.verification())
                .as(proposal.upgrade() + "\n" + proposal.downgrade())
                .isEqualTo(Proposal.Verification.SUCCEEDED);
    }

    @Test
    void refusesToReplaceATypeUnderACompositeTypeOfAColumn() {
        String[] others = {
            "create type pair as (one state, note text)", "create table thing (id bigint primary key, pair pair)"
        };
        this.trial.run("create type state as enum ('NEW', 'SOLD')");
        this.trial.run(others);

        assertThatExceptionOfType(AutogenerateException.class)
                .isThrownBy(() -> this.trial.propose("create type state as enum ('SOLD', 'NEW')", others[0], others[1]))
                .withMessageContaining(
                        "The composite type 'pair' has an attribute of it and is the type of column 'thing.pair'")
                .satisfies((refusal) -> assertThat(refusal.remedy().in(Wording.properties()))
                        .contains("ALTER TABLE thing ALTER COLUMN pair TYPE text USING pair::text"));
    }

    private static void assertExchanged(Proposal proposal) {
        assertThat(proposal.upgrade()).contains("ALTER TYPE status RENAME TO status_old", "CREATE TYPE status AS ENUM");
    }

    /** Returns the verified script for a change of the table and its type, after it was applied in both directions. */
    private Proposal changed(String... wanted) {
        this.trial.run(
                "drop view if exists open_item", "drop table if exists item, other", "drop type if exists status");
        this.trial.run(TYPE, ITEM, "insert into item (id, state) values (1, 'SOLD')");
        Proposal proposal = this.trial.propose(wanted);
        assertThat(proposal.verification())
                .as(proposal.upgrade() + "\n" + proposal.downgrade())
                .isEqualTo(Proposal.Verification.SUCCEEDED);
        this.trial.apply("begin;\n" + proposal.upgrade() + "commit;");
        assertThat(this.trial.compare(wanted).differences()).isEmpty();
        this.trial.apply("begin;\n" + proposal.downgrade() + "commit;");
        assertThat(this.trial.compare(TYPE, ITEM).differences()).isEmpty();
        assertThat(this.database.jdbc().queryForObject("select id from item", Long.class))
                .isOne();
        return proposal;
    }
}
