package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrate.error.ImpossibleMigrationException;
import dev.migrate.error.InterruptedRevisionException;
import dev.migrate.error.IrreversibleException;
import dev.migrate.error.MigrateException;
import dev.migrate.error.StatementFailedException;
import dev.migrate.error.StoppedException;
import dev.migrate.error.Wording;
import dev.migrate.plan.Step;
import dev.migrate.report.MigrateListener;
import dev.migrate.report.RepairReport;
import dev.migrate.report.RevisionReport;
import dev.migrate.report.RevisionState;
import dev.migrate.report.StepReport;
import dev.migrate.request.MigrationRequest;
import dev.migrate.request.RepairRequest;
import dev.migrate.request.StampRequest;
import dev.migrate.testsupport.CallWatcher;
import dev.migrate.testsupport.TestDatabase;
import dev.migrate.testsupport.WatchedDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

/** A run that follows a killed process resumes it, and each statement takes effect once. */
abstract class ResumeContract {

    ScriptFixture scriptFixture;
    TestDatabase database;

    @BeforeEach
    void openFixture(@TempDir Path folder, TestDatabase empty) {
        this.scriptFixture = new ScriptFixture(folder);
        this.database = empty;
    }

    /** Returns the option with which this product runs each statement of a section separately. */
    abstract String autocommitOption();

    @Test
    void resumesAtEveryKillPoint() {
        counting();
        engine().upgrade(MigrationRequest.to("a1"));
        boolean died = true;
        for (int at = 1; died; at++) {
            String place = "died after change " + at;
            boolean up = isKilled(at, (engine) -> engine.upgrade(MigrationRequest.to("head")));
            engine().upgrade(MigrationRequest.to("head"));
            assertThat(counted()).as(place).isEqualTo(2);
            assertThat(engine().status().upToDate()).as(place).isTrue();
            boolean down = isKilled(at, (engine) -> engine.downgrade(MigrationRequest.to("a1")));
            if (!engine().status().current().equals(List.of("a1"))) {
                engine().downgrade(MigrationRequest.to("a1"));
            }
            assertThat(counted()).as(place).isEqualTo(1);
            assertThat(there("t_renamed")).as(place).isFalse();
            died = up || down;
        }
    }

    /** Returns a statement whose effect the catalog cannot show, if the product has one; it increments a counter. */
    Optional<String> unprovable() {
        return Optional.of("call bump();");
    }

    /** Returns the prerequisites of that statement. */
    String forUnprovable() {
        return "create procedure bump() update t_count set n = n + 1;";
    }

    @Test
    void requiresVerdictForUnverifiableStatement() {
        assumeTrue(unprovable().isPresent(), "all statements of this product can be verified");
        for (RepairRequest.Verdict verdict : RepairRequest.Verdict.values()) {
            inDoubt();
            assertThatExceptionOfType(InterruptedRevisionException.class)
                    .isThrownBy(() -> engine().upgrade(MigrationRequest.to("head")))
                    .satisfies((failure) -> assertThat(failure.remedy().in(Wording.properties()))
                            .contains("repair b2 --done"));
            assertThat(engine().current().interrupted())
                    .extracting(RevisionReport::id)
                    .containsExactly("b2");
            assertThat(engine().status().interrupted()).containsExactly("b2");
            switch (verdict) {
                case NONE -> {
                    RepairReport report = repair("b2", verdict);
                    assertThat(report.settled()).isFalse();
                    assertThat(report.outcome()).contains("repair b2 --not-done");
                    assertThat(report.revision().state()).isEqualTo(RevisionState.INTERRUPTED);
                    engine().stamp(StampRequest.to("a1"));
                }
                case DONE -> {
                    assertThat(repair("b2", verdict).settled()).isTrue();
                    engine().upgrade(MigrationRequest.to("head"));
                    assertThat(counted()).isEqualTo(2);
                    assertThat(there("t_last")).isTrue();
                    engine().downgrade(MigrationRequest.to("a1"));
                }
                case NOT_DONE -> {
                    assertThat(repair("b2", verdict).settled()).isTrue();
                    engine().upgrade(MigrationRequest.to("head"));
                    assertThat(counted()).as("a person said so").isEqualTo(3);
                    assertThat(there("t_last")).isTrue();
                    engine().downgrade(MigrationRequest.to("a1"));
                }
                case APPLIED -> {
                    assertThat(repair("b2", verdict).current()).containsExactly("b2");
                    assertThat(engine().status().upToDate()).isTrue();
                    engine().stamp(StampRequest.to("a1"));
                }
                case NOT_APPLIED -> {
                    assertThat(repair("b2", verdict).current()).containsExactly("a1");
                    assertThat(engine().show("b2").get(0).state()).isEqualTo(RevisionState.PENDING);
                    assertThat(engine().log(1).entries().get(0).action()).isEqualTo("repair");
                }
                case ACCEPT ->
                    assertThatExceptionOfType(ImpossibleMigrationException.class)
                            .isThrownBy(() -> repair("b2", verdict));
            }
        }
    }

