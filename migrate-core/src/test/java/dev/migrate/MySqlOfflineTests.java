package dev.migrate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

@DatabaseTest(DatabaseProduct.MYSQL)
class MySqlOfflineTests extends OfflineContract {

    @Override
    String product() {
        return "mysql";
    }

    @Override
    List<String> client(TestDatabase target, Path script) {
        Client at = Client.of(target);
        return List.of(product(), "--protocol=tcp", "-h", at.host(), "-P", at.port(), "-u", target.user(), at.name());
    }

    @Override
    Map<String, String> environment() {
        return Map.of("MYSQL_PWD", this.database.password());
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
