package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.migrate.render.Warning;
import dev.migrate.testsupport.TestDatabase;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes of columns keep the values of existing rows, or warn, on each product. */
abstract class KeptValuesContract {

    private static final String ITEM = "create table item (id integer not null primary key, price integer, %s%s)";
    private static final String ROWS = "insert into item (id, price) values (1, 10), (2, 20)";

    private Scripts scripts;

    @BeforeEach
    void open(TestDatabase empty) {
        this.scripts = new Scripts(empty);
    }

    /** Returns the clause of a generated column. */
    String derived(String expression) {
        return "generated always as (%s) stored".formatted(expression);
    }

    final Scripts scripts() {
        return this.scripts;
    }

    /** Returns a table with an integer column {@code total}, and other lines after it. */
    private static String item(String clause, String others) {
        return ITEM.formatted("total integer " + clause, others)
                .replace(" ,", ",")
                .replace(" )", ")");
    }

    @Test
    void keepsTheValuesOfAColumnThatIsNoLongerGenerated() {
        String derived = item(derived("price * 2"), ", constraint uq_total unique (total)");
        String plain = item("", ", constraint uq_total unique (total)");
        this.scripts.run(derived, "create index ix_total on item (total, price)", ROWS);

        Proposal proposal = this.scripts.verified(plain, "create index ix_total on item (total, price)");

        assertThat(proposal.warnings()).isEmpty();
        this.scripts.apply(proposal.upgrade());
        assertThat(totals()).containsExactly("20", "40");
        this.scripts.run("update item set total = 7 where id = 1");
        assertThat(Scripts.queries(proposal.downgrade()))
                .first()
                .satisfies((query) -> this.scripts.assertFinds(query, 1));
        this.scripts.apply(proposal.downgrade());
        assertThat(totals()).containsExactly("20", "40");
    }

    @Test
    void keepsTheValuesOfAGeneratedColumnWhoseInputIsDropped() {
        this.scripts.run(item(derived("price * 2"), ""), ROWS);

        Proposal proposal = this.scripts.verified("create table item (id integer not null primary key, total integer)");

        assertThat(proposal.warnings()).extracting(Warning::kind).containsExactly(Warning.Kind.LOSES_DATA);
        this.scripts.apply(proposal.upgrade());
        assertThat(totals()).containsExactly("20", "40");
    }

    @Test
    void warnsOfTheValuesThatAnExpressionReplaces() {
        this.scripts.run(item("", ""), ROWS, "update item set total = price * 2 where id = 1");

        Proposal proposal = this.scripts.verified(item(derived("price * 2"), ""));

        assertThat(proposal.warnings()).first().satisfies((warning) -> {
            assertThat(warning.kind()).isEqualTo(Warning.Kind.LOSES_DATA);
            assertThat(warning.text()).startsWith("becomes a generated column: its values are replaced");
        });
        assertThat(proposal.warnings().stream().skip(1)).allSatisfy((warning) -> {
            assertThat(warning.kind()).isEqualTo(Warning.Kind.FAILS_ON_ROWS);
            assertThat(warning.text()).startsWith("fails on ").contains("ut of range");
        });
        assertThat(Scripts.queries(proposal.upgrade()))
                .singleElement()
                .satisfies((query) -> this.scripts.assertFinds(query, 1));
        this.scripts.apply(proposal.upgrade());
        this.scripts.apply(proposal.downgrade());
        assertThat(totals()).containsExactly("20", "40");
        assertThat(proposal.downgrade()).doesNotContain("migrate:warning");
    }

