package dev.migrate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.MYSQL)
class MySqlOfflineTests extends OfflineContract {

    @Override
    String product() {
        return "mysql";
    }

    @Override
    String bodies() {
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
    String withoutBodies() {
        return "drop procedure fill;\ndrop table account;";
    }

    @Override
    String notAlone() {
        return "drop index account_name on account;";
    }
}
