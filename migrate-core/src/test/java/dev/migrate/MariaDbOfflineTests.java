package dev.migrate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.MARIADB)
class MariaDbOfflineTests extends MySqlOfflineTests {

    @Override
    public String product() {
        return "mariadb";
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
