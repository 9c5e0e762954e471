package dev.migrate.guard;

import dev.migrate.sql.H2Lexer;
import java.util.List;

class H2GuardTests extends StatementGuardContract {

    H2GuardTests() {
        super(new H2Lexer(), new H2Guard(new H2Lexer()));
    }

    @Override
    List<String> reaching() {
        return List.of(
                "files | runscript from 'x.sql'",
                "files | RUNSCRIPT FROM 'classpath:x.sql'",
                "files | script to 'x.sql'",
                "files | script simple nodata to 'x'",
                "files | script nodata",
                "files | script to ('/tmp/x')",
                "files | script to concat('/tmp/', 'x')",
                "files | backup to ('x.zip')",
                "files | runſcript from 'x'",
                "files | \u00a0runscript from 'x'",
                "files | call U&\"CSV\\0057RITE\"('x', 'select 1')",
                "files | call u&\"CSV!+000057RITE\" /* x */ uescape '!' ('x', 'select 1')",
                "files | call cſvwrite('x', 'select 1')",
                "files | call \"cſvwrite\" ('x', 'select 1')",
                "files | call fıle_wrıte('x', 'y')",
                "files | call ﬁle_read('x')",
                "files | call `CsvRead`('x')",
                "files | create alıas f as 'x'",
                "not known before | set mode mssqlserver",
                "not known before | set mode = \"MSSQLServer\"",
                "files | backup to 'x.zip'",
                "files | shutdown",
                "files | create table t as select * from csvread('x.csv')",
                "files | call csvwrite('x.csv', 'select 1')",
                "files | call \"CSVWRITE\"('x.csv', 'select 1')",
                "files | select file_read('/etc/passwd')",
                "files | insert into t select file_write('x', 'y')",
                "files | create alias f as 'int f() { return 1; }'",
                "files | create alias if not exists f deterministic as $$ int f() { return 1; } $$",
                "files | CREATE FORCE ALIAS f AS 'x'",
                "files | create trigger x before insert on t as 'x'",
                "files | create table t (id int) engine \"org.acme.Engine\"",
                "files | create table t (id int) engine acme",
                "files | set database_event_listener 'org.acme.Listener'",
                "database | create cached linked table l ('', 'x', '', '', 'T')",
                "database | create linked table l ('org.h2.Driver', 'jdbc:h2:x', '', '', 'T')",
                "database | create force local temporary linked table l ('', 'x', '', '', 'T')",
                "database | call link_schema('a', '', 'x', '', '', 'b')",
                "not known before | execute immediate 'drop table t'");
    }

    @Override
    List<String> confined() {
        return List.of(
                "create alias root for 'java.lang.Math.sqrt'",
                "create trigger notes after insert on t for each row call 'org.acme.Notes'",
                "create user app password 'x'",
                "create table t (id int, script varchar(5) default 'to')",
                "create table script (backup int, \"runscript\" int)",
                "create table cars (engine varchar(5), U&\"gr\\00f6\\00dfe\" int)",
                "set mode PostgreSQL",
                "insert into t values ( $$ csvread('x') $$ )",
                "create domain backup as int",
                "set schema s",
                "create view v as select csvread from t");
    }

    @Override
    List<String> scripts() {
        return List.of(
                "create alias f for 'java.lang.System.exit'; create table t (id int); call f(1)",
                "create alias f for 'java.lang.System.exit'; call U&\"\\0046\"(1)",
                "create alias f for 'java.lang.System.exit'; create table t (f int); create index i on t (f); create index j on t (f(1))",
                "create alias \"ſ\" for 'java.lang.System.exit'; call s(1)",
                "create alias U&\"f\\0069\" for 'java.lang.System.exit'; call fı(1)",
                "create alias x.f for 'java.lang.System.exit'; alter table t alter column c set default X.\"F\"(1)",
                "create alias f for 'java.lang.System.exit'; alter table t add column c int default f(1)",
                "create alias f for 'java.lang.System.exit'; create domain d as int default f(1)",
                "create trigger x before insert on t for each row call 'org.acme.X';"
                        + " create table u as select * from final table (insert into t values (1))",
                "create trigger x before select on t call 'org.acme.X'; create table u (id int); table t",
                "create trigger x before insert on t for each row call 'org.acme.X'; explain analyze delete from t",
                "create trigger x before insert on t for each row call 'org.acme.X'; insert into t values (1)");
    }
}
