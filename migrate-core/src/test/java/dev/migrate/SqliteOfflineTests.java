package dev.migrate;

import dev.migrate.engine.ClientScriptContract;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.SQLITE)
class SqliteOfflineTests extends ClientScriptContract {

    @Override
    public String product() {
        return "sqlite";
    }

    @Override
    public String bodies() {
        return """
                create table account (id integer primary key, name text);
                create table [the; log] (line text);
                create trigger account_log after insert on account begin
                  insert into [the; log] values (case when new.id > 1 then 'more' else 'first' end);
                end;
                insert into account values (1, 'jane; doe'), (2, 'zoë \\ o''hara'), (3, null);""";
    }

    @Override
    public String withoutBodies() {
        return "drop table account;\ndrop table [the; log];";
    }

    @Override
    public String sets() {
        return """
                pragma ignore_check_constraints = 1;
                pragma case_sensitive_like = 1;
                create temporary table aside (id int);
                create table t_a1 (id int);""";
    }

    @Override
    public String dependsOnSession() {
        return """
                create temporary table aside (id int);
                create table t_b2 (line text check (line <> 'no'));
                insert or ignore into t_b2 values ('no');
                insert into t_b2 select 'a' like 'A';""";
    }

    @Override
    public String picture() {
        return "select group_concat(line) from t_b2";
    }
}
