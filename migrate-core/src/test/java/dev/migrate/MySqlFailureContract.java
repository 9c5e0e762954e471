package dev.migrate;

import java.util.stream.Stream;

/** Failures that MariaDB and MySQL have in common. */
abstract class MySqlFailureContract extends FailureContract {

    @Override
    String autocommitOption() {
        return "";
    }

    @Override
    Stream<String> broken() {
        return Stream.concat(
                super.broken(),
                Stream.of(
                        "call missing()",
                        "call once(1)",
                        "call once(nope)",
                        "do nope()",
                        "grant nope",
                        "signal sqlstate '45000' set message_text = 'not here'",
                        "signal sqlstate '02000'",
                        "insert into t_refusing values (1)",
                        "insert into v_checked values (1)"));
    }

    @Override
    Stream<String> brokenHalfway() {
        return Stream.of("call once()", "call dynamic()");
    }

    @Override
    String forHalfway() {
        return """
                create procedure once() begin create table if not exists t_part (id int); select nope from t_a1; end;
                create procedure dynamic() begin
                  set @wrong = 'crate';
                  prepare wrong from @wrong;
                end;
                create table t_refusing (id int);
                create trigger refuses before insert on t_refusing for each row
                  signal sqlstate '45000' set message_text = 'not here';
                create view v_checked as select * from t_a1 where id > 10 with check option;
                """;
    }

    @Override
    void resetHalfway() {
        this.database.jdbc().execute("drop procedure once");
        this.database.jdbc().execute("drop procedure dynamic");
        this.database.jdbc().execute("drop table t_refusing");
        this.database.jdbc().execute("drop view v_checked");
    }
}
