package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.ImpossibleMigrationException;
import dev.migrate.error.InterruptedRevisionException;
import dev.migrate.error.IrreversibleException;
import dev.migrate.error.LockedException;
import dev.migrate.error.StatementFailedException;
import dev.migrate.error.StoppedException;
import dev.migrate.error.UnknownRevisionException;
import dev.migrate.error.Wording;
import dev.migrate.error.WrongSymbolException;
import dev.migrate.lock.MigrationLock;
import dev.migrate.plan.Direction;
import dev.migrate.plan.Step;
import dev.migrate.report.Actor;
import dev.migrate.report.LogReport;
import dev.migrate.report.MigrateListener;
import dev.migrate.report.MigrationReport;
import dev.migrate.report.RevisionReport;
import dev.migrate.report.RevisionState;
import dev.migrate.report.StatusReport;
import dev.migrate.report.StepReport;
import dev.migrate.request.MigrationRequest;
import dev.migrate.request.Safeguards;
import dev.migrate.request.StampRequest;
import dev.migrate.run.Session;
import dev.migrate.settings.MigrateSettings;
import dev.migrate.testsupport.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The behavior of an engine on each product. */
abstract class EngineContract {

    ScriptFixture scriptFixture;
    TestDatabase database;

    /** Returns whether the product rolls back DDL. */
    abstract boolean undoesDdl();

    @BeforeEach
    void openFixture(@TempDir Path folder, TestDatabase empty) {
        this.scriptFixture = new ScriptFixture(folder);
        this.database = empty;
    }

    @Test
    void appliesEveryRevisionAndRecordsIt() {
        linear();
        MigrationReport report =
                engine().upgrade(MigrationRequest.to("head").by("jane").tagged("nightly"));
        assertThat(report.direction()).isEqualTo(Direction.UPGRADE);
        assertThat(report.steps()).extracting(StepReport::revision).containsExactly("a1", "b2", "c3");
        assertThat(report.steps()).extracting(StepReport::statements).containsExactly(1L, 1L, 1L);
        assertThat(report.steps().get(1).heads()).containsExactly("b2");
        assertThat(report.current()).containsExactly("c3");
        assertThat(tables("t_a1", "t_b2", "t_c3")).isEqualTo(3);
        StatusReport status = engine().status();
        assertThat(status).isEqualTo(new StatusReport(List.of("c3"), List.of("c3"), 0, 3, true, List.of(), null, null));
        RevisionReport first = engine().show("a1").get(0);
        assertThat(first.state()).isEqualTo(RevisionState.APPLIED);
        assertThat(first.application().at()).isNotNull();
        assertThat(first.application().by()).contains("@");
        assertThat(first.sections().upgrade()).contains("create table t_a1");
        List<LogReport.Entry> log = engine().log(10).entries();
        assertThat(log).extracting(LogReport.Entry::revision).containsExactly("c3", "b2", "a1");
        assertThat(log.get(0).principal()).isEqualTo("jane");
        assertThat(log.get(0).tag()).isEqualTo("nightly");
        assertThat(log.get(0).outcome()).isEqualTo("done");
    }

    @Test
    void appliesForksAndMerges() {
        forked();
        engine().upgrade(MigrationRequest.to("heads"));
        assertThat(engine().status().current()).containsExactly("m4");
        engine().downgrade(MigrationRequest.to("b2"));
        assertThat(engine().status().current()).containsExactly("b2", "c3");
        engine().downgrade(MigrationRequest.to("side@a1"));
        assertThat(engine().status().current()).containsExactly("b2");
        assertThat(tables("t_c3")).isZero();
        engine().upgrade(MigrationRequest.to("heads"));
        assertThat(engine().status().current()).containsExactly("m4");
    }

