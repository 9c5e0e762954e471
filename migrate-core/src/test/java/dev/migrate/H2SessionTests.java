package dev.migrate;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migrate.error.StatementFailedException;
import dev.migrate.request.MigrationRequest;
import dev.migrate.settings.MigrateSettings;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A search path cannot be removed in H2; one with only the current schema has the same effect. */
@DatabaseTest(DatabaseProduct.H2)
class H2SessionTests extends SessionContract {

    @Override
    String initSql() {
        return "set @pool = 7";
    }

    @Override
    List<String> state() {
        return List.of(
                """
                select state_key, state_command from information_schema.session_state
                where state_key <> 'TIME ZONE' and state_command <> 'SET SCHEMA_SEARCH_PATH "PUBLIC"'""",
                """
                select setting_name, setting_value from information_schema.settings
                where setting_name not like 'info.%' and setting_name not like 'property.%'""",
                "select 'lock timeout', lock_timeout()",
                "select 'isolation', isolation_level from information_schema.sessions where session_id = session_id()");
    }

    @Override
    List<String> changes() {
        return List.of(
                "create schema aside",
                "set schema aside",
                "set schema_search_path aside, public",
                "set @left_over = 'it''s'",
                "set @pool = 8",
                "set lock_timeout 77",
                "set query_timeout 77777",
                "set time zone '+3'",
                "set non_keywords key",
                "set variable_binary true",
                "set throttle 1",
                "set truncate_large_length true",
                "set session characteristics as transaction isolation level serializable",
                "create local temporary table t_temporary (id int)",
                "set mode mysql",
                "set old_information_schema true");
    }

    @Test
    void limitsStatementsUnlessScriptSetsTimeout() {
        MigrateSettings hasty = this.scriptFixture.settings().toBuilder()
                .statementTimeout(Duration.ofMillis(300))
                .build();
        String slow = "create table %s as select count(*) as n from system_range(1, 100000) a, system_range(1, %d) b;";
        this.scriptFixture.script("a1", "", "set query_timeout 0;\n" + slow.formatted("t_a1", 100), "");
        this.scriptFixture.engine(this.pool, hasty).upgrade(MigrationRequest.to("head"));
        this.scriptFixture.script("b2", "-- Revises: a1", slow.formatted("t_b2", 1_000_000), "");
        assertThatExceptionOfType(StatementFailedException.class)
                .isThrownBy(() -> this.scriptFixture.engine(this.pool, hasty).upgrade(MigrationRequest.to("head")))
                .withMessageContaining("57014");
    }
}