    @Test
    void recreatesWhatStandsOnAChangedGeneratedColumn() {
        String others = ", constraint uq_total unique (total), constraint ck_total check (total > price)";
        String index = "create index ix_total on item (price, total)";
        this.scripts.run(item(derived("price * 2"), others), index, ROWS);

        Proposal proposal = this.scripts.verified(item(derived("price * 3"), others), index);

        assertThat(proposal.warnings())
                .extracting(Warning::kind)
                .containsExactly(Warning.Kind.CHANGES_VALUES, Warning.Kind.FAILS_ON_ROWS);
        assertThat(proposal.warnings().get(0).text()).startsWith("is computed by another expression");
        this.scripts.assertFinds(Scripts.queries(proposal.upgrade()).get(0), 2);
        this.scripts.assertFinds(Scripts.queries(proposal.upgrade()).get(1), 0);
        this.scripts.apply(proposal.upgrade());
        assertThat(totals()).containsExactly("30", "60");
        this.scripts.apply(proposal.downgrade());
        assertThat(totals()).containsExactly("20", "40");
    }

    @Test
    void findsTheRowsThatAnExpressionMakesEqual() {
        String index = "create unique index ux_total on item (total)";
        this.scripts.run(item(derived("price * 2"), ""), index, ROWS);

        Proposal proposal = this.scripts.verified(item(derived("price * 0"), ""), index);

        assertThat(Scripts.queries(proposal.upgrade())).hasSize(2);
        this.scripts.assertFinds(Scripts.queries(proposal.upgrade()).get(1), 1);
    }

    @Test
    void recreatesAViewOnAColumnThatBecomesGenerated() {
        String view = "create view totals as select id, total from item";
        this.scripts.run(item("", ""), view, ROWS);

        Proposal proposal = this.scripts.verified(item(derived("price * 3"), ""), view);

        this.scripts.apply(proposal.upgrade());
        assertThat(this.scripts.values("select total from totals order by id")).containsExactly("30", "60");
        this.scripts.apply(proposal.downgrade());
        assertThat(this.scripts.values("select total from totals order by id")).containsExactly("30", "60");
    }

    @Test
    void recreatesAForeignKeyOfAChangedGeneratedColumn() {
        String target = "create table total (id integer not null primary key)";
        String key = ", constraint fk_total foreign key (total) references total (id)";
        this.scripts.run(target, "insert into total (id) values (20), (30)", item(derived("price * 2"), key));
        this.scripts.run("insert into item (id, price) values (1, 10)");

        Proposal proposal = this.scripts.verified(target, item(derived("price * 3"), key));

        this.scripts.apply(proposal.upgrade());
        assertThat(totals()).containsExactly("30");
        this.scripts.apply(proposal.downgrade());
        assertThat(totals()).containsExactly("20");
    }

    /** Returns a type of local times and one of instants; empty if the product has none. */
    List<String> localAndInstant() {
        return List.of("timestamp(6)", "timestamp(6) with time zone");
    }

    /** Returns the statement that changes the time zone of a session. */
    String otherZone() {
        return "set time zone 'America/New_York'";
    }

    /** Returns the expression for the seconds since 1970 of an instant. */
    String epoch(String column) {
        return "cast(extract(epoch from %s) as bigint)".formatted(column);
    }

    @Test
    void convertsLocalTimesInTheTimeZoneOfTheStatement() {
        assumeThat(localAndInstant()).as("types").isNotEmpty();
        String event = "create table event (id integer not null primary key, at %s null)";
        String local = event.formatted(localAndInstant().get(0));
        String instant = event.formatted(localAndInstant().get(1));
        this.scripts.run(local, "insert into event (id, at) values (1, '2020-07-01 12:00:00.25'), (2, null)");

        Proposal proposal = this.scripts.verified(instant);

        assertThat(proposal.warnings()).first().satisfies((warning) -> {
            assertThat(warning.kind()).isEqualTo(Warning.Kind.CHANGES_VALUES);
            assertThat(warning.text()).contains("local times");
        });
        this.scripts.apply(proposal.upgrade(), otherZone());
        assertThat(this.scripts.values("select %s from event order by id".formatted(epoch("at"))))
                .containsExactly("1593604800", "null");
        this.scripts.apply(proposal.downgrade(), otherZone());
        assertThat(this.scripts.values("select at from event where id = 1"))
                .singleElement()
                .asString()
                .startsWith("2020-07-01 12:00:00.25");
    }

