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
                "create table t (id int) engine = InnoDB");
    }

    @Override
    List<String> scripts() {
        return List.of(
                "create procedure p(a text) begin prepare s from a; execute s; end;\ncall p('x')",
                "create procedure if not exists `p`() begin execute s; end;\ndrop procedure q;\ncall app.p()");
    }
}