    /** Interrupts the revision after a statement took effect, before the journal records it. */
    private void inDoubt() {
        countingByUnprovable();
        engine().upgrade(MigrationRequest.to("a1"));
        int at = 1;
        do {
            this.database.jdbc().update("update t_count set n = 1");
            engine().stamp(StampRequest.to("a1"));
            assertThat(isKilled(at++, (engine) -> engine.upgrade(MigrationRequest.to("b2"))))
                    .isTrue();
        } while (counted() == 1);
    }

    private void countingByUnprovable() {
        this.scriptFixture
                .script(
                        "a1",
                        "",
                        "create table t_count (id int primary key, n int);\ninsert into t_count values (1, 1);\n"
                                + forUnprovable(),
                        "")
                .file("b2", "-- Revises: a1", """
                        -- migrate:upgrade%s
                        %s
                        create table t_last (id int);

                        -- migrate:downgrade
                        drop table t_last;
                        """.formatted(
                                autocommitOption(), unprovable().orElseThrow()));
    }

    @Test
    void usesRecordedDowngradeUntilEditIsAccepted() {
        this.scriptFixture
                .table("a1", "")
                .script("b2", "-- Revises: a1", "create table t_b2 (id int);", "drop table t_b2;");
        engine().upgrade(MigrationRequest.to("head"));
        this.scriptFixture.script(
                "b2", "-- Revises: a1", "create table t_b2 (id int);", "drop table t_b2;\ndrop table t_a1;");
        assertThat(engine().show("b2").get(0).sections().difference())
                .contains("+drop table t_a1;")
                .contains(" drop table t_b2;");
        engine().downgrade(MigrationRequest.to("a1"));
        assertThat(there("t_a1")).isTrue();
        assertThat(there("t_b2")).isFalse();
        engine().upgrade(MigrationRequest.to("head"));
        assertThat(engine().show("b2").get(0).sections().difference()).isNull();
    }

    @Test
    void recordsAcceptedScript() {
        this.scriptFixture.table("a1", "").irreversible("b2", "-- Revises: a1", "create table t_b2 (id int);");
        engine().upgrade(MigrationRequest.to("head"));
        this.scriptFixture.script("b2", "-- Revises: a1", "create table t_b2 (id int);", "drop table t_b2;");
        assertThatExceptionOfType(IrreversibleException.class)
                .isThrownBy(() -> engine().downgrade(MigrationRequest.to("a1")));
        RepairReport asked = repair("b2", RepairRequest.Verdict.NONE);
        assertThat(asked.settled()).isFalse();
        assertThat(asked.revision().sections().difference()).contains("+drop table t_b2;");
        RepairReport accepted = repair("b2", RepairRequest.Verdict.ACCEPT);
        assertThat(accepted.settled()).isTrue();
        assertThat(accepted.revision().state()).isEqualTo(RevisionState.APPLIED);
        assertThat(engine().downgrade(MigrationRequest.to("a1")).current()).containsExactly("a1");
        assertThat(there("t_b2")).isFalse();
        assertThatExceptionOfType(ImpossibleMigrationException.class)
                .isThrownBy(() -> repair("a1", RepairRequest.Verdict.ACCEPT));
        assertThat(repair("a1", RepairRequest.Verdict.NONE).settled()).isTrue();
    }

