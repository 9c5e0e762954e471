package dev.migrate.autogenerate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.List;
import java.util.Map;

@DatabaseTest(DatabaseProduct.MYSQL)
class MySqlBaselineTests extends BaselineContract {

    @Override
    List<String> schema() {
        return List.of("""
                create table account (
                  id bigint auto_increment primary key, name varchar(50) not null unique, mood enum('sad', 'ok') default 'ok' not null,
                  amount decimal(10, 2) default 0 not null, net decimal(10, 2) generated always as (amount * 2) stored,
                  made datetime(6) default current_timestamp(6), parent bigint, doc text,
                  constraint positive check (amount >= 0), key account_amount (amount)) comment 'It''s an account'""", """
                create table booking (id int auto_increment primary key, account bigint not null, foreign key (account) references account (id) on delete cascade)""", """
                alter table account add constraint account_parent foreign key (parent) references account (id)""", """
                create view rich as select id, name from account where amount > 1000""", """
                create function twice(n int) returns int deterministic return n * 2""", """
                create trigger touched before update on account for each row set new.made = current_timestamp(6)""");
    }

    @Override
    List<String> needing() {
        return List.of(
                "create trigger copied after insert on account for each row insert into left_out values (new.id)");
    }

    @Override
    List<String> mentioning() {
        return List.of("copied");
    }

    @Override
    Map.Entry<String, String> unread() {
        return Map.entry(
                "create event cleanup on schedule every 1 day disable do delete from booking", "event cleanup");
    }
}
