package dev.migrate.autogenerate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.List;
import java.util.Map;

@DatabaseTest(DatabaseProduct.SQLITE)
class SqliteBaselineTests extends BaselineContract {

    @Override
    List<String> schema() {
        return List.of("""
                create table account (
                  id integer primary key autoincrement, name text not null unique, amount real default 0 check (amount >= 0),
                  net real generated always as (amount * 2) stored, parent integer references account (id))""", """
                create table booking (id integer primary key, account integer not null references account (id) on delete cascade) without rowid""", """
                create index account_amount on account (lower(name)) where amount > 0""", """
                create view rich as select id, name from account where amount > 1000""", """
                create trigger touched after update on account begin update booking set account = new.id where account = old.id; end""");
    }

    @Override
    List<String> needing() {
        return List.of("create trigger copied after insert on account begin insert into left_out values (new.id); end");
    }

    @Override
    Map.Entry<String, String> unread() {
        return Map.entry("create virtual table notes using fts5(text)", "virtual table notes");
    }
}
