package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.report.MigrationReport;
import dev.migrate.request.MigrationRequest;
import dev.migrate.testsupport.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What MariaDB and MySQL have in common: only a reset ends what statements leave beside variables of the session. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MySqlSessionContract extends SessionContract {

    /** Statements that look plain and set something, as both take them. */
    Stream<String> lookingPlain() {
        return Stream.of(
                "create table x as select @left_over := 7 as one",
                "create table x as select set_one() as one",
                "insert into t_a1 values (other.set_one())",
                "insert into t_a1 values (`other` /* . */ . set_one())",
                "insert into other.t_sets values (1)",
                "insert into t_a1 select one from other.v_sets",
                "create table x select get_lock('left behind', 0) as one");
    }

    @Override
    String initSql() {
        return "set session sql_mode = concat(@@sql_mode, ',PIPES_AS_CONCAT'), session sort_buffer_size = 524288";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"set session_track_schema = 0; use mysql", "use mysql; set session_track_schema = 0; use %s"})
    void restoresDatabaseOfTheDriver(String sql) throws SQLException {
        String here = catalog(this.database);
        this.scriptFixture.script("a1", "", (sql + ";").formatted(here), "").table("b2", "-- Revises: a1");
        Map<String, String> before = lentState();
        List<Map<String, String>> seen = new ArrayList<>();
        engine(seen).upgrade(MigrationRequest.to("head"));
        assertThat(seen.get(1)).containsEntry("jdbc catalog", here);
        assertThat(lentState()).isEqualTo(before);
    }

    @Test
    void holdsTheLockDuringSessionReset() throws Exception {
        for (int number = 1; number <= 6; number++) {
            this.scriptFixture.script(
                    "r" + number,
                    number == 1 ? "" : "-- Revises: r" + (number - 1),
                    "set sql_safe_updates = 1;\ncreate temporary table aside (id int);\ncreate table t_r%d (id int);"
                            .formatted(number),
                    "");
        }
        List<MigrationReport> reports = EngineContract.allAtOnce(
                3, () -> this.scriptFixture.engine(this.database).upgrade(MigrationRequest.to("head")));
        assertThat(reports).allSatisfy((report) -> assertThat(report.current()).containsExactly("r6"));
        assertThat(reports.stream().mapToInt((report) -> report.steps().size()).sum())
                .isEqualTo(6);
        assertThat(this.scriptFixture.engine(this.database).status().lock()).isNull();
    }

    @Test
    void resetsSessionAfterFunctionsAndTriggers() throws SQLException {
        this.scriptFixture
                .script("a1", "", """
                        create table t_a1 (id int);
                        create trigger t_a1_sets before insert on t_a1 for each row set @left_over = 7;
                        insert into t_a1 values (1);""", "drop table t_a1;")
                .script("b2", "-- Revises: a1", "create table t_b2 as select @left_over as one;", "drop table t_b2;");
        engine(new ArrayList<>()).upgrade(MigrationRequest.to("head"));
        assertThat(this.database.jdbc().queryForObject("select one from t_b2", String.class))
                .isNull();
    }

    @ParameterizedTest
    @MethodSource("lookingPlain")
    void resetsSessionAfterStatementsWithHiddenEffects(String sql) throws SQLException {
        try (TestDatabase other = this.database.another()) {
            for (TestDatabase each : List.of(this.database, other)) {
                each.jdbc()
                        .execute(
                                "create function set_one() returns int deterministic begin set @left_over = 7; return 7; end");
            }
            other.jdbc().execute("create table t_sets (id int)");
            other.jdbc().execute("create trigger t_sets_sets before insert on t_sets for each row set @left_over = 7");
            other.jdbc().execute("create view v_sets as select set_one() as one");
            if (!sql.contains("select set_one()")) {
                this.database.jdbc().execute("drop function set_one");
            }
            this.scriptFixture
                    .script("a1", "", "create table t_a1 (id int);", "")
                    .script("b2", "-- Revises: a1", sql.replace("other", catalog(other)) + ";", "")
                    .script(
                            "c3",
                            "-- Revises: b2",
                            "create table t_c3 as select @left_over as one, is_used_lock('left behind') as two;",
                            "");
            engine(new ArrayList<>()).upgrade(MigrationRequest.to("head"));
            assertThat(this.database.jdbc().queryForMap("select * from t_c3"))
                    .containsEntry("one", null)
                    .containsEntry("two", null);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"insert into t_b2 values (1)", "insert into t_b2 select id from t_b2"})
    void keepsSessionIfOnlyOtherTablesHaveTriggers(String sql) {
        this.scriptFixture
                .script("a1", "", """
                        create table t_a1 (id int);
                        create trigger t_a1_sets before insert on t_a1 for each row set @left_over = 7;""", "")
                .table("b2", "-- Revises: a1")
                .table("c3", "-- Revises: b2")
                .table("d4", "-- Revises: c3");
        upgradeReadingVariables("b2");
        long plain = upgradeReadingVariables("d4");
        this.scriptFixture.script("e5", "-- Revises: d4", sql + ";", "").table("f6", "-- Revises: e5");
        assertThat(upgradeReadingVariables("f6")).isEqualTo(plain);
        this.scriptFixture
                .script("g7", "-- Revises: f6", "insert into t_a1 values (1);", "")
                .table("h8", "-- Revises: g7");
        assertThat(upgradeReadingVariables("h8")).isGreaterThan(plain);
    }

    /** Returns how often an upgrade reads the variables of the session, which follows each reset. */
    private long upgradeReadingVariables(String target) {
        CountingDataSource counting = new CountingDataSource(this.database.dataSource());
        this.scriptFixture.engine(counting, this.scriptFixture.settings()).upgrade(MigrationRequest.to(target));
        return counting.statements().stream()
                .filter((sql) -> sql.contains(".system_variables") || sql.contains(".session_variables"))
                .count();
    }

    private static String catalog(TestDatabase of) {
        return String.valueOf(of.jdbc().queryForObject("select database()", String.class));
    }

    @Test
    void evictsConnectionThatLostPoolSettings() {
        assertSameAfterARun("set @tenant = 7, session sort_buffer_size = 524288", "select @tenant");
    }
}