    @Test
    void dryRunShowsRemainingStatements() {
        this.scriptFixture.table("a1", "").file("b2", "-- Revises: a1", """
                -- migrate:upgrade%1$s
                create table t_1 (id int);
                -- migrate:warning the first
                drop table t_missing;
                -- migrate:warning the second
                create table t_3 (id int);

                -- migrate:downgrade%1$s
                drop table t_3;
                drop table t_1;
                """.formatted(autocommitOption()));
        assertThatExceptionOfType(StatementFailedException.class)
                .isThrownBy(() -> engine().upgrade(MigrationRequest.to("head")));
        MigrationRequest dryRun = MigrationRequest.to("head").dryRun(true);
        StepReport left = engine().upgrade(dryRun).steps().get(0);
        assertThat(left.sql()).contains("drop table t_missing", "t_3").doesNotContain("t_1");
        assertThat(left.statements()).isEqualTo(2);
        assertThat(left.warnings()).anyMatch((warning) -> warning.endsWith("the first"));
        assertThat(left.warnings()).anyMatch((warning) -> warning.endsWith("the second"));
        assertThat(left.warnings()).noneMatch((warning) -> warning.contains("t_1"));
        this.scriptFixture.script("b2", "-- Revises: a1", "create table t_2 (id int);\ncreate table t_4 (id int);", "");
        assertThatExceptionOfType(InterruptedRevisionException.class)
                .isThrownBy(() -> engine().upgrade(dryRun))
                .withMessageContaining("no longer begins with the statements that have run");
    }

    /** The recorded downgrade runs, so it identifies the statement. */
    @Test
    void verifiesDowngradeByRecordedScript() {
        String down = "drop table t_2;\ndrop table t_1;\n";
        String sections = "-- migrate:upgrade\ncreate table t_1 (id int);\ncreate table t_2 (id int);\n\n"
                + "-- migrate:downgrade%s\n%s";
        this.scriptFixture.table("a1", "").file("b2", "-- Revises: a1", sections.formatted(autocommitOption(), down));
        engine().upgrade(MigrationRequest.to("head"));
        boolean seen = false;
        boolean died = true;
        for (int at = 1; died; at++) {
            died = isKilled(at, (engine) -> engine.downgrade(MigrationRequest.to("a1")));
            boolean doubtful = engine().status().interrupted().contains("b2");
            this.scriptFixture.file(
                    "b2", "-- Revises: a1", sections.formatted(autocommitOption(), "drop table t_other;\n"));
            if (doubtful) {
                seen = true;
                assertThat(repair("b2", RepairRequest.Verdict.NONE).settled())
                        .as("died after change " + at)
                        .isTrue();
            }
            this.scriptFixture.file("b2", "-- Revises: a1", sections.formatted(autocommitOption(), down));
            if (!engine().status().current().equals(List.of("a1")) || doubtful) {
                engine().downgrade(MigrationRequest.to("a1"));
            }
            engine().upgrade(MigrationRequest.to("head"));
        }
        assertThat(seen).isTrue();
    }

    @Test
    void stopsBetweenStatementsAndResumes() {
        counting();
        stopsAndResumes();
    }

    @Test
    void doesNotRecordTheStatementAtWhichItStopsAsStarted() {
        assumeTrue(unprovable().isPresent(), "all statements of this product can be verified");
        countingByUnprovable();
        stopsAndResumes();
    }

    private void stopsAndResumes() {
        List<MigrationEngine> running = new ArrayList<>();
        MigrateListener stopping = new MigrateListener() {
            @Override
            public void stepStarted(Step step, int number, int of) {
                if (number == 2) {
                    assertThat(running.get(0).stop(Duration.ZERO)).isFalse();
                }
            }
        };
        running.add(this.scriptFixture.engine(this.database.dataSource(), this.scriptFixture.settings(), stopping));
        assertThatExceptionOfType(StoppedException.class)
                .isThrownBy(() -> running.get(0).upgrade(MigrationRequest.to("head")));
        assertThat(running.get(0).stop(Duration.ofSeconds(1))).isTrue();
        assertThatExceptionOfType(StoppedException.class)
                .isThrownBy(() -> running.get(0).upgrade(MigrationRequest.to("head")));
        assertThat(engine().status().current()).containsExactly("a1");
        assertThat(engine().status().lock()).isNull();
        assertThat(engine().upgrade(MigrationRequest.to("head")).current()).containsExactly("b2");
        assertThat(counted()).isEqualTo(2);
    }

    @Test
    void recordsWhereItStopsThatTheLastStatementIsDone() {
        this.scriptFixture.file("a1", "", """
                -- migrate:upgrade%s
                create table t_one (id int);
                create table t_two (id int);

                -- migrate:downgrade
                drop table t_two;
                drop table t_one;
                """.formatted(autocommitOption()));
        List<MigrationEngine> running = new ArrayList<>();
        CallWatcher stopping = new CallWatcher() {
            @Override
            public void before(int number, String call) {}

            @Override
            public void after(int number, String call) {
                if (call.startsWith("create table t_one")) {
                    assertThat(running.get(0).stop(Duration.ZERO)).isFalse();
                }
            }
        };
        running.add(this.scriptFixture.engine(
                WatchedDataSource.of(this.database.dataSource(), stopping), this.scriptFixture.settings()));
        assertThatExceptionOfType(StoppedException.class)
                .isThrownBy(() -> running.get(0).upgrade(MigrationRequest.to("head")));
        assertThat(this.database
                        .jdbc()
                        .queryForList("select status from migrate_journal where statement = 1", String.class))
                .containsExactly("done");
        assertThat(there("t_two")).isFalse();
        engine().upgrade(MigrationRequest.to("head"));
        assertThat(there("t_two")).isTrue();
    }

