package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.migrate.error.MigrateException;
import dev.migrate.error.StatementFailedException;
import dev.migrate.request.MigrationRequest;
import dev.migrate.settings.MigrateSettings;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A procedural language adds settings with default values when it is first used. */
@DatabaseTest(DatabaseProduct.POSTGRESQL)
class PostgreSqlSessionTests extends SessionContract {

    private final String role = "owner_" + Long.toHexString(System.nanoTime());

    @BeforeEach
    void createRole() {
        this.database.jdbc().execute("create role " + this.role);
    }

    @AfterEach
    void dropRole() {
        this.database.jdbc().execute("drop owned by %1$s cascade; drop role %1$s".formatted(this.role));
    }

    @Override
    String initSql() {
        return "set search_path to public, pg_catalog; set work_mem to '7MB'; set shop.tenant to 'seven'";
    }

    @Override
    List<String> state() {
        return List.of(
                "select name, setting from pg_settings where name not like 'transaction\\_%' and name not like 'plpgsql.%'",
                "select 'user', session_user || ' ' || current_user || ' ' || current_setting('role')",
                "select 'tenant', current_setting('shop.tenant', true)",
                "select 'temporary ' || relname, '' from pg_class where relnamespace = pg_my_temp_schema()",
                "select 'prepared ' || name, statement from pg_prepared_statements where from_sql",
                "select 'cursor ' || name, statement from pg_cursors where name like 'left%'",
                "select 'listens ' || c, '' from pg_listening_channels() c",
                """
                select 'lock ' || classid || ' ' || objid, mode from pg_locks
                where locktype = 'advisory' and pid = pg_backend_pid() and objsubid = 1""");
    }

