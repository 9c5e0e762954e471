package dev.migrate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.SQLITE)
class SqliteOfflineTests extends OfflineContract {

    @Override
    String product() {
        return "sqlite";
    }

    @Override
    String bodies() {
        return """
                create table account (id integer primary key, name text);
                create table [the; log] (line text);
                create trigger account_log after insert on account begin
                  insert into [the; log] values (case when new.id > 1 then 'more' else 'first' end);
                end;
                insert into account values (1, 'jane; doe'), (2, 'zoë \\ o''hara'), (3, null);""";
    }

    @Override
    String withoutBodies() {
        return "drop table account;\ndrop table [the; log];";
    }
}
