package dev.migrate.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.DropConstraint;
import dev.migrate.operation.Operation;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Index;
import dev.migrate.schema.Table;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

@DatabaseTest(DatabaseProduct.MARIADB)
class MariaDbDdlTests extends DdlContract {

    @Override
    Set<Feature> lacks() {
        return Set.of(Feature.ENUM_TYPES, Feature.NAMESPACES, Feature.UNIQUE_INDEXES);
    }

    @Override
    String numbered() {
        return "bigint not null auto_increment primary key";
    }

    @Override
    List<String> commented(String table, String column) {
        return List.of("create table note (id integer not null primary key, text varchar(50) comment %s) comment %s"
                .formatted(escaped(column), escaped(table)));
    }

    private static String escaped(String text) {
        return literal(text.replace("\\", "\\\\"));
    }

    @Test
    void recreatesFeaturesOfMariaDb() {
        assertRecreates(List.of(
                """
                create table customer (
                  id bigint not null auto_increment primary key,
                  name varchar(100) not null default 'it''s \\\\ "so"' unique,
                  balance decimal(19, 4) default 1.50,
                  changed timestamp(3) not null default current_timestamp(3) on update current_timestamp(3),
                  made datetime default now(),
                  seen timestamp null,
                  tier enum('gold', 'sil''ver', 'a,b') not null default 'gold',
                  flags set('a', 'b'),
                  data json default '{}' comment 'json''s',
                  typed longtext check (json_valid(typed)),
                  `own``check` int default 3 comment 'c' check (`own``check` > 1 and `own``check` < 9),
                  photo longblob,
                  code uuid default uuid(),
                  twice int as (balance * 2) stored,
                  more int generated always as (balance + 1) virtual,
                  bin binary(16),
                  latin char(3) character set latin1,
                  plain varchar(20) collate utf8mb4_bin,
                  yes boolean default true,
                  bits bit(3) default b'101',
                  big double default 1e3,
                  three int default (1 + 2),
                  text text default 'x',
                  word varchar(9) default 'NULL',
                  hidden int invisible default 3,
                  filled int(5) unsigned zerofill,
                  wide int unsigned,
                  odd tinyint(2),
                  tiny tinyint unsigned,
                  at point not null comment 'it''s \\\\ q',
                  searched text,
                  constraint customer_some check (balance between 1 and 2 or name in ('x', 'y''s', 'a\\\\b')),
                  check (balance >= 0),
                  unique key pair (name, balance),
                  key named (name desc, balance),
                  key (balance),
                  key cut (text(10)) comment 'short',
                  key unused (big) ignored,
                  fulltext key searching (searched),
                  spatial key places (at)
                ) comment 'tab''le \\\\'""",
                "create table other (id int primary key, customer bigint) engine = MyISAM"
                        + " character set latin1 row_format = dynamic",
                """
                create table entry (
                  id int primary key,
                  one bigint,
                  two bigint,
                  three bigint,
                  four bigint unique,
                  five bigint,
                  six bigint,
                  constraint entry_one foreign key (one) references customer (id)
                    on delete cascade on update set null,
                  foreign key (two) references customer (id),
                  constraint entry_three foreign key (three) references customer (id) on delete restrict,
                  constraint entry_four foreign key (four) references customer (id) on delete no action,
                  key own_five (five),
                  constraint entry_five foreign key (five) references customer (id),
                  key entry_six_too (six, five),
                  constraint entry_six foreign key (six) references customer (id)
                )""",
                "alter table entry add constraint entry_two_again foreign key (two) references customer (id)",
                "create sequence numbers start with 100 increment by 20 minvalue 5 maxvalue 999 nocache cycle",
                "create sequence down increment by -1",
                "create table uses (id bigint default (next value for numbers) primary key)",
                """
                create view known as select c.id, c.name as n, 'it''s `x`.`y` \\\\' as t from customer c
                 where c.name like 'x%' and exists (select 1 from entry e where e.one = c.id)""",
                "create algorithm = merge sql security invoker view known_too as select n from known"
                        + " where n <> 'q' with cascaded check option",
                "create function plus(a int, b varchar(10)) returns int deterministic comment 'it''s' return a + 1",
                "create procedure fill(in a int, out b int) begin set b = a; select \"its\"; end",
                "create trigger entry_set before insert on entry for each row set new.two = plus(1, 'a''b')"));
    }

    @Test
    void dropsOnlyTheImplicitIndexOfForeignKey() {
        this.schemaFixture.run("create table parent (id bigint primary key)", """
                create table child (
                  id bigint primary key,
                  one bigint,
                  two bigint,
                  constraint child_one foreign key (one) references parent (id),
                  key child_twos (two),
                  constraint child_two foreign key (two) references parent (id)
                )""");
        Table child = SchemaFixture.table(this.schemaFixture.read(), "child");
        assertThat(child.indexes()).extracting(Index::name).containsExactly("child_twos");
        List<Operation> operations = child.constraints(Constraint.Kind.FOREIGN_KEY).stream()
                .<Operation>map((key) -> new DropConstraint(child.name(), key))
                .toList();
        this.schemaFixture.apply(operations);
        assertThat(this.schemaFixture.query("select distinct index_name from information_schema.statistics"
                        + " where table_schema = database() and table_name = 'child'"))
                .containsExactlyInAnyOrder("PRIMARY", "child_twos");
        this.schemaFixture.apply(SchemaFixture.inverse(operations));
        assertThat(SchemaFixture.table(this.schemaFixture.read(), "child")).isEqualTo(child);
    }

    @Test
    void changesColumnCheck() {
        this.schemaFixture.run(
                "create table item (id int primary key, state varchar(9) not null default 'A' comment 'c'"
                        + " check (state in ('A', 'B')))");
        Table item = SchemaFixture.table(this.schemaFixture.read(), "item");
        Constraint check = item.constraints(Constraint.Kind.CHECK).get(0);
        assertThat(check.name()).isEmpty();
        assertThat(check.columns()).containsExactly("state");
        List<Operation> operations = List.of(
                new DropConstraint(item.name(), check),
                new AddConstraint(item.name(), check.named("item_state").defined("CHECK (`state` in ('A','B','C'))")));
        this.schemaFixture.apply(operations);
        this.schemaFixture.run("insert into item (id, state) values (1, 'C')", "delete from item");
        this.schemaFixture.apply(SchemaFixture.inverse(operations));
        assertThat(SchemaFixture.table(this.schemaFixture.read(), "item")).isEqualTo(item);
    }
}