    @Test
    void downgradeToBaseRemovesAllObjects() {
        linear();
        engine().upgrade(MigrationRequest.to("head"));
        MigrationReport down = engine().downgrade(MigrationRequest.to("-1"));
        assertThat(down.steps()).extracting(StepReport::revision).containsExactly("c3");
        assertThat(down.current()).containsExactly("b2");
        engine().downgrade(MigrationRequest.to("base"));
        assertThat(engine().status().current()).isEmpty();
        assertThat(tables("t_a1", "t_b2", "t_c3")).isZero();
        assertThat(engine().upgrade(MigrationRequest.to("head")).steps()).hasSize(3);
    }

    @Test
    void stampsWithoutRunningAnything() {
        linear();
        assertThat(engine().stamp(stamp("b2")).current()).containsExactly("b2");
        assertThat(tables("t_a1", "t_b2")).isZero();
        assertThat(engine().status().pending()).isEqualTo(1);
        assertThat(engine().upgrade(MigrationRequest.to("head")).steps())
                .extracting(StepReport::revision)
                .containsExactly("c3");
        assertThat(engine().stamp(stamp("base")).current()).isEmpty();
        assertThat(engine().history(null).revisions())
                .extracting(RevisionReport::state)
                .containsOnly(RevisionState.PENDING);
    }

    @Test
    void rejectsIrreversibleDowngradeBeforeAnythingRuns() {
        this.scriptFixture
                .table("a1", "")
                .irreversible("b2", "-- Revises: a1", "create table t_b2 (id int);")
                .table("c3", "-- Revises: b2");
        engine().upgrade(MigrationRequest.to("head"));
        assertThatExceptionOfType(IrreversibleException.class)
                .isThrownBy(() -> engine().downgrade(MigrationRequest.to("base")))
                .satisfies((failure) -> assertThat(failure.revisions()).containsExactly("b2"));
        assertThat(engine().status().current()).containsExactly("c3");
        assertThat(tables("t_c3")).isEqualTo(1);
    }

    @Test
    void revertsMissingRevisionsByRecordedDowngrades() {
        linear();
        engine().upgrade(MigrationRequest.to("head"));
        this.scriptFixture.remove("c3").remove("b2");
        RevisionReport missing = engine().show("c3").get(0);
        assertThat(missing.state()).isEqualTo(RevisionState.MISSING);
        assertThat(missing.script().location()).isNull();
        assertThat(missing.sections().downgrade()).contains("drop table t_c3");
        assertThat(engine().status().heads()).containsExactly("a1");
        assertThat(engine().upgrade(MigrationRequest.to("heads")).steps()).isEmpty();
        assertThat(engine().downgrade(MigrationRequest.to("a1")).steps())
                .extracting(StepReport::revision)
                .containsExactly("c3", "b2");
        assertThat(tables("t_b2", "t_c3")).isZero();
    }

    @Test
    void aheadDowngradeRevertsMissingRevisions() {
        linear();
        engine().upgrade(MigrationRequest.to("head"));
        this.scriptFixture.remove("c3");
        this.scriptFixture.table("d4", "-- Revises: b2");
        MigrationEngine engine =
                this.scriptFixture.engine(this.database.dataSource(), ahead(MigrateSettings.Ahead.DOWNGRADE));
        MigrationReport wouldBe = engine.upgrade(MigrationRequest.to("heads").dryRun(true));
        assertThat(wouldBe.steps()).extracting(StepReport::revision).containsExactly("c3", "d4");
        assertThat(wouldBe.current()).containsExactly("c3");
        StringBuilder script = new StringBuilder();
        engine.previewUpgrade(MigrationRequest.to("heads"), script);
        assertThat(script).containsSubsequence("-- Downgrade c3", "drop table t_c3", "-- Upgrade d4");
        MigrationReport report = engine.upgrade(MigrationRequest.to("heads"));
        assertThat(report.steps()).extracting(StepReport::revision).containsExactly("c3", "d4");
        assertThat(report.current()).containsExactly("d4");
        assertThat(tables("t_c3")).isZero();
    }

