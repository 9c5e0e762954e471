package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Only PostgreSQL has partitions that are tables of their own, and can be attached and detached. */
@DatabaseTest(DatabaseProduct.POSTGRESQL)
class PostgreSqlPartitionTests {

    private static final String EVENT =
            "create table event (id int not null, at date not null) partition by range (at)";
    private static final String TABLE = "create table event_a (id int not null, at date not null)";
    private static final String PARTITION =
            "create table event_a partition of event for values from ('2026-01-01') to ('2026-02-01')";
    private static final String ROWS = "insert into event_a values (1, '2026-01-07'), (2, '2026-01-08')";

    private Scripts scripts;

    @BeforeEach
    void open(TestDatabase empty) {
        this.scripts = new Scripts(empty);
    }

    @Test
    void attachesATableThatBecomesAPartition() {
        this.scripts.run(EVENT, TABLE, ROWS);

        Proposal proposal = this.scripts.verified(EVENT, PARTITION);

        assertKept(proposal, "event_a");
        assertThat(Scripts.queries(proposal.upgrade()))
                .singleElement()
                .satisfies((query) -> this.scripts.assertFinds(query, 0));
    }

    @Test
    void countsRowsOutsideOfTheBounds() {
        this.scripts.run(EVENT, TABLE, ROWS, "insert into event_a values (3, '2026-02-01')");

        Proposal proposal = this.scripts.propose(EVENT, PARTITION);

        assertThat(Scripts.queries(proposal.upgrade()))
                .singleElement()
                .satisfies((query) -> this.scripts.assertFinds(query, 1));
    }

    @Test
    void detachesAPartitionThatBecomesATable() {
        this.scripts.run(EVENT, PARTITION, ROWS);

        assertKept(this.scripts.verified(EVENT, TABLE), "event_a");
    }

    @Test
    void detachesAPartitionWhoseTableIsDropped() {
        this.scripts.run(EVENT, PARTITION, ROWS);

        assertKept(this.scripts.verified(TABLE), "event_a");
    }

    @Test
    void changesATableToItsParentsColumnsKeysAndIndexesFirst() {
        String parent = """
                create table event (id bigint not null check (id > 0), at date not null, note text, primary key (id, at))
                partition by range (at)""";
        String index = "create index on event (note)";
        this.scripts.run(
                "create table event_a (at date, id int, extra int, constraint pk_a primary key (id))",
                "create index ix_a on event_a (at)",
                "insert into event_a values ('2026-01-07', 1, 7)");

        Proposal proposal = this.scripts.verified(
                parent, index, PARTITION, "create index ix_a on event_a (at)", "comment on table event_a is 'January'");

        assertThat(proposal.upgrade()).contains("ATTACH PARTITION").doesNotContain("DROP TABLE", "DROP INDEX");
        this.scripts.apply(proposal.upgrade());
        assertThat(this.scripts.values("select id || ' ' || at from event")).containsExactly("1 2026-01-07");
        this.scripts.apply(proposal.downgrade());
        assertThat(this.scripts.values("select id || ' ' || at from event_a")).containsExactly("1 2026-01-07");
    }

    @Test
    void detachesAPartitionWithKeysAndIndexes() {
        String parent = EVENT.replace("not null)", "not null, primary key (id, at))");
        String index = "create index on event (id)";
        this.scripts.run(parent, index, PARTITION, "create index ix_own on event_a (at)", ROWS);

        Proposal proposal = this.scripts.verified(
                parent, index, "create table event_a (id int not null, at date, primary key (id, at))");

        assertKept(proposal, "event_a");
    }

    @Test
    void movesTheBoundBetweenTwoPartitions() {
        String next = "create table event_b partition of event for values from ('2026-02-01') to ('2026-03-01')";
        this.scripts.run(EVENT, PARTITION, next, ROWS);

        Proposal proposal = this.scripts.verified(
                EVENT, PARTITION.replace("2026-02-01", "2026-02-10"), next.replace("2026-02-01", "2026-02-10"));

        assertKept(proposal, "event_a");
    }

    @Test
    void changesTheColumnsOfAPartitionWithOtherBounds() {
        this.scripts.run(EVENT, PARTITION, ROWS);

        Proposal proposal = this.scripts.verified(
                EVENT.replace("id int", "note text, id bigint"), PARTITION.replace("2026-02-01", "2026-03-01"));

        assertKept(proposal, "event_a");
    }

    @Test
    void keepsTheRowsOfAPartitionThatGetsAnIndexAConstraintAndAComment() {
        this.scripts.run(EVENT, PARTITION, ROWS);

        Proposal proposal = this.scripts.verified(
                EVENT,
                PARTITION,
                "create index ix_own on event_a (id)",
                "alter table event_a add constraint ck_own check (id > 0)",
                "comment on table event_a is 'January'");

        assertKept(proposal, "event_a");
        assertThat(proposal.upgrade()).doesNotContain("DETACH");
    }

    @Test
    void warnsThatAPartitionIsDroppedWithItsRows() {
        String next = "create table event_b partition of event for values from ('2026-02-01') to ('2026-03-01')";
        this.scripts.run(EVENT, PARTITION, next, ROWS);

        Proposal merged = this.scripts.verified(EVENT, PARTITION.replace("2026-02-01", "2026-03-01"));

        assertThat(merged.warnings())
                .extracting((warning) -> warning.kind() + " " + warning.subject())
                .contains("LOSES_DATA event_b")
                .doesNotContain("LOSES_DATA event_a");
        assertKept(merged, "event_a");
    }

    @Test
    void dropsANewPartitionOfAReferencedTable() {
        String[] tables = {
            "create table event (id int primary key) partition by range (id)",
            "create table event_a partition of event for values from (1) to (10)",
            "create table visit (id int primary key, event int references event)"
        };
        this.scripts.run(tables);

        Proposal proposal = this.scripts.verified(Stream.concat(
                        Stream.of(tables),
                        Stream.of(
                                "create table event_b partition of event for values from (10) to (90) partition by list (id)",
                                "create table event_b_1 partition of event_b for values in (11, 12)"))
                .toArray(String[]::new));

        this.scripts.apply(proposal.upgrade());
        this.scripts.apply(proposal.downgrade());
        assertThat(this.scripts.values(
                        "select inhrelid::regclass from pg_inherits where inhparent = 'event'::regclass"))
                .containsExactly("event_a");
    }

    /** Asserts that the upgrade and the downgrade keep both rows. */
    private void assertKept(Proposal proposal, String table) {
        String rows = "select id || ' ' || at from " + table;
        this.scripts.apply(proposal.upgrade());
        assertThat(this.scripts.values(rows)).as(proposal.upgrade()).hasSize(2);
        this.scripts.apply(proposal.downgrade());
        assertThat(this.scripts.values(rows)).as(proposal.downgrade()).hasSize(2);
    }
}