    @Test
    void earlierReleaseSettlesRevisionInterruptedByLaterRelease() {
        for (RepairRequest.Verdict verdict :
                List.of(RepairRequest.Verdict.APPLIED, RepairRequest.Verdict.NOT_APPLIED)) {
            this.scriptFixture.table("a1", "").file("b2", "-- Revises: a1", """
                    -- migrate:upgrade transaction=off
                    create table t_b2 (id int);
                    create table t_b2 (id int);
                    -- migrate:downgrade
                    drop table t_b2;
                    """);
            assertThatExceptionOfType(MigrateException.class)
                    .isThrownBy(() -> engine().upgrade(MigrationRequest.to("head")));
            this.scriptFixture.remove("b2");
            for (ThrowingCallable move : List.<ThrowingCallable>of(
                    () -> engine().upgrade(MigrationRequest.to("head")),
                    () -> engine().downgrade(MigrationRequest.to("base")))) {
                assertThatExceptionOfType(InterruptedRevisionException.class)
                        .isThrownBy(move)
                        .withMessageContaining("'b2' stopped at its statement 2, and its script is not among these")
                        .satisfies((failure) -> assertThat(failure.remedy().in(Wording.properties()))
                                .contains("with the release that has its script", "'migrate repair b2 --not-applied'")
                                .doesNotContain("Correct"));
            }
            assertThat(repair("b2", RepairRequest.Verdict.NONE).settled()).isFalse();
            RepairReport report = repair("b2", verdict);
            assertThat(report.settled()).isTrue();
            boolean applied = verdict == RepairRequest.Verdict.APPLIED;
            assertThat(report.current()).containsExactly(applied ? "b2" : "a1");
            assertThat(report.revision().state()).isEqualTo(applied ? RevisionState.MISSING : RevisionState.PENDING);
            assertThat(engine().upgrade(MigrationRequest.to("head")).steps()).isEmpty();
            if (!applied) {
                this.database.jdbc().execute("drop table t_b2");
            }
            engine().downgrade(MigrationRequest.to("base").missing(true));
            assertThat(there("t_b2")).isFalse();
        }
    }

    private RepairReport repair(String revision, RepairRequest.Verdict verdict) {
        return engine().repair(RepairRequest.of(revision, verdict));
    }

    private boolean isKilled(int at, Consumer<MigrationEngine> migration) {
        CutDataSource cut = new CutDataSource(this.database.dataSource(), at);
        try {
            migration.accept(this.scriptFixture.engine(cut, this.scriptFixture.settings()));
        } catch (MigrateException | DataAccessException failure) {
            assertThat(cut.dead()).as(String.valueOf(failure)).isTrue();
        }
        forgetLease();
        return cut.dead();
    }

    private void counting() {
        this.scriptFixture
                .script(
                        "a1",
                        "",
                        "create table t_count (id int primary key, n int);\ninsert into t_count values (1, 1);",
                        "drop table t_count;")
                .file("b2", "-- Revises: a1", """
                        -- migrate:upgrade%1$s
                        alter table t_count add column extra int;
                        update t_count set n = n + 1;
                        create table t_named (id int);
                        alter table t_named rename to t_renamed;

                        -- migrate:downgrade%1$s
                        drop table t_renamed;
                        update t_count set n = n - 1;
                        alter table t_count drop column extra;
                        """.formatted(autocommitOption()));
    }

    private int counted() {
        Integer count = this.database.jdbc().queryForObject("select n from t_count", Integer.class);
        return count == null ? -1 : count;
    }

    private boolean there(String table) {
        try {
            this.database.jdbc().queryForList("select * from " + table + " where 1 = 0");
            return true;
        } catch (DataAccessException absent) {
            return false;
        }
    }

    /** Expires the lease, so that the test does not wait for it. */
    private void forgetLease() {
        if (there("migrate_lock")) {
            this.database.jdbc().update("update migrate_lock set expires = 1");
        }
    }

    final MigrationEngine engine() {
        return this.scriptFixture.engine(this.database);
    }
}