    @Test
    void aheadFailRejectsMissingRevisions() {
        linear();
        engine().upgrade(MigrationRequest.to("head"));
        this.scriptFixture.remove("c3");
        assertThatExceptionOfType(ImpossibleMigrationException.class)
                .isThrownBy(() -> this.scriptFixture
                        .engine(this.database.dataSource(), ahead(MigrateSettings.Ahead.FAIL))
                        .upgrade(MigrationRequest.to("heads")))
                .satisfies((failure) -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.DATABASE_AHEAD);
                    assertThat(failure.revisions()).containsExactly("c3");
                });
    }

    @Test
    void headIsTheHeadOfTheScripts() {
        this.scriptFixture.table("a1", "").table("b2", "-- Revises: a1").table("c3", "-- Revises: a1");
        engine().upgrade(MigrationRequest.to("heads"));
        this.scriptFixture.remove("c3");
        assertThat(engine().show("head")).extracting(RevisionReport::id).containsExactly("b2");
        assertThat(engine().upgrade(MigrationRequest.to("head")).steps()).isEmpty();
    }

    @Test
    void labelOfMissingRevisionCanBeReused() {
        this.scriptFixture.table("a1", "").table("b2", "-- Revises: a1\n-- Branch Labels: billing");
        engine().upgrade(MigrationRequest.to("heads"));
        this.scriptFixture.remove("b2").table("b9", "-- Revises: a1\n-- Branch Labels: billing");
        assertThat(engine().current().pending()).isEqualTo(1);
        assertThat(engine().upgrade(MigrationRequest.to("billing@head")).current())
                .containsExactly("b2", "b9");
    }

    @Test
    void rejectsNewParentOfAppliedRevision() {
        this.scriptFixture.table("a1", "").table("c3", "-- Revises: a1");
        engine().upgrade(MigrationRequest.to("head"));
        this.scriptFixture.table("b2", "-- Revises: a1").table("c3", "-- Revises: b2");
        assertThat(engine().show("b2").get(0).state()).isEqualTo(RevisionState.PENDING);
        assertThat(engine().show("c3").get(0).state()).isEqualTo(RevisionState.EDITED);
        assertThat(engine().status().upToDate()).isFalse();
        for (String target : List.of("head", "base")) {
            assertThatExceptionOfType(ImpossibleMigrationException.class)
                    .isThrownBy(() -> {
                        if (target.equals("head")) {
                            engine().upgrade(MigrationRequest.to(target));
                        } else {
                            engine().downgrade(MigrationRequest.to(target));
                        }
                    })
                    .satisfies((failure) -> {
                        assertThat(failure.code()).isEqualTo(ErrorCode.GRAPH_HAS_CHANGED);
                        assertThat(failure.revisions()).containsExactly("b2");
                    });
        }
        assertThat(tables("t_c3")).isEqualTo(1);
        engine().stamp(stamp("c3"));
        assertThat(engine().status().upToDate()).isTrue();
    }

    @Test
    void tipOfRequiredBranchIsCurrentWithoutRow() {
        this.scriptFixture.table("a1", "").table("b1", "-- Depends On: a1");
        engine().upgrade(MigrationRequest.to("heads"));
        assertThat(engine().status().current()).containsExactly("b1");
        assertThat(engine().current().current()).extracting(RevisionReport::id).containsExactlyInAnyOrder("a1", "b1");
        assertThat(engine().current().upToDate()).isTrue();
    }

    @Test
    void rejectsGraphThatOmitsAppliedRevision() {
        linear();
        engine().upgrade(MigrationRequest.to("head"));
        this.scriptFixture.table("c3", "-- Revises: a1");
        assertThatExceptionOfType(ImpossibleMigrationException.class)
                .isThrownBy(() -> engine().upgrade(MigrationRequest.to("heads")))
                .satisfies((failure) -> assertThat(failure.revisions()).containsExactly("b2"));
    }

    @Test
    void rejectsRecordWithoutCurrentRevisionsUntilStamped() {
        this.scriptFixture.table("a1", "").table("b2", "-- Revises: a1").table("c3", "-- Revises: a1");
        for (String damage : List.of("", " where revision = 'c3'")) {
            engine().upgrade(MigrationRequest.to("heads"));
            this.database.jdbc().execute("update migrate_revision set is_head = 0" + damage);
            String[] lost = damage.isEmpty() ? new String[] {"a1", "b2", "c3"} : new String[] {"c3"};
            for (ThrowingCallable move : List.<ThrowingCallable>of(
                    () -> engine().upgrade(MigrationRequest.to("heads")),
                    () -> engine().downgrade(MigrationRequest.to("base")),
                    () -> engine().downgrade(MigrationRequest.to("a1")),
                    () -> engine().downgrade(MigrationRequest.to("base").dryRun(true)))) {
                assertThatExceptionOfType(ImpossibleMigrationException.class)
                        .isThrownBy(move)
                        .satisfies((failure) -> {
                            assertThat(failure.code()).isEqualTo(ErrorCode.RECORD_DAMAGED);
                            assertThat(failure.revisions()).containsExactly(lost);
                            assertThat(failure.remedy().in(Wording.properties()))
                                    .contains("'migrate stamp b2 c3'");
                        });
            }
            engine().stamp(stamp("b2", "c3"));
            assertThat(engine().upgrade(MigrationRequest.to("heads")).steps()).isEmpty();
            assertThat(engine().downgrade(MigrationRequest.to("base")).steps()).hasSize(3);
            assertThat(tables("t_c3")).isZero();
        }
    }

    @Test
    void rejectsDowngradeOfGraphThatOmitsAppliedRevision() {
        linear();
        engine().upgrade(MigrationRequest.to("head"));
        this.scriptFixture.table("c3", "-- Revises: a1");
        assertThatExceptionOfType(ImpossibleMigrationException.class)
                .isThrownBy(() -> engine().downgrade(MigrationRequest.to("base")))
                .satisfies((failure) -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.GRAPH_HAS_CHANGED);
                    assertThat(failure.revisions()).containsExactly("b2");
                });
    }

    @Test
    void concurrentRelativeDowngradesRevertOneRevision() throws Exception {
        linear();
        engine().upgrade(MigrationRequest.to("head"));
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        MigrateListener holding = new MigrateListener() {
            @Override
            public void stepStarted(Step step, int number, int of) {
                running.countDown();
                await(release);
            }
        };
        CountingDataSource second = new CountingDataSource(this.database.dataSource());
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<MigrationReport> one = threads.submit(() -> this.scriptFixture
                    .engine(this.database.dataSource(), this.scriptFixture.settings(), holding)
                    .downgrade(MigrationRequest.to("-1")));
            await(running);
            Future<MigrationReport> other = threads.submit(() -> this.scriptFixture
                    .engine(second, this.scriptFixture.settings())
                    .downgrade(MigrationRequest.to("-1")));
            while (second.statements().size() < 2) {
                Thread.onSpinWait();
            }
            release.countDown();
            assertThat(one.get().current()).containsExactly("b2");
            assertThat(other.get().current()).containsExactly("b2");
            assertThat(engine().status().current()).containsExactly("b2");
        } finally {
            release.countDown();
            threads.shutdownNow();
        }
    }

    @Test
    void stampRequiresRevision() {
        assertThatExceptionOfType(WrongSymbolException.class).isThrownBy(() -> stamp());
    }

    @Test
    void failureOfFirstStatementLeavesNoRecord() {
        linear();
        engine().upgrade(MigrationRequest.to("head"));
        this.scriptFixture.script(
                "d4", "-- Revises: c3", "create table t_a1 (id int);\ncreate table t_d4 (id int);", "");
        assertThatExceptionOfType(StatementFailedException.class)
                .isThrownBy(() -> engine().upgrade(MigrationRequest.to("head")));
        assertThat(engine().show("d4").get(0).state()).isEqualTo(RevisionState.PENDING);
        this.scriptFixture.remove("d4");
        assertThat(engine().upgrade(MigrationRequest.to("head")).current()).containsExactly("c3");
    }

    @Test
    void detectsEditedScript() {
        linear();
        engine().upgrade(MigrationRequest.to("head"));
        this.scriptFixture.script(
                "b2", "-- Revises: a1", "create table t_b2 (id bigint primary key);", "drop table t_b2;");
        assertThat(engine().show("b2").get(0).state()).isEqualTo(RevisionState.EDITED);
        assertThat(engine().show("a1").get(0).state()).isEqualTo(RevisionState.APPLIED);
    }

    @Test
    void failedRevisionResumesAfterCorrection() {
        this.scriptFixture
                .table("a1", "")
                .script(
                        "b2",
                        "-- Revises: a1",
                        "create table t_b2 (id int primary key);\n\ninsert into nowhere values (1);",
                        "drop table t_b2;");
        assertThatExceptionOfType(StatementFailedException.class)
                .isThrownBy(() -> engine().upgrade(MigrationRequest.to("head")))
                .satisfies((failure) -> {
                    assertThat(failure.revision()).isEqualTo("b2");
                    assertThat(failure.location().line()).isEqualTo(9);
                    assertThat(failure).hasMessageContaining("b2.sql:9").hasMessageContaining("statement 2");
                    assertThat(failure.applied()).containsExactly("a1");
                });
        assertThat(engine().status().current()).containsExactly("a1");
        assertThat(tables("t_b2")).isEqualTo(undoesDdl() ? 0 : 1);
        assertThat(engine().log(1).entries().get(0).outcome()).isEqualTo("failed");
        assertThat(engine().show("b2").get(0).state())
                .isEqualTo(undoesDdl() ? RevisionState.PENDING : RevisionState.INTERRUPTED);
        this.scriptFixture.script(
                "b2",
                "-- Revises: a1",
                "create table t_b2 (id int primary key);\n\ninsert into t_b2 values (1);",
                "drop table t_b2;");
        engine().upgrade(MigrationRequest.to("head"));
        assertThat(this.database.jdbc().queryForObject("select count(*) from t_b2", Integer.class))
                .isEqualTo(1);
        assertThat(engine().status().upToDate()).isTrue();
    }

    @Test
    void rejectsEditOfStatementsThatHaveRun() {
        this.scriptFixture.script("a1", "", failingWithout("t_one"), "drop table t_one;");
        assertThatExceptionOfType(StatementFailedException.class)
                .isThrownBy(() -> engine().upgrade(MigrationRequest.to("head")));
        this.scriptFixture.script("a1", "", "create table t_two (id int);", "drop table t_two;");
        if (undoesDdl()) {
            engine().upgrade(MigrationRequest.to("head"));
            return;
        }
        assertThatExceptionOfType(InterruptedRevisionException.class)
                .isThrownBy(() -> engine().upgrade(MigrationRequest.to("head")))
                .satisfies((failure) -> assertThat(failure.revision()).isEqualTo("a1"));
        assertThat(tables("t_two")).isZero();
    }

    @Test
    void concurrentEnginesApplyEachRevisionOnce() throws Exception {
        eightRevisions(this.scriptFixture);
        List<MigrationReport> reports = allAtOnce(4, () -> engine().upgrade(MigrationRequest.to("head")));
        assertThat(reports).allSatisfy((report) -> assertThat(report.current()).containsExactly("r8"));
        assertThat(reports.stream().mapToInt((report) -> report.steps().size()).sum())
                .isEqualTo(8);
        assertThat(engine().log(100).entries())
                .extracting(LogReport.Entry::revision)
                .containsExactlyInAnyOrder("r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8");
        assertThat(engine().status().lock()).isNull();
    }

    @Test
    void concurrentProcessesApplyEachRevisionOnce(@TempDir Path folder) throws Exception {
        ScriptFixture shared = eightRevisions(new ScriptFixture(folder));
        String url = urlForSeveralProcesses();
        List<Process> processes = new ArrayList<>();
        for (int number = 0; number < 3; number++) {
            processes.add(EngineProcess.start(url, this.database, folder));
        }
        int steps = 0;
        for (Process process : processes) {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
            Matcher line = Pattern.compile("steps (\\d+) at \\[r8]").matcher(said);
            assertThat(line.find()).as(said).isTrue();
            steps += Integer.parseInt(line.group(1));
        }
        assertThat(steps).isEqualTo(8);
        DriverManagerDataSource source =
                new DriverManagerDataSource(url, this.database.user(), this.database.password());
        assertThat(shared.engine(source, shared.settings()).log(100).entries()).hasSize(8);
    }

    /** Where several processes find the same database. */
    String urlForSeveralProcesses() throws Exception {
        return this.database.url();
    }

    private static ScriptFixture eightRevisions(ScriptFixture scriptFixture) {
        for (int number = 1; number <= 8; number++) {
            scriptFixture.script(
                    "r" + number,
                    number == 1 ? "" : "-- Revises: r" + (number - 1),
                    "create table t_r%d (id int primary key);\ninsert into t_r%d values (1);".formatted(number, number),
                    "drop table t_r%d;".formatted(number));
        }
        return scriptFixture;
    }

    @Test
    void reportsTheLockHolder() throws Exception {
        linear();
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch seen = new CountDownLatch(1);
        MigrateListener holding = new MigrateListener() {
            @Override
            public void stepStarted(Step step, int number, int of) {
                if (number == 2) {
                    running.countDown();
                    await(seen);
                }
            }
        };
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<MigrationReport> move = other.submit(() -> this.scriptFixture
                    .engine(this.database.dataSource(), this.scriptFixture.settings(), holding)
                    .upgrade(MigrationRequest.to("head")));
            await(running);
            StatusReport status = engine().status();
            assertThat(status.lock()).isNotNull();
            assertThat(status.lock().pid()).isEqualTo(ProcessHandle.current().pid());
            assertThat(status.lock().revision()).isEqualTo("b2");
            MigrationEngine impatient = this.scriptFixture.engine(
                    this.database.dataSource(), this.scriptFixture.impatient(Duration.ofMillis(200)));
            assertThatExceptionOfType(LockedException.class)
                    .isThrownBy(() -> impatient.upgrade(MigrationRequest.to("head")))
                    .withMessageContaining(status.lock().owner());
            seen.countDown();
            assertThat(move.get().current()).containsExactly("c3");
        } finally {
            seen.countDown();
            other.shutdownNow();
        }
    }

    @Test
    void waitsForTheLockWithoutAConnection() throws Exception {
        linear();
        ExecutorService waiting = Executors.newSingleThreadExecutor();
        try (HikariDataSource pool = pool(1)) {
            Future<MigrationReport> move = whileLocked(() -> {
                Future<MigrationReport> started = waiting.submit(() -> this.scriptFixture
                        .engine(pool, this.scriptFixture.settings())
                        .upgrade(MigrationRequest.to("head")));
                awaitRelease(pool);
                try (Connection borrowed = pool.getConnection()) {
                    assertThat(borrowed.isValid(1)).isTrue();
                }
                assertThat(started).isNotDone();
                return started;
            });
            assertThat(move.get(30, TimeUnit.SECONDS).current()).containsExactly("c3");
        } finally {
            waiting.shutdownNow();
        }
    }

    @Test
    void rejectsDatabaseThatGotAheadDuringTheWait(@TempDir Path older) throws Exception {
        linear();
        ScriptFixture old = new ScriptFixture(older).table("a1", "").table("b2", "-- Revises: a1");
        MigrateSettings strict =
                old.settings().toBuilder().ahead(MigrateSettings.Ahead.FAIL).build();
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch waited = new CountDownLatch(1);
        MigrateListener holding = new MigrateListener() {
            @Override
            public void stepStarted(Step step, int number, int of) {
                if (number == 2) {
                    running.countDown();
                    await(waited);
                }
            }
        };
        ExecutorService releases = Executors.newFixedThreadPool(2);
        try (HikariDataSource pool = pool(1)) {
            Future<MigrationReport> newer = releases.submit(() -> this.scriptFixture
                    .engine(this.database.dataSource(), this.scriptFixture.settings(), holding)
                    .upgrade(MigrationRequest.to("head")));
            await(running);
            Future<MigrationReport> refused =
                    releases.submit(() -> old.engine(pool, strict).upgrade(MigrationRequest.to("head")));
            awaitRelease(pool);
            Connection only = pool.getConnection();
            waited.countDown();
            assertThat(newer.get().current()).containsExactly("c3");
            only.close();
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> refused.get(30, TimeUnit.SECONDS))
                    .satisfies((failure) -> assertThat(failure.getCause())
                            .isInstanceOfSatisfying(
                                    ImpossibleMigrationException.class,
                                    (refusal) -> assertThat(refusal.code()).isEqualTo(ErrorCode.DATABASE_AHEAD)));
        } finally {
            waited.countDown();
            releases.shutdownNow();
        }
    }

    @Test
    void onlyOneRemoteRequestWaitsForTheLock() throws Exception {
        linear();
        ExecutorService requests = Executors.newFixedThreadPool(4);
        MigrationEngine engine = engine();
        Safeguards remote = Safeguards.remote(null, null);
        try {
            List<Future<?>> answers = whileLocked(() -> {
                List<Future<?>> all = new ArrayList<>();
                for (int number = 0; number < 3; number++) {
                    all.add(requests.submit(
                            () -> engine.upgrade(MigrationRequest.to("head").guarded(remote))));
                }
                all.add(requests.submit(() -> engine.stamp(StampRequest.to("a1").guarded(remote))));
                while (all.stream().filter(Future::isDone).count() < 3) {
                    Thread.sleep(10);
                }
                return all;
            });
            List<Throwable> refused = new ArrayList<>();
            for (Future<?> answer : answers) {
                try {
                    answer.get(30, TimeUnit.SECONDS);
                } catch (ExecutionException failure) {
                    refused.add(failure.getCause());
                }
            }
            assertThat(refused)
                    .hasSize(3)
                    .allSatisfy((failure) -> assertThat(failure)
                            .isInstanceOf(LockedException.class)
                            .hasMessageContaining("another request is already waiting"));
        } finally {
            requests.shutdownNow();
        }
    }

    @Test
    void stoppingEndsTheWaitForTheLock() throws Exception {
        linear();
        ExecutorService waiting = Executors.newSingleThreadExecutor();
        try (HikariDataSource pool = pool(1)) {
            MigrationEngine engine = this.scriptFixture.engine(pool, this.scriptFixture.settings());
            Future<MigrationReport> move = whileLocked(() -> {
                Future<MigrationReport> started = waiting.submit(() -> engine.upgrade(MigrationRequest.to("head")));
                awaitRelease(pool);
                assertThat(engine.stop(Duration.ofSeconds(10))).isTrue();
                return started;
            });
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(move::get)
                    .withCauseInstanceOf(StoppedException.class);
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        } finally {
            waiting.shutdownNow();
        }
        assertThat(tables("t_a1")).isZero();
    }

    private HikariDataSource pool(int size) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(this.database.dataSource());
        config.setMaximumPoolSize(size);
        return new HikariDataSource(config);
    }

    /** Waits until the connection of a pool has been borrowed and returned. */
    private static void awaitRelease(HikariDataSource pool) throws InterruptedException {
        while (pool.getHikariPoolMXBean() == null || pool.getHikariPoolMXBean().getActiveConnections() == 0) {
            Thread.sleep(1);
        }
        while (pool.getHikariPoolMXBean().getActiveConnections() > 0) {
            Thread.sleep(1);
        }
    }

    /** Does something while another process has the lock. */
    private <T> T whileLocked(Callable<T> work) throws Exception {
        MigrateSettings settings = this.scriptFixture.settings();
        try (Session session = Session.open(
                this.database.dataSource(), settings.schema(), settings.tablePrefix(), Clock.systemUTC())) {
            session.resolveSchema();
            try (MigrationLock.Held held =
                    session.lock(Actor.ofThisProcess()).tryAcquire().orElseThrow()) {
                T result = work.call();
                held.confirm();
                return result;
            }
        }
    }

    @Test
    void upToDateDatabaseCostsOneQuery() {
        linear();
        engine().upgrade(MigrationRequest.to("head"));
        CountingDataSource counting = new CountingDataSource(this.database.dataSource());
        MigrationReport report = this.scriptFixture
                .engine(counting, this.scriptFixture.settings())
                .upgrade(MigrationRequest.to("heads"));
        assertThat(report.steps()).isEmpty();
        assertThat(counting.statements()).hasSize(1);
    }

    @Test
    void dryRunReportsStepsAndChangesNothing() {
        linear();
        MigrationReport report = engine().upgrade(MigrationRequest.to("b2").dryRun(true));
        assertThat(report.dryRun()).isTrue();
        assertThat(report.steps()).extracting(StepReport::revision).containsExactly("a1", "b2");
        assertThat(report.current()).isEmpty();
        assertThat(tables("t_a1", "migrate_revision")).isZero();
    }

    @Test
    void readOperationsNeverWrite() {
        linear();
        assertThat(engine().current().pending()).isEqualTo(3);
        assertThat(engine().history(null).revisions()).hasSize(3);
        assertThat(engine().heads().heads()).extracting(RevisionReport::id).containsExactly("c3");
        assertThat(engine().branches().branches()).isEmpty();
        assertThat(engine().log(5).entries()).isEmpty();
        assertThat(engine().status().lock()).isNull();
        assertThat(tables("migrate_revision", "migrate_log", "migrate_lock", "migrate_journal"))
                .isZero();
    }

    @Test
    void unknownSymbolChangesNothing() {
        linear();
        assertThatExceptionOfType(UnknownRevisionException.class)
                .isThrownBy(() -> engine().upgrade(MigrationRequest.to("zz9")));
        assertThat(tables("migrate_revision")).isZero();
    }

    @Test
    void dataChangesShareTheTransactionOfTheirRecord() {
        this.scriptFixture
                .table("a1", "")
                .script(
                        "b2",
                        "-- Revises: a1",
                        "insert into t_a1 values (1);\ninsert into t_a1 values (2);\ninsert into t_a1 values (1);",
                        "delete from t_a1;");
        assertThatExceptionOfType(StatementFailedException.class)
                .isThrownBy(() -> engine().upgrade(MigrationRequest.to("head")));
        assertThat(this.database.jdbc().queryForObject("select count(*) from t_a1", Integer.class))
                .isZero();
        assertThat(engine().show("b2").get(0).state()).isEqualTo(RevisionState.PENDING);
    }

    private MigrateSettings ahead(MigrateSettings.Ahead policy) {
        MigrateSettings all = this.scriptFixture.settings();
        return all.toBuilder().ahead(policy).build();
    }

    private void linear() {
        this.scriptFixture.table("a1", "").table("b2", "-- Revises: a1").table("c3", "-- Revises: b2");
    }

    private void forked() {
        this.scriptFixture
                .table("a1", "")
                .table("b2", "-- Revises: a1")
                .table("c3", "-- Revises: a1\n-- Branch Labels: side")
                .file("m4", "-- Revises: b2, c3", "-- migrate:upgrade\n\n-- migrate:downgrade\n");
    }

    private static String failingWithout(String table) {
        return "create table %s (id int);\ninsert into nowhere values (1);".formatted(table);
    }

    private static StampRequest stamp(String... targets) {
        return StampRequest.to(targets);
    }

    final MigrationEngine engine() {
        return this.scriptFixture.engine(this.database);
    }

    /** How many of these tables are there. */
    final int tables(String... names) {
        int found = 0;
        for (String name : names) {
            try {
                this.database.jdbc().queryForList("select * from " + name + " where 1 = 0");
                found++;
            } catch (DataAccessException absent) {
                assertThat(absent).hasMessageContaining(name.substring(2));
            }
        }
        return found;
    }

    static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    static <T> List<T> allAtOnce(int count, Callable<T> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> one : threads.invokeAll(Collections.nCopies(count, work))) {
                results.add(one.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
