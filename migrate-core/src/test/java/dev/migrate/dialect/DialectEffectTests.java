package dev.migrate.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.catalog.InterruptionEffect;
import dev.migrate.error.Location;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Statements;
import java.io.StringReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The effect of an interrupted statement, which decides whether it is run again, verified, or left to a person. */
class DialectEffectTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            TRANSACTIONAL | create table t (id integer)
            TRANSACTIONAL | create table vacuum_log (id integer)
            TRANSACTIONAL | create index i on t (id)
            TRANSACTIONAL | create unique index concurrently_built on t (id)
            TRANSACTIONAL | drop index i
            TRANSACTIONAL | alter table t detach partition p
            TRANSACTIONAL | alter table t add column concurrently_built boolean
            TRANSACTIONAL | alter database d set search_path = x
            TRANSACTIONAL | alter subscription s disable
            TRANSACTIONAL | insert into t values ('create index concurrently')
            TRANSACTIONAL | truncate t
            TRANSACTIONAL | grant select on t to r
            TRANSACTIONAL | create role r
            TRANSACTIONAL | reindex table t
            TRANSACTIONAL | cluster t using i
            TRANSACTIONAL | set search_path = x
            TRANSACTIONAL | discard temp
            VERIFIABLE    | create index concurrently i on t (id)
            VERIFIABLE    | CREATE UNIQUE INDEX /* online */ CONCURRENTLY IF NOT EXISTS i ON t (id)
            VERIFIABLE    | drop index concurrently i
            VERIFIABLE    | reindex index concurrently i
            VERIFIABLE    | reindex (concurrently) table t
            VERIFIABLE    | alter table t detach partition p concurrently
            VERIFIABLE    | create database d
            VERIFIABLE    | drop database d
            VERIFIABLE    | alter database d set tablespace s
            VERIFIABLE    | create tablespace s location '/x'
            VERIFIABLE    | create subscription s connection '' publication p
            VERIFIABLE    | drop subscription s
            IDEMPOTENT    | vacuum
            IDEMPOTENT    | vacuum full t
            IDEMPOTENT    | cluster
            IDEMPOTENT    | cluster verbose
            IDEMPOTENT    | cluster (verbose)
            IDEMPOTENT    | reindex database d
            IDEMPOTENT    | reindex (verbose) schema s
            IDEMPOTENT    | alter system set work_mem = '1MB'
            IDEMPOTENT    | alter subscription s refresh publication
            IDEMPOTENT    | alter subscription s set publication p
            IDEMPOTENT    | discard all
            """)
    void classifiesStatementsOfPostgreSql(InterruptionEffect effect, String sql) {
        assertThat(effect("postgresql", sql)).isEqualTo(effect);
    }

    private static final String MYSQL = """
            TRANSACTIONAL | insert into t values (1)
            TRANSACTIONAL | insert into t select 'create table'
            TRANSACTIONAL | update t set id = 1
            TRANSACTIONAL | delete from t
            TRANSACTIONAL | replace into t values (1)
            TRANSACTIONAL | select 1
            TRANSACTIONAL | (select 1) union (select 2)
            TRANSACTIONAL | with x as (select 1) select * from x
            TRANSACTIONAL | load data infile 'x' into table t
            TRANSACTIONAL | signal sqlstate '45000'
            TRANSACTIONAL | set @x = 1
            TRANSACTIONAL | set session sql_mode = ''
            IDEMPOTENT    | set autocommit = 1
            IDEMPOTENT    | set password = 'x'
            IDEMPOTENT    | use d
            IDEMPOTENT    | analyze table t
            IDEMPOTENT    | optimize table t
            IDEMPOTENT    | check table t
            IDEMPOTENT    | flush tables
            IDEMPOTENT    | grant select on t to u
            VERIFIABLE    | create table t (id integer)
            VERIFIABLE    | CREATE /* new */ TABLE IF NOT EXISTS t (id integer)
            VERIFIABLE    | create index i on t (id)
            VERIFIABLE    | create view v as select 1
            VERIFIABLE    | create procedure p() insert into t select 1
            VERIFIABLE    | alter table t add column c integer
            VERIFIABLE    | drop table t
            VERIFIABLE    | rename table t to u
            VERIFIABLE    | truncate table t
            UNVERIFIABLE  | create table t as select 1
            UNVERIFIABLE  | create table t (id integer) select 1 as id
            UNVERIFIABLE  | alter table t auto_increment = 10
            UNVERIFIABLE  | alter table t exchange partition p with table u
            UNVERIFIABLE  | alter table t discard tablespace
            UNVERIFIABLE  | create user u
            UNVERIFIABLE  | drop role r
            UNVERIFIABLE  | rename user u to v
            UNVERIFIABLE  | revoke select on t from u
            UNVERIFIABLE  | install plugin p soname 'x'
            UNVERIFIABLE  | repair table t
            PARTIAL       | call p()
            PARTIAL       | analyze format = json select 1
            PARTIAL       | set statement max_statement_time = 1 for create table t (id integer)
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = MYSQL)
    void classifiesStatementsOfMySqlAndMariaDb(InterruptionEffect effect, String sql) {
        assertThat(effect("mysql", sql)).isEqualTo(effect);
        assertThat(effect("mariadb", sql)).isEqualTo(effect);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            TRANSACTIONAL | insert into t values (1)
            TRANSACTIONAL | merge into t key (id) values (1)
            TRANSACTIONAL | update t set id = 1
            TRANSACTIONAL | delete from t
            TRANSACTIONAL | select 1
            TRANSACTIONAL | (select 1) union (select 2)
            TRANSACTIONAL | values (1)
            TRANSACTIONAL | explain select 1
            TRANSACTIONAL | set @x = 1
            IDEMPOTENT    | set mode MySQL
            IDEMPOTENT    | analyze
            IDEMPOTENT    | checkpoint
            IDEMPOTENT    | grant select on t to u
            VERIFIABLE    | create table t (id integer)
            VERIFIABLE    | create index i on t (id)
            VERIFIABLE    | create view v as select 1
            VERIFIABLE    | alter table t add column c integer
            VERIFIABLE    | alter table t rename to u
            VERIFIABLE    | drop table t
            VERIFIABLE    | comment on table t is 'x'
            UNVERIFIABLE  | create table t as select 1
            UNVERIFIABLE  | create table t (id integer) as values (1)
            UNVERIFIABLE  | truncate table t
            UNVERIFIABLE  | alter sequence s restart
            UNVERIFIABLE  | alter table t alter column id restart with 5
            UNVERIFIABLE  | create user u password 'x'
            UNVERIFIABLE  | drop role r
            UNVERIFIABLE  | revoke select on t from u
            PARTIAL       | call p()
            PARTIAL       | runscript from 'x'
            """)
    void classifiesStatementsOfH2(InterruptionEffect effect, String sql) {
        assertThat(effect("h2", sql)).isEqualTo(effect);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            TRANSACTIONAL | create table t (id integer)
            TRANSACTIONAL | alter table t add column c integer
            TRANSACTIONAL | drop table t
            TRANSACTIONAL | insert into t values (1)
            TRANSACTIONAL | insert into t values ('pragma "foreign_keys" = off')
            TRANSACTIONAL | reindex t
            TRANSACTIONAL | pragma user_version = 1
            TRANSACTIONAL | pragma foreign_key_check
            IDEMPOTENT    | vacuum
            IDEMPOTENT    | attach 'x' as other
            IDEMPOTENT    | detach other
            IDEMPOTENT    | pragma foreign_keys = off
            IDEMPOTENT    | PRAGMA main.journal_mode = wal
            IDEMPOTENT    | pragma "foreign_keys" = off
            IDEMPOTENT    | pragma main.[synchronous] = off
            """)
    void classifiesStatementsOfSqlite(InterruptionEffect effect, String sql) {
        assertThat(effect("sqlite", sql)).isEqualTo(effect);
    }

    private static InterruptionEffect effect(String product, String sql) {
        Dialect dialect = Dialects.named(product);
        try (Statements statements = dialect.lexer().statements(new StringReader(sql), new Location("script", 1))) {
            Statement statement = statements.next().orElseThrow();
            return dialect.effect(statement);
        }
    }
}
