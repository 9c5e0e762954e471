package dev.migrate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.dialect.PostgresDialect;
import dev.migrate.error.Location;
import dev.migrate.sql.Statements;
import java.io.StringReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresSessionStateLeakTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * into temp foo from bar",
                "select * into local temporary table foo from bar",
                "select * into pg_temp.foo from bar",
                "create table pg_temp.x (id int)",
                "create table \"pg_temp\".x (id int)",
                "create function pg_temp.f() returns int language sql as 'select 1'",
                "create or replace temp view seen as select 1",
                "explain analyze create temp table x as select 1",
                "create temp table x (id int) -- on commit drop",
                "with s as (select set_config('a.b', 'c', false)) select * from s",
                "select set_config('a.b', 'c', is_local => false)",
                "select set_config('a.b', 'c', is_local := false)",
                "select set_config('a.b', 'c', 1 = 1)",
                "select set_config('a.b', 'c', 'true')",
                "select set_config('a.b', set_config('a.c', 'd', false), true)",
                "select \"set_config\"('a.b', 'c', false)",
                "select 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,set_config('a.b', 'c', false)",
                "update t set x = set_config('a.b', 'c', false)",
                "select pg_advisory_lock(1)",
                "select pg_catalog.pg_try_advisory_lock_shared(1)"
            })
    void detectsStateThatOutlivesTheTransaction(String sql) {
        assertThat(staysInSession(sql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select set_config('a.b', coalesce('c', 'd'), true)",
                "select set_config('a.b', 'c', is_local => true)",
                "select set_config(is_local => true, setting_name => 'a.b', new_value => 'c')",
                "select pg_advisory_xact_lock(1)",
                "select 'set_config(a, b, false)'",
                "insert into temp values (1)",
                "insert into pg_temp.x values (1)",
                "drop table pg_temp.x",
                "select * into kept from bar",
                "create table pg_temp.x (id int) on commit drop",
                "create temp table x on commit drop as select 1",
                "create table kept (temp int)"
            })
    void acceptsTransactionLocalState(String sql) {
        assertThat(staysInSession(sql)).isFalse();
    }

    private static boolean staysInSession(String sql) {
        PostgresDialect dialect = new PostgresDialect();
        try (Statements statements = dialect.lexer().statements(new StringReader(sql), new Location("test", 1))) {
            return dialect.staysInSession(statements.next().orElseThrow());
        }
    }
}
