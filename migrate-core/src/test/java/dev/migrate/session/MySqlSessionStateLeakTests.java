package dev.migrate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.error.Location;
import dev.migrate.sql.MySqlLexer;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Statements;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MySqlSessionStateLeakTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "analyze select 1",
                "analyze format=json update t set a = 1",
                "create table x as select @v := 5",
                "create table x (a int default (get_lock('mine', 0)))",
                "create or replace temporary table x (a int)",
                "insert into t values (last_insert_id(/* up */ 5))",
                "insert into t values (next  value for s)",
                "insert into t values (release_all_locks())",
                "create /*!50000 temporary */ table x (a int)",
                "select 1",
                "do 1"
            })
    void detectsSettings(String sql) {
        assertThat(MySqlSessionStateLeak.any(statement(sql))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table x as select f()",
                "create table x values (f())",
                "create table x table v",
                "insert into t values (1)",
                "update t set a = 1",
                "create view v as select 1"
            })
    void detectsStatementsThatMightRunStoredCode(String sql) {
        assertThat(MySqlSessionStateLeak.any(statement(sql))).isFalse();
        assertThat(MySqlSessionStateLeak.mayRunCode(statement(sql))).isTrue();
        MySqlClientSession client = new MySqlClientSession(List.of(), List.of());
        client.beforeStatement(statement(sql));
        assertThat(client.renew()).contains("connect");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table x (a varchar(20) default 'b', primary key (a))",
                "alter table x add column c int not null default 0, add index i (c)",
                "analyze table x",
                "analyze no_write_to_binlog table x persistent for all",
                "optimize local table x",
                "drop temporary table if exists x",
                "grant all on x to y"
            })
    void acceptsPlainDdl(String sql) {
        assertThat(MySqlSessionStateLeak.any(statement(sql))).isFalse();
        assertThat(MySqlSessionStateLeak.mayRunCode(statement(sql))).isFalse();
    }

    @Test
    void findsSchemaNames() {
        assertThat(MySqlSessionStateLeak.qualifiers(
                        statement("insert into a.t select `b c`.f(), d . g(1.5), e/* . */.x, \"h\".y, ü.z, 7 from t")))
                .containsExactlyInAnyOrder("a", "b c", "d", "e", "h", "ü");
    }

    @Test
    void readsLongDataQuickly() {
        assertThat(MySqlSessionStateLeak.qualifiers(statement(
                        "insert into t values (0x" + "AB".repeat(500_000) + ", '" + " ".repeat(500_000) + "')")))
                .isEmpty();
    }

    private static Statement statement(String sql) {
        try (Statements statements = new MySqlLexer().statements(new StringReader(sql), new Location("test", 1))) {
            return statements.next().orElseThrow();
        }
    }
}
