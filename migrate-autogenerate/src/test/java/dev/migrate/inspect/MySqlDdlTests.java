package dev.migrate.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.schema.Constraint;
import dev.migrate.schema.Table;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

@DatabaseTest(DatabaseProduct.MYSQL)
class MySqlDdlTests extends DdlContract {

    @Override
    Set<Feature> lacks() {
        return Set.of(Feature.ENUM_TYPES, Feature.NAMESPACES, Feature.UNIQUE_INDEXES, Feature.SEQUENCES);
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
    void recreatesFeaturesOfMySql() {
        assertRecreates(List.of(
                """
                create table customer (
                  id bigint not null auto_increment primary key,
                  name varchar(100) not null default 'it''s \\\\ "so"' unique,
                  balance decimal(19, 4) default 1.50,
                  changed timestamp(3) not null default current_timestamp(3) on update current_timestamp(3),
                  made datetime default now(),
                  noted datetime(6) default (now(6)),
                  day date default (current_date),
                  seen timestamp null,
                  tier enum('gold', 'sil''ver', 'a,b') not null default 'gold',
                  flags set('a', 'b') default 'a,b',
                  data json default (json_object('it''s', 'a\\\\')) comment 'json''s',
                  `own``check` int default 3 comment 'c' check (`own``check` > 1 and `own``check` < 9),
                  photo longblob,
                  code binary(16) default (uuid_to_bin(uuid())),
                  twice decimal(20, 4) as (balance * 2) stored not null,
                  more varchar(200) generated always as (concat(name, ' it''s \\\\ ', balance)) virtual comment 'm',
                  latin char(3) character set latin1,
                  plain varchar(20) collate utf8mb4_bin,
                  yes boolean default true,
                  bits bit(3) default b'101',
                  bytes binary(3) default 'a',
                  big double default 1e3,
                  three int default (1 + 2),
                  text text default ('it''s \\\\'),
                  word varchar(9) default 'NULL',
                  none varchar(9) default '',
                  hidden int default 3 invisible,
                  filled int(5) unsigned zerofill,
                  wide int unsigned,
                  tiny tinyint unsigned,
                  `year` year default 2020,
                  at point not null srid 4326 comment 'it''s \\\\ q',
                  searched text,
                  constraint customer_some check (balance between 1 and 2 or name in ('x', 'y''s', 'a\\\\b', 'ü')),
                  constraint customer_lax check (balance >= 0) not enforced,
                  check (regexp_like(name, '^[a-z\\\\.]+$')),
                  unique key pair (name, balance),
                  key named (name desc, balance),
                  key (balance),
                  key cut (text(10)) comment 'short',
                  key unused (big) invisible,
                  key computed ((lower(name)), id),
                  key many ((cast(data -> '$.of' as unsigned array))),
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
                  constraint entry_one foreign key (one) references customer (id) on delete cascade on update set null,
                  foreign key (two) references customer (id),
                  constraint entry_three foreign key (three) references customer (id) on delete restrict,
                  constraint entry_four foreign key (four) references customer (id) on delete no action,
                  key own_five (five),
                  constraint entry_five foreign key (five) references customer (id),
                  key entry_six_too (six, five),
                  constraint entry_six foreign key (six) references customer (id)
                )""",
                "alter table entry add constraint entry_two_again foreign key (two) references customer (id)",
                """
                create view known as select c.id, c.name as n, 'it''s `x`.`y` \\\\' as t from customer c
                 where c.name like 'x%' and exists (select 1 from entry e where e.one = c.id)""",
                "create algorithm = merge sql security invoker view known_too as select n from known"
                        + " where n <> 'q' with cascaded check option",
                "create function plus(a int, b varchar(10)) returns int deterministic comment 'it''s' return a + 1",
                "create procedure fill(in a int, out b int) begin set b = a; select \"its\"; end",
                "create trigger entry_set before insert on entry for each row set new.two = plus(1, 'a''b')",
                "create trigger entry_then after insert on entry for each row begin"
                        + " if new.one > 0 then update customer set text = 'ü\\\\'; end if; end"));
    }

    @Test
    void readsNonLatinTextsAndNames() {
        assertRecreates(List.of("""
                create table tür (id int primary key, `größe` varchar(20) default (concat('ü', '漢')),
                  länge varchar(20) as (concat(größe, 'ä😀')) stored,
                  key fi ((concat(größe, 'ß'))),
                  constraint filled check (größe <> 'ö€'))"""));
        Table table = SchemaFixture.table(this.schemaFixture.read(), "tür");
        assertThat(SchemaFixture.column(table, "größe").defaultValue()).isEqualTo("(concat('ü','漢'))");
        assertThat(SchemaFixture.column(table, "länge").generated().expression())
                .isEqualTo("concat(`größe`,'ä😀')");
        Constraint check = SchemaFixture.constraint(table, "filled");
        assertThat(check.definition()).isEqualTo("CHECK (`größe` <> 'ö€')");
        assertThat(check.columns()).containsExactly("größe");
    }
}
