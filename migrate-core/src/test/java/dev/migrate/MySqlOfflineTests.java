package dev.migrate;

import dev.migrate.engine.ClientScriptContract;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.MYSQL)
class MySqlOfflineTests extends ClientScriptContract {

    @Override
    public String product() {
        return "mysql";
    }

    @Override
    public String bodies() {
        return """
                create table account (id bigint primary key, name varchar(50)); # the name; of the owner
                delimiter //
                create trigger account_upper before insert on account for each row
                begin
                  -- it's loud; very loud
                  set new.name = upper(new.name);
                end//
                create procedure fill()
                begin
                  insert into account values (1, 'jane; doe // co');
                end//
                delimiter ;
                call fill();
                insert into account values (2, 'zoë \\\\ o''hara'), (3, null), (4, 'a\\nb');""";
    }

    @Override
    public String withoutBodies() {
        return "drop procedure fill;\ndrop table account;";
    }

    @Override
    public String notAlone() {
        return "drop index account_name on account;";
    }

    @Override
    public String sets() {
        return """
                set names utf8mb4;
                set sql_safe_updates = 1, sql_mode = 'ANSI_QUOTES', foreign_key_checks = 0;
                set @left_over = 1;
                create temporary table aside (id int);
                prepare left_over from 'select 1';
                create table t_a1 (id int);
                insert into t_a1 values (1), (2);""";
    }

    @Override
    public String dependsOnSession() {
        return """
                delete from t_a1 where id = 1;
                create temporary table aside (id int);
                create table t_b2 (line varchar(200));
                insert into t_b2 select concat(@@foreign_key_checks, "quoted", coalesce(@left_over, 'none'));""";
    }

    @Override
    public String picture() {
        return "select concat(line, (select count(*) from t_a1)) from t_b2";
    }
}