    @Override
    List<String> changes() throws SQLException {
        List<String> changes = new ArrayList<>(thatRun(this.database.jdbc().queryForList("""
                select format('set %I to %L', name, case
                    when vartype = 'bool' then case setting when 'on' then 'off' else 'on' end
                    when vartype = 'enum' then (select v from unnest(enumvals) v where v <> setting order by v desc limit 1)
                    when name like '%timeout' then '3600000'
                    when vartype in ('integer', 'real') and setting::numeric < max_val::numeric
                      then (setting::numeric + 1)::text
                    when vartype in ('integer', 'real') then (setting::numeric - 1)::text
                    when name = 'search_path' then 'pg_temp'
                    when name = 'TimeZone' then 'Asia/Tokyo'
                    else 'x' end)
                from pg_settings
                where context in ('user', 'superuser')
                  and name not in ('client_encoding', 'DateStyle', 'exit_on_error', 'default_transaction_read_only')
                  and name not like 'transaction\\_%' and name not like 'debug\\_%' and name not like 'log\\_%'
                  and name not like 'trace\\_%' and name not like 'backtrace%'
                order by name""", String.class)));
        assertThat(changes).hasSizeGreaterThan(100).anyMatch((sql) -> sql.contains("session_replication_role"));
        changes.addAll(
                0,
                List.of(
                        "set search_path to public",
                        "create temporary table aside (id int)",
                        "create sequence counter",
                        "select nextval('counter')",
                        "prepare left_over as select 1",
                        "declare left_open cursor with hold for select 1",
                        "listen changes",
                        "select pg_advisory_lock(4711)",
                        "select pg_advisory_lock(4711)",
                        "select pg_advisory_lock_shared(4712)",
                        "set shop.tenant to 'eight'",
                        "set default_transaction_read_only to on",
                        "do $$ begin perform set_config('timezone', 'Asia/Tokyo', false); end $$"));
        changes.add("set role " + this.role);
        changes.add("set session authorization " + this.role);
        return changes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " transaction=off"})
    void recordsAsSessionUserDespiteSetRole(String options) {
        this.database.jdbc().execute("create schema shop authorization " + this.role);
        this.scriptFixture.file("a1", "", """
                        -- migrate:upgrade%s
                        set role %s;
                        set search_path to shop;
                        set row_security to off;
                        set default_transaction_read_only to off;
                        create table account (id int);
                        insert into account values (1);
                        """.formatted(options, this.role)).table("b2", "-- Revises: a1");
        engine(new ArrayList<>()).upgrade(MigrationRequest.to("head"));
        assertThat(this.database
                        .jdbc()
                        .queryForList(
                                "select schemaname || '.' || tablename || ' of ' || (tableowner = ?) from pg_tables"
                                        + " where tablename in ('account', 't_b2') order by 1",
                                String.class,
                                this.role))
                .containsExactly("public.t_b2 of false", "shop.account of true");
        assertThat(engine(new ArrayList<>()).status().current()).containsExactly("b2");
    }

    @Test
    void resumesWithRoleOfScript() {
        this.scriptFixture.file("a1", "", """
                -- migrate:upgrade transaction=off
                create schema shop authorization %1$s;
                set role %1$s;
                set search_path to shop;
                create table account (id int);
                insert into nowhere values (1);
                create table bill (id int);
                """.formatted(this.role));
        assertThatExceptionOfType(StatementFailedException.class)
                .isThrownBy(() -> engine(new ArrayList<>()).upgrade(MigrationRequest.to("head")));
        this.database.jdbc().execute("create table shop.nowhere (id int); grant all on shop.nowhere to " + this.role);
        engine(new ArrayList<>()).upgrade(MigrationRequest.to("head"));
        assertThat(this.database
                        .jdbc()
                        .queryForObject(
                                "select count(*) from pg_tables where schemaname = 'shop' and tableowner = ?",
                                Integer.class,
                                this.role))
                .isEqualTo(2);
    }

    @Test
    void checksDeferredConstraintsInSessionStateOfScript() {
        this.scriptFixture.script("a1", "", """
                create schema shop;
                create table shop.parent (id int primary key);
                create table shop.child (id int);
                create function shop.check_parent() returns trigger language plpgsql as $$
                begin
                  perform 1 from parent where id = new.id;
                  if not found then raise exception 'no parent'; end if;
                  return null;
                end $$;
                create constraint trigger has_parent after insert on shop.child deferrable initially deferred
                  for each row execute function shop.check_parent();
                set search_path to shop;
                insert into child values (1);
                insert into parent values (1);""", "");
        assertThat(engine(new ArrayList<>())
                        .upgrade(MigrationRequest.to("head"))
                        .current())
                .containsExactly("a1");
    }

    @Test
    void runsDumpAsFirstRevision() {
        this.scriptFixture.script("a1", "", """
                        SET statement_timeout = 0;
                        SET lock_timeout = 0;
                        SET idle_in_transaction_session_timeout = 0;
                        SET client_encoding = 'UTF8';
                        SET standard_conforming_strings = on;
                        SELECT pg_catalog.set_config('search_path', '', false);
                        SET check_function_bodies = false;
                        SET xmloption = content;
                        SET client_min_messages = warning;
                        SET row_security = off;
                        SET default_tablespace = '';
                        CREATE TABLE public.account (id integer);""", "DROP TABLE public.account;").table("b2", "-- Revises: a1");
        List<Map<String, String>> seen = new ArrayList<>();
        engine(seen).upgrade(MigrationRequest.to("head"));
        assertThat(seen.get(1)).isEqualTo(seen.get(0));
        assertThat(this.database.jdbc().queryForObject("select to_regclass('public.t_b2')::text", String.class))
                .isEqualTo("t_b2");
    }

    @Test
    void overridesTimeoutOfRoleUnlessScriptSetsIt() {
        String database = this.database.jdbc().queryForObject("select current_database()", String.class);
        this.database.jdbc().execute("alter database \"%s\" set statement_timeout = '100ms'".formatted(database));
        this.pool.close();
        this.pool = pool(this.database);
        MigrateSettings patient = this.scriptFixture.settings().toBuilder()
                .statementTimeout(Duration.ofSeconds(10))
                .build();
        this.scriptFixture.script("a1", "", "select pg_sleep(0.3);", "");
        this.scriptFixture.engine(this.pool, patient).upgrade(MigrationRequest.to("head"));
        MigrateSettings hasty = this.scriptFixture.settings().toBuilder()
                .statementTimeout(Duration.ofMillis(200))
                .build();
        this.scriptFixture.script("b2", "-- Revises: a1", "set statement_timeout = 0;\nselect pg_sleep(0.3);", "");
        this.scriptFixture.engine(this.pool, hasty).upgrade(MigrationRequest.to("head"));
        this.scriptFixture.script("c3", "-- Revises: b2", "select pg_sleep(5);", "");
        assertThatExceptionOfType(StatementFailedException.class)
                .isThrownBy(() -> this.scriptFixture.engine(this.pool, hasty).upgrade(MigrationRequest.to("head")))
                .withMessageContaining("statement timeout");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "listen changes",
                "set \"shop\".\"tenant\" to 'seven'",
                "set work_mem to '7MB'; do $$ begin perform set_config('shop.tenant', 'seven', false); end $$",
                "create temporary table aside as select 1; prepare one as select 1; select pg_advisory_lock_shared(7)"
            })
    void evictsConnectionThatLostPoolSettings(String init) {
        assertSameAfterARun(init, """
                select (select count(*) from pg_listening_channels()), current_setting('shop.tenant', true) as tenant,
                  current_setting('work_mem') as mem, (select count(*) from pg_prepared_statements where from_sql) as prepared,
                  (select count(*) from pg_class where relnamespace = pg_my_temp_schema()) as relations,
                  (select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()) as locks""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1",
                "set work_mem = '7MB'; select set_config('shop.tenant', 'seven', false)",
                "set role none"
            })
    void reusesRestoredConnection(String init) {
        assertSameAfterARun(
                init,
                "select pg_backend_pid(), current_setting('work_mem') as mem, current_setting('shop.tenant', true) as tenant");
    }

    @ParameterizedTest
    @ValueSource(strings = {"listen changes", "create temporary table aside (id int)", "select pg_advisory_lock(7)"})
    void closesConnectionThatLostItsState(String had) throws SQLException {
        this.scriptFixture.table("a1", "");
        try (Connection connection = this.database.dataSource().getConnection()) {
            SingleConnectionDataSource single = new SingleConnectionDataSource(connection, true);
            new JdbcTemplate(single).execute(had);
            this.scriptFixture.engine(single, this.scriptFixture.settings()).upgrade(MigrationRequest.to("head"));
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @Test
    void closesConnectionThatPoolCannotEvict() throws SQLException {
        this.scriptFixture.script("a1", "", "select pg_terminate_backend(pg_backend_pid());", "");
        SingleConnectionDataSource source = new SingleConnectionDataSource(
                this.database.url(), this.database.user(), this.database.password(), true);
        try {
            assertThatExceptionOfType(MigrateException.class)
                    .isThrownBy(() -> this.scriptFixture
                            .engine(source, this.scriptFixture.settings())
                            .upgrade(MigrationRequest.to("head")));
            assertThatExceptionOfType(SQLException.class).isThrownBy(source::getConnection);
        } finally {
            source.destroy();
        }
        this.scriptFixture.script("a1", "", "select 1;", "");
        assertThat(engine(new ArrayList<>())
                        .upgrade(MigrationRequest.to("head"))
                        .current())
                .containsExactly("a1");
    }

    @Test
    void migratesWithReadOnlyConnectionsOfPool() throws SQLException {
        this.pool.close();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(this.database.url());
        config.setUsername(this.database.user());
        config.setPassword(this.database.password());
        config.setReadOnly(true);
        config.setSchema("shop");
        config.setConnectionInitSql(initSql());
        config.setMaximumPoolSize(2);
        this.database.jdbc().execute("create schema shop");
        this.pool = new HikariDataSource(config);
        resetsSessionChangesOfRevision("");
    }
}
