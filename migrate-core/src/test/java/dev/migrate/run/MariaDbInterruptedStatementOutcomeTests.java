package dev.migrate.run;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import java.util.List;

@DatabaseTest(DatabaseProduct.MARIADB)
class MariaDbInterruptedStatementOutcomeTests extends InterruptedStatementOutcomeContract {

    @Override
    List<String> provable() {
        return and(
                super.provable(),
                List.of(
                        "alter table item modify column visits bigint not null",
                        "alter table item modify name varchar(90) first",
                        "alter table item change column visits seen bigint",
                        "alter table item add column a int after id, add column b int unique, drop column note",
                        "alter table other drop primary key, add primary key (name)",
                        """
                        alter table item
                          drop foreign key item_parent, drop index item_parent, drop index item_old,
                          drop constraint item_check, drop index item_unique,
                          add column mail varchar(80), add column other_id int,
                          modify column name varchar(300) not null, modify column visits bigint not null,
                          drop column note,
                          add constraint item_unique unique (name), add constraint item_check check (visits > 0),
                          add key item_new (mail, id), add constraint item_other foreign key (other_id) references other (id)""",
                        "alter table other engine = MyISAM, row_format = dynamic, comment = 'Others'",
                        "alter table item drop foreign key item_parent, drop index item_parent",
                        "alter table item rename index item_old to item_new",
                        "alter table item add index item_new (parent_id, id), algorithm=inplace, lock=none",
                        "alter table item add fulltext index item_text (name)",
                        "alter table item comment = 'Things'",
                        "alter table item engine = InnoDB",
                        "alter table item convert to character set latin1",
                        "alter table other partition by hash (id) partitions 3",
                        "drop index item_old on item",
                        "create table made like item",
                        "rename table other to another",
                        "rename table item to aside, other to item, aside to other",
                        "truncate table item",
                        "create or replace definer = current_user procedure visit() insert into other values (1)",
                        "create trigger item_told after insert on item for each row insert into other values (1)"));
    }

    @Override
    List<List<String>> foreign() {
        return and(
                super.foreign(),
                List.of(
                        List.of(
                                "alter table item modify visits bigint",
                                "alter table item modify name varchar(90) not null"),
                        List.of(
                                "alter table item add column a int",
                                "alter table item add column a int, add column b int"),
                        List.of(
                                "alter table item drop constraint item_check, add constraint item_check check (visits > 1)",
                                "alter table item drop constraint item_check, add column a int,"
                                        + " add constraint item_check check (visits > 1)"),
                        List.of(
                                "alter table item modify visits bigint, drop column note",
                                "alter table item modify visits bigint, drop column note, add key item_new (spare)"),
                        List.of(
                                "alter table item engine = InnoDB",
                                "alter table item add column if not exists name int"),
                        List.of("drop table other", "drop table if exists item, other"),
                        List.of("alter table item add column mine int", "truncate table item"),
                        List.of("truncate table item", "alter table item add column mail varchar(80)")));
    }

    @Override
    Elsewhere elsewhere(TestDatabase database) {
        TestDatabase other = database.another();
        String schema = other.jdbc().queryForObject("select database()", String.class);
        return new Elsewhere(String.valueOf(schema), other::close);
    }

    @Override
    char quote() {
        return '`';
    }
}