    @Test
    void convertsLocalTimesInTheTimeZoneOfTheModels() {
        assumeThat(localAndInstant()).as("types").isNotEmpty();
        String event = "create table event (id integer not null primary key, at %s null)";
        this.scripts.run(
                event.formatted(localAndInstant().get(0)),
                "insert into event (id, at) values (1, '2020-07-01 12:00:00')");

        Proposal proposal = this.scripts.verified(
                ZoneOffset.ofHours(2), event.formatted(localAndInstant().get(1)));

        this.scripts.apply(proposal.upgrade(), otherZone());
        assertThat(this.scripts.values("select %s from event".formatted(epoch("at"))))
                .containsExactly("1593597600");
        this.scripts.apply(proposal.downgrade(), otherZone());
        assertThat(this.scripts.values("select at from event"))
                .singleElement()
                .asString()
                .startsWith("2020-07-01 12:00:00");
    }

    /** Returns the clause of a column that the database numbers. */
    String numbered() {
        return "generated by default as identity";
    }

    /** Returns the expression for the next number of a sequence; empty if the product has no sequences. */
    String next(String sequence) {
        return "next value for " + sequence;
    }

    @Test
    void continuesTheNumbersOfAnIdentityInASequence() {
        assumeThat(next("author_seq")).as("sequences").isNotEmpty();
        String identity = "create table author (id bigint %s, name varchar(9), primary key (id))".formatted(numbered());
        String[] sequence = {
            "create table author (id bigint not null, name varchar(9), primary key (id))",
            "create sequence author_seq start with 1 increment by 50"
        };
        this.scripts.run(identity, "insert into author (name) values ('a'), ('b')");

        Proposal proposal = this.scripts.verified(sequence);

        assertThat(proposal.warnings()).isEmpty();
        this.scripts.apply(proposal.upgrade());
        assertThat(this.scripts.values("select " + next("author_seq"))).containsExactly("52");
        this.scripts.run("insert into author (id, name) values (102, 'c')");
        this.scripts.apply(proposal.downgrade());
        this.scripts.run("insert into author (name) values ('d')");
        assertThat(this.scripts.values("select id from author where name = 'd'"))
                .containsExactly("103");

        Proposal again = this.scripts.verified(sequence);
        this.scripts.apply(again.upgrade());
        Proposal back = this.scripts.verified(identity);
        this.scripts.apply(back.upgrade());
        this.scripts.run("insert into author (name) values ('e')");
        assertThat(this.scripts.values("select id from author where name = 'e'"))
                .containsExactly("104");
        this.scripts.apply(back.downgrade());
        assertThat(this.scripts.values("select " + next("author_seq"))).containsExactly("154");
    }

    @Test
    void startsASequenceOfAnEmptyTableAtItsStart() {
        assumeThat(next("author_seq")).as("sequences").isNotEmpty();
        String identity = "create table author (id bigint %s, primary key (id))".formatted(numbered());
        this.scripts.run(identity);

        Proposal proposal = this.scripts.verified(
                "create table author (id bigint not null, primary key (id))",
                "create sequence author_seq start with 1 increment by 50");

        this.scripts.apply(proposal.upgrade());
        assertThat(this.scripts.values("select " + next("author_seq"))).containsExactly("1");
    }

    @Test
    void doesNotWarnOfASequenceInAnEmptyDatabase() {
        assumeThat(next("numbers")).as("sequences").isNotEmpty();

        Proposal proposal = this.scripts.verified(
                "create table author (id bigint not null, primary key (id))",
                "create sequence numbers increment by 50");

        assertThat(proposal.warnings()).isEmpty();
    }

    private List<String> totals() {
        return this.scripts.values("select total from item order by id");
    }
}
