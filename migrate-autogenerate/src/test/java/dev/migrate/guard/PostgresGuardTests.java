package dev.migrate.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.guard.PostgresLiveObjects.Definition;
import dev.migrate.sql.PostgresLexer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PostgresGuardTests extends StatementGuardContract {

    private static final String DYNAMIC =
            "create function f() returns int language plpgsql as $$ begin execute 'x'; return 1; end $$; ";

    /** Two names of which the server keeps the same part. */
    private static final String LONG = "create function " + "f".repeat(63)
            + "%s() returns int language plpgsql as $$ begin execute 'x'; return 1; end $$; select " + "f".repeat(63)
            + "%s()";

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
                "server | create schema s grant create, connect on database other to public",
                "server | create schema authorization app grant create on tablespace fast to app",
                "server | create schema s create table t (id int) create index i on t (id) grant select on t to app grant temporary on database app to app",
                "server | do $$ begin if true then create schema s grant connect on database app to app; end if; end $$",
                "server | create tablespace fast location '/x'",
                "server | create table t () tablespace fast",
                "server | create table t as table u tablespace \"fast\"",
                "server | create schema s create sequence q create table t (id int primary key) tablespace fast",
                "server | create unique index i on t (a) with (fillfactor = 70) tablespace fast where a > 1",
                "server | create table t (id int primary key using index tablespace fast)",
                "server | create materialized view v tablespace fast as select 1",
                "server | alter table t add primary key (id) using index tablespace fast",
                "server | alter table t set tablespace fast",
                "server | alter table all in tablespace fast set tablespace slow",
                "server | alter index all in tablespace pg_default owned by app set tablespace slow",
                "server | reindex (verbose, tablespace fast) table t",
                "server | set default_tablespace = fast",
                "server | set local default_tablespace to 'fast'",
                "server | set temp_tablespaces = a, b",
                "server | select set_config('default_tablespace', 'fast', false)",
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
                "server | select pg_background_launch('drop database other')",
                "server | select pglogical.create_subscription('s', 'host=x')",
                "server | select dbms_job.submit('x')",
                "server | set search_path = cron, public",
                "server | set search_path to public, \"cron\"",
                "server | set search_path = 'cron'",
                "server | select set_config('search_path', 'public, cron', false)",
                "server | set schema 'cron'",
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
                "database | select * from http(('GET', 'https://example.org', null, null, null)::http_request)",
                "database | select \"http_get\"('https://example.org')",
                "database | select ext.run_command_on_workers('create role x')",
                "database | select citus_add_node('x', 5432)",
                "database | select create_distributed_table('t', 'id')",
                "database | select oracle_execute('s', 'drop table x')",
                "database | select mysql_fdw_query('s', 'x')",
                "database | select table_import_from_s3('t', '', 'x')",
                "database | create cast (a as b) with function ext.dblink_open as assignment",
                "database | create server s foreign data wrapper postgres_fdw",
                "database | create foreign table f (id int) server s",
                "database | import foreign schema public from server s into x",
                "database | create user mapping for app server s",
                "database | create materialized view m as select * from ext.dblink('x', 'y') as t(id int)",
                "not known before | do $$ begin execute 'drop ' || 'table t'; end $$",
                "not known before | do 'begin execute ''x''; end'",
                "not known before | prepare p as select 1",
                "not known before | execute p",
                "not known before | create table t as execute p (1)",
                "not known before | explain (analyze) execute p",
                "not known before | select query_to_xml('select 1', true, true, '')",
                "cannot be examined | do language plpython3u $$ import os $$",
                "cannot be examined | do $$ begin create function f() returns int language plperlu as 'x'; end $$",
                "not known before | do e'begin exec\\165te ''x''; end'",
                "not known before | do u&'begin exec\\0075te ''x''; end'",
                "not known before | do 'begin exe'\n'cute ''x''; end'",
                "not known before | do 'begin exe' -- x\n -- y\n'cute ''x''; end'",
                "database | do 'begin perform dblink_ex'\n'ec(''dbname=x'', ''drop table t''); end'",
                "cannot be examined | do e'begin null;'\n'exec\\165te ''x''; end'",
                "not known before | do $$ declare procedure text := 'x'; begin execute procedure; end $$",
                "not known before | do $$ declare option refcursor; begin open option for execute 'x'; end $$",
                "not known before | do $$ declare grant text; begin for grant in execute on loop null; end loop; end $$",
                "not known before | do $$ <<a>>execute 'x' $$",
                "not known before | do $a$ begin create function f() returns int language plpgsql as $b$ begin execute 'x'; end $b$; end $a$",
                "not known before | do $a$ begin do $b$ begin do 'begin execute ''x''; end'; end $b$; end $a$",
                "texts are read | set standard_conforming_strings = off",
                "texts are read | SET SESSION standard_conforming_strings TO 'off'",
                "texts are read | select set_config('standard_conforming_strings', 'off', false)",
                "texts are read | select set_config('standard_conforming' || '_strings', 'off', false)",
                "texts are read | update pg_settings set setting = 'off' where name like 'standard_conforming%'",
                "texts are read | alter function f() set standard_conforming_strings = off",
                "texts are read | do $$ begin set standard_conforming_strings = off; end $$",
                "texts are read | set standard_conforming_strings to default",
                "texts are read | reset standard_conforming_strings",
                "texts are read | do $$ begin reset all; end $$",
                "texts are read | discard all",
                "texts are read | set client_encoding = 'SJIS'",
                "texts are read | set names 'SJIS'",
                "files | select U&\"pg\\005fread_file\"('/etc/hostname')",
                "cannot be examined | select U&\"pg!005fread_file\" UESCAPE '!' ('/etc/hostname')",
                "cannot be examined | do u&'begin exec!0075te ''x''; end' uescape '!'",
                "files | create operator ### (function = pg_read_file, rightarg = text)",
                "files | create operator ### (function = 'pg_read_file', rightarg = text)",
                "files | create aggregate a (text) (sfunc = pg_catalog.pg_read_file, stype = text)",
                "server | update pg_authid set rolsuper = true",
                "server | create view v as select * from pg_catalog.pg_database",
                "changes the catalog | update pg_proc set prosrc = 'begin execute ''x''; end' where proname = 'f'",
                "changes the catalog | insert into pg_catalog.\"pg_trigger\" select * from t",
                "cannot be examined | create function \u2003b() returns int language sql as 'select 1'",
                "several statements | create function f() returns int begin atomic select 1; do 'begin execute ''x''; end'; end",
                "files | create operator class c for type t using btree as function 1 'pg_read_file'",
                "not known before | create view v as select word from ts_stat('select 1')",
                "not known before | select ts_rewrite('a'::tsquery, 'select 1')",
                "not known before | select * from ext.crosstab('select 1') as t(a int)",
                "not known before | select * from connectby('t', 'a', 'b', 'c', 0) as t(a int)",
                "not known before | select * from xpath_table('a', 'b', 'c', 'd', 'e') as t(a int)");
    }

    @Override
    List<String> confined() {
        return List.of(
                "copy t from stdin",
                "copy t to stdout",
                "create extension if not exists dblink with schema ext",
                "create extension postgres_fdw",
                "grant select on t to app",
                "create schema s create table t (\"database\" text) grant select on t to app",
                "create schema s create view v as select t.id from t join u on database = 1",
                "grant execute on function f() to app",
                "grant execute on all functions in schema s to app",
                "revoke all on schema public from public",
                "alter table t owner to app",
                "alter default privileges in schema s grant select on tables to app",
                "create publication p for table t",
                "comment on table t is 'on database'",
                "comment on extension hstore is 'x'",
                "set search_path = x",
                "SET standard_conforming_strings = on",
                "SET client_encoding = 'UTF8'",
                "SET escape_string_warning = off",
                "SELECT pg_catalog.set_config('search_path', '', false)",
                "create extension pgcrypto",
                "create function f(language text) returns text language 'plpgsql' as $$ begin return language; end $$",
                "do $$ begin create trigger x after update on t for each row when (old.a <> new.a) execute function f(); end $$",
                "do $$ begin grant select, insert on t to app; grant execute on function f() to app; end $$",
                "select 'a'\n'b'",
                "insert into t values (E'a\\'b', U&'\\00e4')",
                "set role app",
                "set default_tablespace = ''",
                "set default_tablespace = 'pg_default'",
                "set search_path = ''",
                "create table t (id int, tablespace text, check (id > 1 and tablespace <> 'x')) tablespace pg_default",
                "alter table t add tablespace text",
                "alter table t alter column tablespace set default 'x'",
                "create view v as select tablespace from pg_tables order by tablespace desc",
                "create table net.http (id int primary key)",
                "create index i on http (id)",
                "insert into log.http_get (id) values (1)",
                "create table t (id uuid default uuid_generate_v4(), other uuid default gen_random_uuid())",
                "select st_makepoint(1, 2), crypt('x', gen_salt('bf')), similarity('a', 'b')",
                "reset search_path",
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
                DYNAMIC + "create table t (id int); alter table t add column c text default f()",
                DYNAMIC + "create table t (id int); alter table t alter column id set default f()",
                DYNAMIC + "create table t (id int); alter table t alter id type bigint using f(id)",
                DYNAMIC
                        + "alter function f() owner to app; comment on function f() is 'x'; alter function f() rename to g",
                DYNAMIC + "create table f (id int); insert into f (id) values (1); create view v as select public.f()",
                DYNAMIC + "create operator ### (function = 'f', rightarg = text)",
                DYNAMIC
                        + "create function g() returns int language sql as $$ select f() $$; create function h() returns int language sql as $$ select g() $$; do $$ begin perform h(); end $$",
                DYNAMIC + "create event trigger x on ddl_command_end execute function f()",
                "create function g() returns int language plpgsql as $$ begin return f(); end $$; " + DYNAMIC
                        + "select g()",
                "create table u (id int); create function g() returns int language sql as $$ insert into u values (1) returning id $$; "
                        + DYNAMIC + "create trigger x after insert on u for each row execute function f(); select g()",
                DYNAMIC
                        + "create trigger x after insert on u for each row execute function f(); do $$ begin create type mood as enum ('a'); exception when duplicate_object then null; end $$; alter table t add foreign key (a) references u on update set null on delete set null; do $$ begin insert into u values (1); end $$",
                "create or replace function s.\"f\"(a text) returns int language plpgsql as $$ begin execute a; return 1; end $$; grant execute on function s.f(text) to x; create index i on t (s.f(a))",
                "create procedure p() language plpgsql as $$ begin copy t from '/x'; end $$; call p()",
                "create function f() returns int language plperlu as $$ system('x') $$; select f()",
                "create function f() returns int language plpgsql as $$ begin execute 'x'; end $$; do $$ begin perform f(); end $$",
                "create function f() returns int language plpgsql as $$ begin execute 'x'; end $$; create function g() returns int language sql as $$ select 1 $$; select g(); select g(), f()",
                "create function f() returns trigger language plpgsql as $$ begin execute 'x'; return new; end $$; create trigger x after insert on t for each row execute function f(); create table u (id int); insert into t values (1)");
    }

    @Test
    void findsWhatUsesALiveObject() {
        PostgresGuard guard = guard(
                routine("util", "num", "begin perform dblink_exec('x', 'y'); return 1; end"),
                routine("util", "next", "begin return util.num(); end"),
                routine("util", "plain", "begin return 1; end"),
                routine("public", "changed", "begin execute 'x'; return 1; end"),
                new Definition("util", "totals", false, "select next() as one"),
                new Definition(
                        "public", "item", false, "create trigger x after insert on item execute function changed()"));
        assertThat(findings(guard, "create table item (id int default util.num()); insert into item values (1)"))
                .containsExactly("uses 'util.num' of the database, which uses another database (DBLINK_EXEC)");
        assertThat(findings(guard, "create table t (id int default \"util\".\"next\"())"))
                .hasSize(1);
        assertThat(findings(guard, "create table t as select * from util.totals"))
                .hasSize(1);
        assertThat(findings(guard, "set search_path = util; create table t (id int default num())"))
                .hasSize(1);
        assertThat(findings(guard, "insert into public.item values (1); create table item (id int)"))
                .hasSize(1);
        assertThat(findings(guard, "create schema s create table item (id int); insert into item values (1)"))
                .hasSize(2);
        assertThat(findings(guard, "create table num (num int default util.plain()); create table totals (id int)"))
                .isEmpty();
        assertThat(
                        findings(
                                guard,
                                "create table item (id int); create function changed() returns int language sql as 'select 1'; insert into item values (changed())"))
                .isEmpty();
    }

    private static Definition routine(String schema, String name, String body) {
        return new Definition(
                schema,
                name,
                true,
                "CREATE OR REPLACE FUNCTION %s.%s()%n RETURNS integer%n LANGUAGE plpgsql%nAS $function$%s$function$"
                        .formatted(schema, name, body));
    }

    private static PostgresGuard guard(Definition... live) {
        return new PostgresGuard(
                new PostgresLexer(), new PostgresLiveObjects("public", Set.of("public"), List.of(live)));
    }

    private List<String> findings(PostgresGuard guard, String script) {
        return guard.findings(statements(script)).stream()
                .map(StatementGuard.Finding::reason)
                .toList();
    }
}
