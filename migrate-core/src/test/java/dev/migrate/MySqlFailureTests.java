package dev.migrate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.stream.Stream;

@DatabaseTest(DatabaseProduct.MYSQL)
class MySqlFailureTests extends FailureContract {

    @Override
    String apart() {
        return "";
    }

    @Override
    Stream<String> broken() {
        return Stream.concat(
                super.broken(),
                Stream.of("call missing()", "call once(1)", "call once(nope)", "do nope()", "grant nope"));
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
                """;
    }

    @Override
    void resetHalfway() {
        this.database.jdbc().execute("drop procedure once");
        this.database.jdbc().execute("drop procedure dynamic");
    }
}
