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
                                "not known before | execute immediate 'drop table t'",
                                "not known before | begin not atomic execute immediate 'x'; end",
                                "not known before | begin not atomic begin prepare s from 'x'; end; end",
                                "server | begin not atomic create user x@localhost; end",
                                "server | begin not atomic if 1 then grant all on *.* to x; end if; end",
                                "server | for i in 1..1 do create user x; end for",
                                "server | for i in (select 1) do flush logs; end for",
                                "server | set statement max_statement_time = 10 for create user x@localhost",
                                "server | set statement max_statement_time = 10, lock_wait_timeout = 1 for flush logs",
                                "server | set statement lock_wait_timeout = 1 for set password = 'x'",
                                "server | if 1 = 1 then create role r; end if",
                                "server | while 1 do shutdown; end while",
                                "server | l: begin not atomic shutdown wait for all slaves; end",
                                "database | set statement max_statement_time = 10 for drop database other",
                                "database | set statement max_statement_time = 10 for use other",
                                "database | begin not atomic create schema fresh; end"))
                .toList();
    }

    @Override
    List<String> confined() {
        return MySqlGuardTests.accepted();
    }

    @Override
    List<String> scripts() {
        return List.of(
                "create or replace procedure p() begin execute immediate 'x'; end;\ncall p()",
                "create procedure p() flush logs; set statement lock_wait_timeout = 1 for call p()");
    }
}
