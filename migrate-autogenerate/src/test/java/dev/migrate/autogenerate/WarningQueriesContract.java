package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.migrate.render.Warning;
import dev.migrate.testsupport.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The query of each warning finds the rows that it is about, and no others, on each product. */
abstract class WarningQueriesContract {

    private Scripts scripts;

    @BeforeEach
    void open(TestDatabase empty) {
        this.scripts = new Scripts(empty);
    }

    final Scripts scripts() {
        return this.scripts;
    }

    /** Whether a value that does not fit its type is rejected or changed, and not stored as it is. */
    boolean enforcesTypes() {
        return true;
    }

    /** Whether an index can consist of an expression. */
    boolean indexesExpressions() {
        return true;
    }

    /** Whether an index can contain only some of the rows. */
    boolean indexesSomeRows() {
        return true;
    }

    /** Asserts that the warnings of the upgrade have these queries' results: counts, or numbers of groups. */
    final Proposal assertFinds(String current, String wanted, List<String> rows, long... counts) {
        this.scripts.run(current);
        this.scripts.run(rows.toArray(String[]::new));
        Proposal proposal = this.scripts.propose(wanted);
        List<String> queries = Scripts.queries(proposal.upgrade());
        assertThat(queries).as(proposal.upgrade()).hasSize(counts.length);
        for (int at = 0; at < counts.length; at++) {
            this.scripts.assertFinds(queries.get(at), counts[at]);
        }
        return proposal;
    }

    private static String item(String columns) {
        return "create table item (id integer not null primary key, " + columns + ")";
    }

    private static List<String> values(String... values) {
        List<String> rows = new java.util.ArrayList<>();
        for (String value : values) {
            rows.add("insert into item (id, v) values (%d, %s)".formatted(rows.size() + 1, value));
        }
        return rows;
    }

    @Test
    void findsNulls() {
        assertFinds(item("v integer"), item("v integer not null"), values("1", "null", "null"), 2);
    }

    @Test
    void findsLongerTexts() {
        assertFinds(item("v varchar(20)"), item("v varchar(3)"), values("'abc'", "'äöü'", "'abcd'", "null"), 1);
    }

    @Test
    void findsLargerNumbers() {
        assumeThat(enforcesTypes()).as("enforces types").isTrue();
        assertFinds(
                item("v bigint"),
                item("v integer"),
                values("2147483647", "-2147483648", "2147483648", "-2147483649", "null"),
                2);
    }

    @Test
    void findsRoundedAndLargerNumbers() {
        assumeThat(enforcesTypes()).as("enforces types").isTrue();
        assertFinds(
                item("v numeric(12,4)"),
                item("v numeric(4,2)"),
                values("99.99", "1.2345", "99.9951", "-100", "null"),
                2,
                2);
    }

    @Test
    void findsRoundedApproximateNumbers() {
        assumeThat(enforcesTypes()).as("enforces types").isTrue();
        assertFinds(item("v double precision"), item("v integer"), values("1", "1.25", "3000000000", "null"), 1, 1);
    }

    /** A single-precision number is not equal to the same digits in another type. */
    @Test
    void findsRoundedNumbersOfSinglePrecision() {
        assumeThat(enforcesTypes()).as("enforces types").isTrue();
        Proposal proposal = assertFinds(
                item("v " + single()), item("v numeric(38,1)"), values("1", "0.1", "-2.3", "0.25", "null"), 1, 0);

        assertThat(proposal.upgrade()).contains("rounded to 1 digit after");
    }

    /** Returns the type of numbers of single precision. */
    String single() {
        return "real";
    }

    @Test
    void findsApproximateNumbersThatAnExactOneDoesNotKeep() {
        assumeThat(enforcesTypes()).as("enforces types").isTrue();
        Proposal proposal = assertFinds(
                item("v double precision"), item("v numeric(38,20)"), values("1.5", "1e-25", "1e19", "null"), 1, 1);

        assertThat(proposal.warnings()).extracting(Warning::kind).contains(Warning.Kind.LOSES_DATA);
    }

    @Test
    void findsTextsThatAreNoNumbers() {
        assumeThat(enforcesTypes()).as("enforces types").isTrue();
        assertFinds(item("v varchar(20)"), item("v integer"), values("'12'", "' -7 '", "'x'", "'1.5'", "null"), 2, 1);
    }

