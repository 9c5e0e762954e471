package dev.migrate.guard;

import dev.migrate.sql.PostgresLexer;
import java.util.List;

class PostgresGuardTests extends StatementGuardContract {

    PostgresGuardTests() {
        super(new PostgresLexer(), new PostgresGuard(new PostgresLexer()));
    }

    @Override
    List<String> reaching() {
        return List.of(
                "server | alter system set work_mem = '1GB'",
                "server | ALTER /* x */ SYSTEM RESET ALL",
                "server | alter database app set search_path = x",
                "server | create database other",
                "server | DROP DATABASE IF EXISTS other",
                "server | create role app login",
                "server | create user app password 'x'",
                "server | alter user app superuser",
                "server | create group g",
                "server | drop owned by app",
                "server | reassign owned by app to other",
                "server | grant admins to app",
                "server | grant \"on\" to app with admin option",
                "server | revoke admins from app",
                "server | grant connect on database app to x",
                "server | grant usage on foreign server s to x",
                "server | create tablespace fast location '/x'",
                "server | create subscription s connection 'host=x' publication p",
                "server | comment on role app is 'x'",
                "server | comment on database app is 'x'",
                "server | security label for x on role app is 'x'",
                "server | checkpoint",
                "server | prepare transaction 'x'",
                "server | select pg_terminate_backend(pid) from pg_stat_activity",
                "server | select pg_catalog.pg_reload_conf()",
                "server | select \"pg_switch_wal\" ()",
                "server | select cron.schedule('x', '* * * * *', 'vacuum')",
                "server | do $$ begin perform pg_cancel_backend(1); end $$",
                "server | do $x$ begin create role app; end $x$",
                "files | copy t from '/tmp/x'",
                "files | COPY t (a, b) TO PROGRAM 'gzip'",
                "files | copy (select * from t) to E'/tmp/x'",
                "files | copy \"t\" from '/tmp/x' with (format csv)",
                "files | select lo_import('/etc/passwd')",
                "files | select pg_read_file('/etc/passwd')",
                "files | select pg_ls_dir('.')",
                "files | load 'auto_explain'",
                "files | create function f() returns int language c as 'lib', 'f'",
                "files | create function f() returns int as 'lib', 'f' language \"c\"",
                "files | create language x handler y",
                "database | select * from dblink('dbname=x', 'select 1') as t(id int)",
                "database | select dblink_exec('x', 'drop table t')",
                "database | create server s foreign data wrapper postgres_fdw",
                "database | create foreign table f (id int) server s",
                "database | import foreign schema public from server s into x",
                "database | create user mapping for app server s",
                "database | create materialized view m as select * from ext.dblink('x', 'y') as t(id int)",
                "not known before | do $$ begin execute 'drop ' || 'table t'; end $$",
                "not known before | do 'begin execute ''x''; end'",
                "not known before | prepare p as select 1",
                "not known before | execute p",
                "not known before | select query_to_xml('select 1', true, true, '')",
                "cannot be examined | do language plpython3u $$ import os $$",
                "cannot be examined | do e'begin exec\\165te ''x''; end'");
    }

    @Override
    List<String> confined() {
        return List.of(
                "copy t from stdin",
                "copy t to stdout",
                "create extension if not exists dblink with schema ext",
                "create extension postgres_fdw",
                "grant select on t to app",
                "grant execute on function f() to app",
                "grant execute on all functions in schema s to app",
                "revoke all on schema public from public",
                "alter table t owner to app",
                "alter default privileges in schema s grant select on tables to app",
                "create publication p for table t",
                "comment on table t is 'on database'",
                "comment on extension hstore is 'x'",
                "set search_path = x",
                "set role app",
                "set default_tablespace = ''",
                "select set_config('search_path', '', false)",
                "select pg_catalog.setval('s', 1)",
                "create trigger x after insert on t for each row execute function f()",
                "create trigger x after insert on t for each row execute procedure f()",
                "create function f() returns trigger language plpgsql as $$ begin execute 'x'; end $$",
                "create function f() returns text language sql as $$ select pg_read_file('x') $$",
                "do $$ begin create type mood as enum ('a'); exception when duplicate_object then null; end $$",
                "do $$ begin raise notice 'alter system'; end $$",
                "create table t (load text, program text, role text, \"database\" text)",
                "alter type copy rename value 'from' to 'to'",
                "create table part partition of t for values from ('a') to ('b')",
                "create role_view as select 1",
                "create table execute_log (at timestamptz)");
    }

    @Override
    List<String> scripts() {
        return List.of(
                "create function f() returns int language sql as $$ select 1 from dblink('x', 'y') as t(a int) $$; drop function f(); select f()",
                "create or replace function s.\"f\"(a text) returns int language plpgsql as $$ begin execute a; return 1; end $$; grant execute on function s.f(text) to x; create index i on t (s.f(a))",
                "create procedure p() language plpgsql as $$ begin copy t from '/x'; end $$; call p()",
                "create function f() returns int language plperlu as $$ system('x') $$; select f()",
                "create function f() returns int language plpgsql as $$ begin execute 'x'; end $$; do $$ begin perform f(); end $$",
                "create function f() returns int language plpgsql as $$ begin execute 'x'; end $$; create function g() returns int language sql as $$ select 1 $$; select g(); select g(), f()",
                "create function f() returns trigger language plpgsql as $$ begin execute 'x'; return new; end $$; create trigger x after insert on t for each row execute function f(); create table u (id int); insert into t values (1)");
    }
}
