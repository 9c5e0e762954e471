package dev.migrate.guard;

import dev.migrate.sql.MySqlLexer;
import java.util.List;
import java.util.Set;

class MySqlGuardTests extends StatementGuardContract {

    static final Set<String> OWN = Set.of("app", "audit");
    static final Set<String> ALL = Set.of("app", "audit", "other", "mysql");

    MySqlGuardTests() {
        super(new MySqlLexer(), new MySqlGuard(new MySqlLexer(), OWN, ALL));
    }

    @Override
    List<String> reaching() {
        return examples();
    }

    static List<String> examples() {
        return List.of(
                "database | use other",
                "database | use `other`",
                "database | select * from other.t",
                "database | select * from `other` . `t`",
                "database | insert into OTHER.t values (1)",
                "database | create view v as select * from t join other.u on t.id = u.id",
                "database | create table t (id int, foreign key (id) references other.t (id))",
                "database | update mysql.user set host = '%'",
                "database | insert into APP.t values (1)",
                "database | drop table if exists `App`.t",
                "database | drop database APP",
                "database | drop database other",
                "database | create database fresh",
                "database | create schema if not exists fresh",
                "database | alter database other character set utf8mb4",
                "database | /*!50000 use other */",
                "database | create table t (id int) engine=federated connection='mysql://x'",
                "database | create table t (id int) connection = 'x'",
                "database | create table t (id int) engine = 'CONNECT'",
                "database | create table t (id int) engine '\\Spider'",
                "database | create table t (id int, primary key (id)) engine = \"federated\"",
                "database | set default_storage_engine = 'connect'",
                "database | set session default_storage_engine = concat('con', 'nect')",
                "database | create procedure p() drop database other",
                "database | create procedure p() comment 'a\nb' begin drop database if exists `other`; end",
                "database | create procedure p() begin alter database other character set latin1; end",
                "database | drop database appö",
                "server | call sys.execute_prepared_stmt('drop table other.t')",
                "server | call `sys` . ps_truncate_all_tables(false)",
                "server | update performance_schema.setup_consumers set enabled = 'NO'",
                "server | truncate table performance_schema.events_waits_history",
                "server | kill query 5",
                "server | do release_all_locks()",
                "server | create spatial reference system 1 name 'x' definition 'y'",
                "server | /*!99998 select */ create user x",
                "server | /*!99998 ' */ create user x; /*!99998 ' */",
                "server | /*!99998 # */ create user x",
                "server | create /*!99998 table */ user x",
                "server | /*!99998 a */ /*!50000 create */ /*!99998 table */ user x",
                "server | /*!99998 /* */ ' */ create user x -- '",
                "database | drop table /*!99998 if exists app. */ other.t",
                "not known before | select /*!10001 a*/ /*!10002 b*/ /*!10003 c*/ /*!10004 d*/ /*!10005 e*/ 1",
                "server | create definer = current_user() event e on schedule every 1 day do delete from t",
                "server | set global max_connections = 5",
                "server | set @@global.max_connections = 5",
                "server | set @a = 1, persist sort_buffer_size = 5",
                "server | /*!40101 SET GLOBAL general_log=1 */",
                "server | create user app identified by 'x'",
                "server | drop user if exists app",
                "server | rename user a to b",
                "server | create role r",
                "server | grant all on app.* to x",
                "server | grant r to x",
                "server | revoke all privileges, grant option from x",
                "server | set password for x = 'y'",
                "server | set default role all to x",
                "server | set @a = 1, password = 'x'",
                "files | load data from s3 's3://x' into table t",
                "server | flush privileges",
                "server | reset master",
                "server | purge binary logs to 'x'",
                "server | kill 5",
                "server | shutdown",
                "server | install plugin x soname 'x.so'",
                "server | create function f returns string soname 'x.so'",
                "server | change master to master_host = 'x'",
                "server | change replication source to source_host = 'x'",
                "server | start replica",
                "server | stop slave",
                "server | create tablespace x add datafile 'x.ibd'",
                "server | create server s foreign data wrapper mysql options (host 'x')",
                "server | create event e on schedule every 1 day do delete from t",
                "server | create definer = `a`@`b` event e on schedule every 1 day do delete from t",
                "server | xa start 'x'",
                "files | load data infile '/tmp/x' into table t",
                "files | LOAD DATA LOCAL INFILE 'x' INTO TABLE t",
                "files | load xml concurrent local infile 'x' into table t",
                "files | select * from t into outfile '/tmp/x'",
                "files | select a into dumpfile '/tmp/x' from t",
                "files | select load_file('/etc/passwd')",
                "files | select `load_file` ('/etc/passwd')",
                "files | select /*!50000 load_file('/etc/passwd') */",
                "files | create table t (id int) data directory = '/x'",
                "not known before | prepare p from 'drop table t'",
                "not known before | prepare p from @sql",
                "not known before | execute p",
                "not known before | /*!50003 execute p */");
    }