    @Test
    void findsTextsThatTheirNumbersDoNotKeep() {
        assumeThat(enforcesTypes()).as("enforces types").isTrue();
        assertFinds(
                item("v varchar(20)"),
                item("v numeric(10,2)"),
                values("'12.00'", "'-1.50'", "'1.239'", "'0012.00'", "'x'", "null"),
                1,
                2);
    }

    @Test
    void findsTextsWithMoreThanADate() {
        assumeThat(enforcesTypes()).as("enforces types").isTrue();
        assertFinds(item("v varchar(30)"), item("v date"), values("'2020-01-01'", "'2020-01-01 23:59:00'", "null"), 1);
    }

    @Test
    void findsTextsWithMoreDigitsOfSeconds() {
        assumeThat(enforcesTypes()).as("enforces types").isTrue();
        assertFinds(
                item("v varchar(30)"),
                item("v " + timestamp(3)),
                values("'2020-01-01 23:59:00.123'", "'2020-01-01 23:59:00.123456'", "null"),
                1);
    }

    @Test
    void findsNumbersWhoseTextsAreLonger() {
        assumeThat(enforcesTypes()).as("enforces types").isTrue();
        assertFinds(item("v integer"), item("v varchar(3)"), values("999", "-99", "1000", "-100", "null"), 2);
    }

    @Test
    void findsFractionsOfSeconds() {
        assumeThat(enforcesTypes()).as("enforces types").isTrue();
        assertFinds(
                item("v " + timestamp(6)),
                item("v " + timestamp(3)),
                values(
                        "'2020-01-01 12:00:00.123'",
                        "'2020-01-01 12:00:00.123400'",
                        "'2020-01-01 12:00:00.999999'",
                        "null"),
                2);
    }

    @Test
    void findsTimesOfDay() {
        assumeThat(enforcesTypes()).as("enforces types").isTrue();
        assertFinds(
                item("v " + timestamp(0)),
                item("v date"),
                values("'2020-01-01 00:00:00'", "'2020-01-01 00:00:01'", "null"),
                1);
    }

    /** Returns the type of a local date and time. */
    String timestamp(int fraction) {
        return "timestamp(%d)".formatted(fraction);
    }

    @Test
    void findsEqualValuesOfANewKey() {
        assertFinds(
                item("v integer, w integer"),
                item("v integer, w integer, constraint uq_item unique (v, w)"),
                List.of(
                        "insert into item (id, v, w) values (1, 1, 1), (2, 1, 1), (3, 1, null), (4, 1, null), (5, 2, 1)"),
                1);
    }

    @Test
    void findsEqualValuesOfANewUniqueIndex() {
        this.scripts.run(
                item("v varchar(20), w integer"),
                "insert into item values (1, 'a', 1), (2, 'a', 1), (3, null, 1), (4, null, 1)");

        Proposal proposal = this.scripts.verified(
                item("v varchar(20), w integer"), "create unique index ux_item on item (w, v desc)");

        assertThat(Scripts.queries(proposal.upgrade()))
                .singleElement()
                .satisfies((query) -> this.scripts.assertFinds(query, 1));
    }

    @Test
    void findsEqualValuesOfAnExpression() {
        assumeThat(indexesExpressions()).as("indexes on expressions").isTrue();
        this.scripts.run(item("v varchar(20)"));
        this.scripts.run(values("'a'", "'A'", "'b'", "null", "null").toArray(String[]::new));

        Proposal proposal = this.scripts.verified(
                item("v varchar(20)"), "create unique index ux_item on item (%s)".formatted(lower()));

        assertThat(Scripts.queries(proposal.upgrade()))
                .singleElement()
                .satisfies((query) -> this.scripts.assertFinds(query, 1));
    }

    /** Returns the key of an index on an expression. */
    String lower() {
        return "lower(v)";
    }

