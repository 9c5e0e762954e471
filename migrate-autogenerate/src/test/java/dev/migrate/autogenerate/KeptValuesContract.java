package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.render.Warning;
import dev.migrate.testsupport.TestDatabase;
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
                .singleElement()
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

        assertThat(proposal.warnings()).singleElement().satisfies((warning) -> {
            assertThat(warning.kind()).isEqualTo(Warning.Kind.LOSES_DATA);
            assertThat(warning.text()).startsWith("becomes a generated column: its values are replaced");
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

        assertThat(proposal.warnings()).singleElement().satisfies((warning) -> {
            assertThat(warning.kind()).isEqualTo(Warning.Kind.CHANGES_VALUES);
            assertThat(warning.text()).startsWith("is computed by another expression");
        });
        assertThat(Scripts.queries(proposal.upgrade()))
                .singleElement()
                .satisfies((query) -> this.scripts.assertFinds(query, 2));
        this.scripts.apply(proposal.upgrade());
        assertThat(totals()).containsExactly("30", "60");
        this.scripts.apply(proposal.downgrade());
        assertThat(totals()).containsExactly("20", "40");
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

    private java.util.List<String> totals() {
        return this.scripts.values("select total from item order by id");
    }
}
