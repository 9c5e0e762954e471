package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migrate.error.StatementFailedException;
import dev.migrate.request.MigrationRequest;
import dev.migrate.settings.MigrateSettings;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@DatabaseTest(DatabaseProduct.MARIADB)
class MariaDbSessionTests extends MySqlSessionContract {

    @Override
    Stream<String> lookingPlain() {
        return Stream.concat(
                super.lookingPlain(),
                Stream.of(
                        "create table x as values (get_lock('left behind', 0))",
                        "analyze select @left_over := 7",
                        "analyze format=json select @left_over := 7"));
    }

    @Override
    List<String> state() {
        return List.of(
                """
                select lower(variable_name), session_value from information_schema.system_variables
                where variable_scope <> 'GLOBAL' and read_only = 'NO'
                  and variable_name not in ('autocommit', 'error_count', 'external_user', 'gtid_seq_no', 'identity', 'in_transaction',
                    'insert_id', 'last_gtid', 'last_insert_id', 'max_relay_log_size', 'proxy_user', 'pseudo_thread_id', 'rand_seed1',
                    'rand_seed2', 'sql_slave_skip_counter', 'timestamp', 'warning_count')""",
                "select 'database', concat(database(), ' ', coalesce(current_role(), 'none'))",
                "select 'variable', @left_over",
                "select 'lock', is_used_lock('left over') = connection_id()");
    }

    @Override
    List<String> changes() throws SQLException {
        List<String> changes = new ArrayList<>(thatRun(this.database.jdbc().queryForList("""
                select concat('set session ', lower(variable_name), ' = ', case
                    when variable_type = 'BOOLEAN' then if(session_value = 'ON', '0', '1')
                    when variable_type = 'ENUM' then quote(if(enum_value_list like concat(session_value, ',%'),
                      substring_index(enum_value_list, ',', -1), substring_index(enum_value_list, ',', 1)))
                    when variable_name like '%timeout' or variable_name = 'max_statement_time' then '3600'
                    when variable_name = 'default_storage_engine' then quote('MyISAM')
                    when variable_name = 'time_zone' then quote('+03:00')
                    when variable_name = 'lc_time_names' then quote('de_DE')
                    when variable_type like '%INT%' and session_value * 2 < numeric_max_value then session_value * 2 + 1024
                    when variable_type like '%INT%' then session_value - 1024
                    when variable_type = 'DOUBLE' then session_value + 1
                    else quote(session_value) end)
                from information_schema.system_variables
                where variable_scope <> 'GLOBAL' and read_only = 'NO' and session_value is not null
                  and variable_name not like 'character%' and variable_name not like 'collation%'
                  and variable_name not like 'debug%' and variable_name not like 'wsrep%'
                  and variable_name not in ('autocommit', 'sql_mode', 'tx_read_only', 'gtid_domain_id', 'server_id', 'pseudo_thread_id',
                    'sql_log_bin', 'skip_replication', 'timestamp', 'insert_id', 'identity', 'last_insert_id',
                    'max_relay_log_size', 'sql_slave_skip_counter', 'max_session_mem_used', 'sql_select_limit', 'session_track_system_variables', 'storage_engine',
                    'sql_if_exists')
                order by variable_name""", String.class)));
        assertThat(changes).hasSizeGreaterThan(100).anyMatch((sql) -> sql.contains("sql_safe_updates"));
        changes.addAll(List.of(
                "set session sql_select_limit = 1",
                "set session sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES'",
                "set @left_over = 1",
                "create temporary table aside (id int)",
                "prepare left_over from 'select 1'",
                "select get_lock('left over', 0)",
                "use mysql",
                "set session tx_read_only = 1"));
        return changes;
    }

    /** MariaDB lists these two as session variables, although they are global. */
    @Test
    void keepsGlobalVariables() throws SQLException {
        String size = "select @@max_relay_log_size";
        Long before = this.database.jdbc().queryForObject(size, Long.class);
        try {
            this.scriptFixture
                    .script("a1", "", "set sql_safe_updates = 1, max_relay_log_size = 8192;", "")
                    .table("b2", "-- Revises: a1");
            engine(new ArrayList<>()).upgrade(MigrationRequest.to("head"));
            assertThat(this.database.jdbc().queryForObject(size, Long.class)).isEqualTo(8192);
        } finally {
            this.database.jdbc().execute("set max_relay_log_size = " + before);
        }
    }

    @Test
    void limitsStatementsRegardlessOfUserLimit() {
        MigrateSettings hasty = this.scriptFixture.settings().toBuilder()
                .statementTimeout(Duration.ofMillis(300))
                .build();
        this.scriptFixture.script(
                "a1", "", "set max_statement_time = 0;\ndo sleep(0.5);\ncreate table t_a1 (id int);", "");
        this.scriptFixture.engine(this.pool, hasty).upgrade(MigrationRequest.to("head"));
        this.scriptFixture.script(
                "b2",
                "-- Revises: a1",
                "create table t_b2 as select count(*) from information_schema.columns a, information_schema.columns b, information_schema.columns c;",
                "");
        assertThatExceptionOfType(StatementFailedException.class)
                .isThrownBy(() -> this.scriptFixture.engine(this.pool, hasty).upgrade(MigrationRequest.to("head")))
                .withMessageContaining("max_statement_time");
    }
}
