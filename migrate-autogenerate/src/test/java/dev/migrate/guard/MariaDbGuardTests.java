package dev.migrate.guard;

import dev.migrate.sql.MariaDbLexer;
import java.util.List;
import java.util.stream.Stream;

class MariaDbGuardTests extends StatementGuardContract {

    MariaDbGuardTests() {
        super(new MariaDbLexer(), new MySqlGuard(new MariaDbLexer(), MySqlGuardTests.OWN, MySqlGuardTests.ALL));
    }

    @Override
    List<String> reaching() {
        return Stream.concat(
                        MySqlGuardTests.examples().stream(),
                        Stream.of(
                                "server | create or replace user app identified by 'x'",
                                "server | /*M!100100 SET GLOBAL general_log=1 */",
                                "server | backup stage start",
                                "database | create or replace database other",
                                "database | create table t (id int) engine=CONNECT table_type=CSV",
                                "not known before | execute immediate 'drop table t'"))
                .toList();
    }

    @Override
    List<String> confined() {
        return MySqlGuardTests.accepted();
    }

    @Override
    List<String> scripts() {
        return List.of("create or replace procedure p() begin execute immediate 'x'; end;\ncall p()");
    }
}
