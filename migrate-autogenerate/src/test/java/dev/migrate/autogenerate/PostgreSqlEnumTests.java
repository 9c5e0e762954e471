package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
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
              kind varchar(10) default 'A' constraint ck_kind check (kind in ('A', 'B')))""";

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