    @Test
    void findsEqualValuesAmongTheRowsOfAPartialIndex() {
        assumeThat(indexesSomeRows()).as("partial indexes").isTrue();
        this.scripts.run(item("v varchar(20), w integer"));
        this.scripts.run("insert into item values (1, 'a', 1), (2, 'a', 2), (3, 'b', 2), (4, 'b', 3)");

        Proposal proposal = this.scripts.verified(
                item("v varchar(20), w integer"), "create unique index ux_item on item (v) where w > 1");

        assertThat(Scripts.queries(proposal.upgrade()))
                .singleElement()
                .satisfies((query) -> this.scripts.assertFinds(query, 1));
    }

    @Test
    void findsViolationsOfANewCheck() {
        assertFinds(
                item("v integer"),
                item("v integer, constraint ck_v check (v > 0 and v < 9)"),
                values("1", "0", "9", "null"),
                2);
    }

    @Test
    void countsTheRowsOfEachPositionIfTheLabelsOfAnOrdinalChange() {
        Proposal proposal = assertFinds(
                item("v smallint, constraint ck_v check (v between 0 and 2)"),
                item("v smallint, constraint ck_v check (v between 0 and 3)"),
                values("0", "2", "2"),
                2);

        assertThat(proposal.upgrade()).contains("may hold positions of labels");
        assertThat(proposal.downgrade()).contains("may hold positions of labels", "fails if rows violate it");
    }

    @Test
    void readsTheRangeOfPositionsFromTwoBounds() {
        assertThat(assertFinds(
                                item("v integer, constraint ck_v check (v >= 0 and v <= 3)"),
                                item("v integer, constraint ck_v check (v >= 0 and v <= 1)"),
                                values("0", "1", "2", "3"),
                                2,
                                4)
                        .downgrade())
                .contains("may hold positions of labels");
    }

    @Test
    void saysNothingOfPositionsIfTheCheckOnlyMoves() {
        assertThat(assertFinds(
                                item("v integer, w integer, constraint ck_v check (v in (0, 1, 2))"),
                                item("v bigint, constraint ck_v check (v in (0, 1, 2))"),
                                List.of())
                        .upgrade())
                .doesNotContain("positions");
    }

    @Test
    void doesNotWarnOfOrphansIfOnlyTheActionOfAForeignKeyChanges() {
        String[] tables = {
            "create table owner (id integer not null primary key)",
            item("v integer, constraint fk_v foreign key (v) references owner (id)")
        };
        this.scripts.run(tables);

        Proposal proposal =
                this.scripts.verified(tables[0], tables[1].replace("owner (id)", "owner (id) on delete cascade"));

        assertThat(proposal.warnings()).isEmpty();
    }

    @Test
    void findsOrphans() {
        this.scripts.run("create table owner (id integer not null primary key)", "insert into owner values (7)");
        this.scripts.run(item("v integer"));
        this.scripts.run(values("7", "8", "null").toArray(String[]::new));

        Proposal proposal = this.scripts.verified(
                "create table owner (id integer not null primary key)",
                item("v integer, constraint fk_v foreign key (v) references owner (id)"));

        assertThat(Scripts.queries(proposal.upgrade()))
                .singleElement()
                .satisfies((query) -> this.scripts.assertFinds(query, 1));
    }

    @Test
    void findsEveryReferenceToANewTable() {
        this.scripts.run(item("v integer"));
        this.scripts.run(values("7", "8", "null").toArray(String[]::new));

        Proposal proposal = this.scripts.verified(
                "create table owner (id integer not null primary key)",
                item("v integer, constraint fk_v foreign key (v) references owner (id)"));

        assertThat(Scripts.queries(proposal.upgrade()))
                .singleElement()
                .satisfies((query) -> this.scripts.assertFinds(query, 2));
    }

    @Test
    void warnsOfTheDirectionOfTheSection() {
        assumeThat(enforcesTypes()).as("enforces types").isTrue();
        this.scripts.run(item("v varchar(20)"));

        Proposal proposal = this.scripts.verified(item("v varchar(30)"));

        assertThat(proposal.warnings()).isEmpty();
        this.scripts.apply(proposal.upgrade());
        this.scripts.run(values("'a'", "'0123456789012345678901234'").toArray(String[]::new));
        assertThat(Scripts.queries(proposal.downgrade()))
                .singleElement()
                .satisfies((query) -> this.scripts.assertFinds(query, 1));
    }
}