    @Override
    List<String> confined() {
        return accepted();
    }

    static List<String> accepted() {
        return List.of(
                "use app",
                "use `audit`",
                "create database if not exists audit",
                "select * from app.t join audit.u on t.id = u.id",
                "select o.id from t o",
                "set names utf8mb4",
                "set foreign_key_checks = 0, @x = @@global.sql_mode",
                "/*!40101 SET @saved = @@character_set_client */",
                "create table t (other int, connection int, prepare int, outfile int)",
                "create table t (id int comment 'load data infile; connection = ''x''')",
                "create trigger x before insert on t for each row set new.a = 1",
                "create procedure p(a text) begin prepare s from a; execute s; deallocate prepare s; end",
                "select load_file_name from t",
                "create table t (id int) engine = InnoDB",
                "set default_storage_engine = InnoDB",
                "update cars set engine = 'V8', password = 'x'",
                "insert into users set password = 'x'",
                "insert into users (id) values (1) on duplicate key update password = 'y'",
                "create table if not exists reset (id int, flush int, restart int, execute int)",
                "alter table t drop user, drop server",
                "alter table app.t drop role",
                "alter table t alter user set default 'x'",
                "alter table t add column shutdown int after restart",
                "select case when reset = 1 then flush else restart end from t order by shutdown",
                "select t.kill, t.grant from t use index (i) where reset > 0",
                "alter database character set utf8mb4",
                "show create table t",
                "/*!50003 CREATE*/ /*!50017 DEFINER=`root`@`localhost`*/ /*!50003 TRIGGER x BEFORE INSERT ON t FOR EACH ROW"
                        + " BEGIN /* why */ SET NEW.a = 'it''s'; # it's\n END */",
                "/*!50001 CREATE ALGORITHM=UNDEFINED */ /*!50013 DEFINER=`root`@`%` SQL SECURITY DEFINER */"
                        + " /*!50001 VIEW v AS select 1 AS one */",
                "create trigger x before update on t for each row begin"
                        + " if new.reset then set new.flush = new.shutdown; insert into log set password = 'x'; end if; end",
                "create procedure p(in reset int, shutdown int) begin declare restart int default reset;"
                        + " update t set password = 'x' where id = restart; if shutdown then leave l; end if; end",
                "create procedure p() begin create temporary table a (id int); drop temporary table a; end",
                "create procedure maintain() begin flush tables; kill 5; create user u; end",
                "create function f() returns int deterministic return (select count(*) from t)");
    }

    @Override
    List<String> scripts() {
        return List.of(
                "create procedure p(a text) begin prepare s from a; execute s; end;\ncall p('x')",
                "create procedure if not exists `p`() begin execute s; end;\ndrop procedure q;\ncall app.p()",
                "create procedure p() create user x@localhost; call p()",
                "create procedure p() begin declare x int; grant select on *.* to x; end; call p()",
                "create procedure p() sql security invoker flush logs; call p()",
                "create procedure p() comment 'x' set password = 'y'; call p()",
                "create procedure p() if 1 = 1 then create role r; end if; call p()",
                "create procedure p() begin l: loop reset master; leave l; end loop; end; call p()",
                "create procedure p() begin declare exit handler for 1062, not found shutdown; select 1; end; call p()",
                "create procedure p() begin declare exit handler for c kill 5; select 1; end; call p()",
                "create procedure p() case 1 when 1 then drop user x; end case; call p()",
                "create procedure p() begin repeat uninstall plugin x; until 1 end repeat; end; call p()",
                "create procedure p() while 1 do create event e on schedule every 1 day do delete from t; end while; call p()",
                "create procedure p() begin create or replace role r; end;\ncreate procedure q() call p(); call q()",
                "create procedure pe() flush logs; call pé()",
                "create procedure p() /*!99998 select */ flush logs; call p()",
                "create procedure /*!99998 q */ p() flush logs; call p()",
                "create procedure q() call p(); create procedure p() flush logs; call q()",
                "create trigger x before insert on t for each row call p(); create procedure p() kill 5;"
                        + " insert into t values (1)",
                "create procedure pe() flush logs; call `pé`()",
                "create trigger x before insert on t for each row follows y kill 5; insert into t values (1)");
    }
}
