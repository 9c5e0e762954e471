package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** PostgreSQL refuses to change a column that some objects read: only these are dropped and created again. */
@DatabaseTest(DatabaseProduct.POSTGRESQL)
class PostgreSqlDependentObjectsTests {

    private static final String ITEM = """
            create table item (
              id bigint constraint pk_item primary key,
              code varchar(10),
              price integer,
              note varchar(20),
              constraint ck_price check (price > 0))""";
    private static final String WIDER = ITEM.replace("price integer", "price bigint");
    private static final String FUNCTION =
            "create function touch() returns trigger language plpgsql as 'begin return new; end'";

    private Scripts scripts;

    @BeforeEach
    void open(TestDatabase empty) {
        this.scripts = new Scripts(empty);
    }

    @Test
    void keepsObjectsThatDoNotReadAChangedColumn() {
        Proposal proposal = changed(
                List.of(ITEM),
                List.of(WIDER),
                FUNCTION,
                "create view code as select id, code from item",
                "create view whole as select item from item",
                "create function named(item) returns text language sql as 'select $1.code'",
                "create function items() returns setof item language sql as 'select * from item'",
                "create trigger touched before insert on item for each row execute function touch()",
                "create trigger differs before update on item for each row when (old.* is distinct from new.*)"
                        + " execute function touch()",
                "create trigger coded before update of code on item for each row execute function touch()",
                "create rule noted as on update to item where old.note <> new.note do also select 1",
                "create policy coded on item using (code <> 'X')",
                "alter table item enable row level security",
                "comment on constraint ck_price on item is 'paid'");

        assertThat(TableStatementsContract.withoutComments(proposal.upgrade()))
                .isEqualTo("ALTER TABLE item ALTER COLUMN price TYPE BIGINT;\n");
        assertThat(TableStatementsContract.withoutComments(proposal.downgrade()))
                .isEqualTo("ALTER TABLE item ALTER COLUMN price TYPE INTEGER;\n");
    }

    @Test
    void recreatesWhatReadsAChangedColumn() {
        Proposal proposal = changed(
                List.of(ITEM),
                List.of(WIDER),
                FUNCTION,
                "create view priced as select id from item where price > 0",
                "create view total as select count(*) from priced",
                "create materialized view stored as select item from item",
                "create function items() returns setof item language sql as 'select * from item'",
                "create view listed as select price from items()",
                "create function highest() returns bigint begin atomic select max(price) from item; end",
                "create trigger paid before update of price on item for each row execute function touch()",
                "create trigger dear before insert on item for each row when (new.price > 9) execute function touch()",
                "create trigger other before insert on item for each row execute function touch()",
                "create rule repriced as on update to item where old.price <> new.price do also select 1",
                "create policy cheap on item using (price < 100)");

        assertThat(created(proposal))
                .containsExactlyInAnyOrder(
                        "VIEW priced",
                        "VIEW total",
                        "MATERIALIZED VIEW stored",
                        "VIEW listed",
                        "OR REPLACE FUNCTION highest()",
                        "TRIGGER paid",
                        "TRIGGER dear",
                        "RULE repriced",
                        "POLICY cheap");
    }

    @Test
    void recreatesWhatReadsADroppedColumnThatStaysInTheModel() {
        String generated = ITEM.replace("note varchar(20)", "twice integer generated always as (price * %s) stored");

        Proposal proposal = changed(
                List.of(generated.formatted(2)),
                List.of(generated.formatted(3)),
                "create view twice as select id, twice from item",
                "create view code as select id, code from item");

        assertThat(created(proposal)).containsExactly("VIEW twice");
    }

    @Test
    void recreatesViewsOfPartitionsAndHeirs() {
        String event = "create table event (id integer, price integer, note varchar(9)) partition by range (id)";
        String base = "create table base (id integer, price integer)";

        Proposal proposal = changed(
                List.of(event, base),
                List.of(event.replace("price integer", "price bigint"), base.replace("price integer", "price bigint")),
                "create table event_a partition of event for values from (1) to (9)",
                "create table heir (size integer) inherits (base)",
                "create view price_a as select price from event_a",
                "create view note_a as select note from event_a",
                "create view heir_price as select price from heir",
                "create view heir_size as select size from heir");

        assertThat(created(proposal)).containsExactlyInAnyOrder("VIEW price_a", "VIEW heir_price");
    }

    @Test
    void recreatesWhatReadsAColumnOfAReplacedType() {
        String type = "create type state as enum ('NEW', 'SOLD')";
        String table = "create table thing (id bigint primary key, state state, note varchar(9))";

        Proposal proposal = changed(
                List.of(type, table),
                List.of(type.replace("'NEW', 'SOLD'", "'SOLD', 'NEW'"), table),
                FUNCTION,
                "create view open_thing as select id from thing where state is null",
                "create view noted as select id from thing where note is null",
                "create trigger sold before update of state on thing for each row execute function touch()",
                "create trigger other before update of note on thing for each row execute function touch()");

        assertThat(created(proposal)).containsExactlyInAnyOrder("TYPE state", "VIEW open_thing", "TRIGGER sold");
    }

    @Test
    void keepsTheCommentsOfRecreatedKeysAndIndexes() {
        String line = "create table line (id bigint primary key, item bigint constraint fk_item references item)";
        String generated = ITEM.replace("note varchar(20)", "twice integer generated always as (price * %s) stored");

        Proposal proposal = changed(
                List.of(generated.formatted(2), line),
                List.of(
                        generated.formatted(3).replace("id bigint", "id integer"),
                        line.replace("item bigint", "item integer")),
                "create index ix_twice on item (twice)",
                "create index ix_code on item (code)",
                "comment on constraint fk_item on line is 'of the item'",
                "comment on index ix_twice is 'for reports'",
                "comment on index ix_code is 'kept'");

        assertThat(proposal.upgrade())
                .contains("'of the item'", "'for reports'")
                .doesNotContain("'kept'");
    }

    /** Returns a verified script for tables that change under other objects, after it was applied in both directions. */
    private Proposal changed(List<String> before, List<String> after, String... others) {
        this.scripts.run(before.toArray(String[]::new));
        this.scripts.run(others);
        Proposal proposal = this.scripts.verified(all(after, others));
        this.scripts.apply(proposal.upgrade());
        assertThat(this.scripts.verified(all(after, others)).isEmpty()).isTrue();
        this.scripts.apply(proposal.downgrade());
        assertThat(this.scripts.verified(all(before, others)).isEmpty()).isTrue();
        return proposal;
    }

    private static String[] all(List<String> tables, String... others) {
        List<String> all = new ArrayList<>(tables);
        all.addAll(List.of(others));
        return all.toArray(String[]::new);
    }

    /** Returns what a script creates, with the first word of the name. */
    private static List<String> created(Proposal proposal) {
        return proposal.upgrade()
                .lines()
                .filter((line) -> line.startsWith("CREATE "))
                .map((line) -> line.replaceAll("CREATE ((OR REPLACE |MATERIALIZED )?[A-Z]+ \\S+).*", "$1"))
                .toList();
    }
}
