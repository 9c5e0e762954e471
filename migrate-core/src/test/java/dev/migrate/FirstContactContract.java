package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.error.ErrorCode;
import dev.migrate.error.FirstContactException;
import dev.migrate.error.ImpossibleMigrationException;
import dev.migrate.error.MigrateException;
import dev.migrate.error.Wording;
import dev.migrate.report.LogReport;
import dev.migrate.report.MigrationReport;
import dev.migrate.report.StepReport;
import dev.migrate.request.MigrationRequest;
import dev.migrate.request.RepairRequest;
import dev.migrate.request.StampRequest;
import dev.migrate.settings.MigrateSettings;
import dev.migrate.testsupport.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The behavior of each command for each {@link FirstContactFinding}. */
abstract class FirstContactContract {

    static final String FLYWAY = """
            create table %s (installed_rank int not null primary key, version varchar(50), description varchar(200)
              not null, type varchar(20) not null, script varchar(1000) not null, checksum int, installed_by varchar(100)
              not null, installed_on timestamp default current_timestamp not null, execution_time int not null,
              success boolean not null)""";
    static final String LIQUIBASE = """
            create table DATABASECHANGELOG (ID varchar(255) not null, AUTHOR varchar(255) not null, FILENAME varchar(255)
              not null, DATEEXECUTED timestamp not null, ORDEREXECUTED int not null, EXECTYPE varchar(10) not null,
              MD5SUM varchar(35))""";

    ScriptFixture scriptFixture;
    TestDatabase database;
    private Path other;

    @BeforeEach
    void openFixture(@TempDir Path folder, @TempDir Path other, TestDatabase empty) {
        this.scriptFixture = new ScriptFixture(folder).table("a1", "").table("b2", "-- Revises: a1");
        this.other = other;
        this.database = empty;
    }

    @Test
    void everyCommandReportsMissingSchema() {
        List<String> before = tables();
        MigrationEngine wrong = this.scriptFixture.engine(
                this.database.dataSource(), settings().schema("nosuch").build());
        for (ThrowingCallable command : List.<ThrowingCallable>of(
                () -> wrong.upgrade(MigrationRequest.to("head")),
                () -> wrong.upgrade(MigrationRequest.to("head").dryRun(true)),
                () -> wrong.previewUpgrade(MigrationRequest.to("head"), new StringBuilder()),
                () -> wrong.downgrade(MigrationRequest.to("base")),
                () -> wrong.stamp(stamp(false, "b2")),
                () -> wrong.stamp(stamp(true, "base")),
                wrong::ensureVersion,
                wrong::current,
                wrong::status,
                () -> wrong.history(null),
                () -> wrong.log(10),
                () -> wrong.validate(false))) {
            MigrateException refusal = catchThrowableOfType(MigrateException.class, command);
            assertThat(refusal).isNotNull().hasMessage("Schema 'nosuch' does not exist.");
            assertThat(refusal.code()).isEqualTo(ErrorCode.MISSING_SCHEMA);
            assertThat(refusal.remedy().in(Wording.properties()))
                    .isEqualTo("Create it, or correct 'migrate.schema'. Nothing was changed.");
        }
        assertThat(tables()).isEqualTo(before);
        assertThat(engine().upgrade(MigrationRequest.to("head")).steps()).hasSize(2);
    }

    @Test
    void purgeReplacesRecordOfAnotherApplicationForEverySymbol() {
        for (String symbol : List.of("head", "heads", "b", "base+2", "b2-0")) {
            otherApplication().stamp(stamp(true, "head"));
            assertThat(codeOf(() -> engine().stamp(stamp(false, symbol)))).isEqualTo("another-application");
            assertThat(engine().stamp(stamp(true, symbol)).current()).as(symbol).containsExactly("b2");
            assertThat(engine().status().current()).containsExactly("b2");
        }
        otherApplication().stamp(stamp(true, "head"));
        assertThat(codeOf(() -> engine().stamp(stamp(true, "z9")))).isEqualTo("no-such-revision");
        assertThat(otherApplication().status().current()).containsExactly("z9");
    }

    @Test
    void twoEnginesShareASchemaWithDifferentPrefixes() {
        MigrationEngine first = new ScriptFixture(this.other).table("p1", "").engine(this.database);
        first.upgrade(MigrationRequest.to("head"));
        FirstContactException same =
                catchThrowableOfType(FirstContactException.class, () -> engine().upgrade(MigrationRequest.to("head")));
        FirstContactException beside = catchThrowableOfType(
                FirstContactException.class,
                () -> engine(settings().tablePrefix("people_")).upgrade(MigrationRequest.to("head")));
        assertThat(List.of(
                        same.remedy().in(Wording.properties()), beside.remedy().in(Wording.properties())))
                .allSatisfy((remedy) -> assertThat(remedy)
                        .contains("a different 'migrate.table-prefix' for each, and 'migrate.allow-non-empty=true'"));
        MigrationEngine people = engine(settings().tablePrefix("people_").allowNonEmpty(true));
        assertThat(people.upgrade(MigrationRequest.to("head")).current()).containsExactly("b2");
        assertThat(first.upgrade(MigrationRequest.to("head")).steps()).isEmpty();
        assertThat(engine(settings().tablePrefix("people_"))
                        .upgrade(MigrationRequest.to("head"))
                        .steps())
                .as("the property is needed once")
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.migrate.FirstContactFinding#all")
    void treatsEachFindingAsDocumented(FirstContactFinding finding) {
        finding.preparation().of(this);
        List<String> before = tables();
        boolean refused = isRefusal(finding.upgrade());
        boolean hidden = finding.upgrade().equals("record-elsewhere");

        same(
                finding,
                finding.upgrade(),
                () -> engine().upgrade(MigrationRequest.to("head").dryRun(true)));
        same(finding, refused ? finding.upgrade() : "", () -> {
            engine().previewUpgrade(MigrationRequest.to("head"), new StringBuilder());
            return null;
        });
        if (hidden) {
            for (ThrowingCallable read : List.<ThrowingCallable>of(
                    () -> engine().current(),
                    () -> engine().history(null),
                    () -> engine().status(),
                    () -> engine().ensureVersion())) {
                assertThat(refusal(finding, read).code().slug()).isEqualTo(finding.upgrade());
            }
        } else if (refused) {
            assertThat(folded(engine().current().notice())).contains(folded(finding.named()));
            assertThat(engine().current().upToDate()).isFalse();
        } else {
            assertThat(engine().current().notice()).isNull();
        }
        if (refused) {
            assertThat(refusal(finding, () -> engine().checkFirstContact())
                            .code()
                            .slug())
                    .isEqualTo(finding.upgrade());
        } else {
            engine().checkFirstContact();
        }
        assertThat(tables()).as("nothing that only reads writes").isEqualTo(before);

        same(
                finding,
                finding.downgrade(),
                () -> engine().downgrade(MigrationRequest.to("base").dryRun(true)));
        if (refused) {
            same(finding, finding.downgrade(), () -> engine().downgrade(MigrationRequest.to("base")));
            same(finding, finding.upgrade(), () -> engine().upgrade(MigrationRequest.to("head")));
            assertThat(tables()).as("a refusal writes nothing").isEqualTo(before);
        } else {
            same(finding, finding.upgrade(), () -> engine().upgrade(MigrationRequest.to("head")));
            assertThat(engine().status().current()).containsExactly("b2");
            return;
        }
        if (isRefusal(finding.stamp())) {
            assertThat(refusal(finding, () -> engine().stamp(stamp(false, "b2")))
                            .code()
                            .slug())
                    .isEqualTo(finding.stamp());
            assertThat(tables()).isEqualTo(before);
        } else {
            engine().stamp(stamp(false, "a1"));
            assertThat(engine().status().current()).containsExactly("a1");
            assertThat(engine().current().notice()).isNull();
        }
    }

    private void same(
            FirstContactFinding finding,
            String expected,
            java.util.concurrent.Callable<@Nullable MigrationReport> command) {
        if (isRefusal(expected)) {
            FirstContactException refusal = refusal(finding, command::call);
            assertThat(refusal.code().slug()).isEqualTo(expected);
            assertThat(folded(refusal.getMessage() + " " + refusal.remedy().in(Wording.properties())))
                    .contains(folded(finding.named()))
                    .contains("nothing was changed.");
            return;
        }
        try {
            MigrationReport report = command.call();
            if (report != null) {
                assertThat(report.steps())
                        .extracting(StepReport::revision)
                        .containsExactly(expected.isEmpty() ? new String[0] : expected.split(" "));
            }
        } catch (Exception failure) {
            throw new AssertionError(finding + ": " + failure.getMessage(), failure);
        }
    }

    private static FirstContactException refusal(FirstContactFinding finding, ThrowingCallable command) {
        FirstContactException refusal = catchThrowableOfType(FirstContactException.class, command);
        assertThat(refusal).as(finding.toString()).isNotNull();
        return refusal;
    }

    /** Products fold the case of names. */
    private static String folded(@Nullable String text) {
        return String.valueOf(text).toLowerCase(Locale.ROOT);
    }

    private static String[] folded(String... texts) {
        return Stream.of(texts).map(FirstContactContract::folded).toArray(String[]::new);
    }

    private static boolean isRefusal(String expected) {
        return expected.contains("-");
    }

    @Test
    void baselineIsStampedAndTheUpgradeContinuesInTheSameRun() {
        execute("create table t_a1 (id int primary key)");
        MigrationEngine engine = engine(settings().baseline("a1"));
        assertThat(engine.current().notice()).contains("stamps revision 'a1'");
        MigrationReport dry = engine.upgrade(MigrationRequest.to("head").dryRun(true));
        assertThat(dry.baseline()).isEqualTo("a1");
        assertThat(dry.steps()).extracting(StepReport::revision).containsExactly("b2");
        assertThat(tables()).containsExactly("t_a1");
        assertThatExceptionOfType(FirstContactException.class)
                .isThrownBy(() -> engine.downgrade(MigrationRequest.to("base")))
                .satisfies((refusal) -> assertThat(refusal.code()).isEqualTo(ErrorCode.NON_EMPTY_SCHEMA));
        MigrationReport report = engine.upgrade(MigrationRequest.to("head"));
        assertThat(report.baseline()).isEqualTo("a1");
        assertThat(report.steps()).extracting(StepReport::revision).containsExactly("b2");
        assertThat(report.current()).containsExactly("b2");
        assertThat(engine.log(10).entries())
                .extracting(LogReport.Entry::action, LogReport.Entry::revision)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("upgrade", "b2"),
                        org.assertj.core.groups.Tuple.tuple("stamp", "a1"));
        assertThat(engine.upgrade(MigrationRequest.to("head")).baseline()).isNull();
        assertThat(engine.downgrade(MigrationRequest.to("base")).steps())
                .extracting(StepReport::revision)
                .containsExactly("b2", "a1");
    }

    @Test
    void baselineAtTheHeadIsStampedAlthoughNoRevisionFollows() {
        execute("create table account (id int)");
        engine().ensureVersion();
        MigrationReport report = engine(settings().baseline("b2")).upgrade(MigrationRequest.to("heads"));
        assertThat(report.baseline()).isEqualTo("b2");
        assertThat(report.steps()).isEmpty();
        assertThat(engine().status().current()).containsExactly("b2");
        assertThat(engine().history(null).revisions())
                .extracting((revision) -> revision.application().by())
                .doesNotContainNull();
    }

    @Test
    void rejectsUnwrittenBaseline() {
        this.scriptFixture.script("a1", "", "-- migrate:todo", "");
        execute("create table account (id int)");
        for (String baseline : List.of("a1", "b2")) {
            MigrationEngine engine = engine(settings().baseline(baseline));
            for (boolean dry : new boolean[] {true, false}) {
                assertThatExceptionOfType(ImpossibleMigrationException.class)
                        .isThrownBy(
                                () -> engine.upgrade(MigrationRequest.to("head").dryRun(dry)))
                        .satisfies((refusal) -> {
                            assertThat(refusal.code()).isEqualTo(ErrorCode.UNWRITTEN_REVISION);
                            assertThat(refusal.revisions()).containsExactly("a1");
                        });
            }
            assertThatExceptionOfType(ImpossibleMigrationException.class)
                    .isThrownBy(() -> engine.previewUpgrade(MigrationRequest.to("head"), new StringBuilder()));
        }
        assertThat(tables()).containsExactly("account");
        this.scriptFixture.table("a1", "");
        assertThat(engine(settings().baseline("a1"))
                        .upgrade(MigrationRequest.to("head"))
                        .current())
                .containsExactly("b2");
    }

    @Test
    void relativeTargetCountsFromTheBaseline() {
        this.scriptFixture.table("c3", "-- Revises: b2");
        execute("create table t_a1 (id int primary key)");
        MigrationReport report = engine(settings().baseline("a1")).upgrade(MigrationRequest.to("+1"));
        assertThat(report.current()).containsExactly("b2");
    }

    @Test
    void baselineHasNoEffectOnAnEmptyDatabaseAndOnOneWithARecord() {
        MigrationEngine engine = engine(settings().baseline("a1"));
        assertThat(engine.current().notice()).isNull();
        assertThat(engine.upgrade(MigrationRequest.to("a1")).steps()).hasSize(1);
        assertThat(engine(settings().baseline("b2"))
                        .upgrade(MigrationRequest.to("head"))
                        .steps())
                .extracting(StepReport::revision)
                .containsExactly("b2");
        engine.downgrade(MigrationRequest.to("base"));
        execute("create table left_over (id int)");
        assertThat(engine.upgrade(MigrationRequest.to("head")).steps()).hasSize(2);
    }

    @Test
    void rejectsBaselineThatIsNoFullId() {
        this.scriptFixture.table("long4711", "-- Revises: b2\n-- Branch Labels: shop");
        for (String wrong : List.of("head", "base", "shop", "long", "+1", "LONG4711", "nowhere")) {
            for (boolean empty : new boolean[] {true, false}) {
                if (!empty && tables().isEmpty()) {
                    execute("create table account (id int)");
                }
                MigrationEngine engine = engine(settings().baseline(wrong).allowNonEmpty(true));
                assertThatExceptionOfType(FirstContactException.class)
                        .isThrownBy(() -> engine.upgrade(MigrationRequest.to("head")))
                        .withMessageContaining("'migrate.baseline' is '" + wrong + "'")
                        .satisfies((refusal) -> assertThat(refusal.code()).isEqualTo(ErrorCode.UNKNOWN_BASELINE));
            }
        }
        assertThat(tables()).containsExactly("account");
    }

    @Test
    void previewOfABaselineStampsAndContinues() {
        execute("create table t_a1 (id int primary key)");
        StringBuilder script = new StringBuilder();
        engine(settings().baseline("a1")).previewUpgrade(MigrationRequest.to("head"), script);
        assertThat(script)
                .containsSubsequence("-- Stamp a1 as 'migrate.baseline' says", "-- Stamp a1", "-- Upgrade b2");
        assertThat(script.toString()).doesNotContain("-- Upgrade a1");
    }

    @Test
    void allowNonEmptyStartsAtBaseWithNotice() {
        execute("create table account (id int)");
        MigrationEngine engine = engine(settings().allowNonEmpty(true));
        assertThat(folded(engine.current().notice())).contains("'migrate.allow-non-empty'", "'account'");
        assertThat(engine.downgrade(MigrationRequest.to("base")).steps()).isEmpty();
        assertThat(engine.upgrade(MigrationRequest.to("head")).steps()).hasSize(2);
        assertThat(engine.current().notice()).isNull();
    }

    @Test
    void baselineAndAllowNonEmptyDoNotOverrideOtherRefusals() {
        MigrationEngine engine = engine(settings().baseline("a1").allowNonEmpty(true));
        upgraded();
        execute("delete from migrate_revision");
        assertThat(codeOf(() -> engine.upgrade(MigrationRequest.to("head")))).isEqualTo("record-lost");
        engine.stamp(stamp(true, "base"));
        otherApplication().stamp(stamp(true, "z9"));
        for (MigrateSettings.Ahead ahead : MigrateSettings.Ahead.values()) {
            MigrationEngine any =
                    engine(settings().baseline("a1").allowNonEmpty(true).ahead(ahead));
            assertThat(codeOf(() -> any.upgrade(MigrationRequest.to("head")))).isEqualTo("another-application");
            assertThat(codeOf(() -> any.downgrade(MigrationRequest.to("base")))).isEqualTo("another-application");
            assertThat(codeOf(() -> any.downgrade(MigrationRequest.to("z9").missing(true))))
                    .isEqualTo("another-application");
        }
    }

    @Test
    void readCommandsReportRefusalWithoutChangeNotice() {
        execute("create table document (id int, version_num int)");
        MigrationEngine engine = engine();
        assertThat(engine.current().notice())
                .contains("are refused", "'migrate stamp REV'")
                .doesNotContain("Nothing was changed", "Alembic");
        assertThat(engine.status().notice()).isEqualTo(engine.current().notice());
        assertThat(engine.validate(false).findings())
                .singleElement()
                .satisfies((finding) -> assertThat(finding.remedy()).doesNotContain("Nothing was changed"));
        assertThat(catchThrowableOfType(FirstContactException.class, () -> engine.upgrade(MigrationRequest.to("head")))
                        .remedy()
                        .in(Wording.properties()))
                .endsWith(" Nothing was changed.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lock", "log", "journal", "revision"})
    void reportsTakenTableNameAndAcceptsAnotherPrefix(String table) {
        execute("create table migrate_" + table + " (x int)");
        MigrationEngine engine = engine();
        for (ThrowingCallable command : List.<ThrowingCallable>of(
                () -> engine.upgrade(MigrationRequest.to("head")),
                () -> engine.downgrade(MigrationRequest.to("base")),
                () -> engine.stamp(stamp(false, "a1")),
                engine::ensureVersion,
                engine::current,
                engine::status)) {
            MigrateException refusal = catchThrowableOfType(MigrateException.class, command);
            assertThat(refusal).isNotNull();
            assertThat(refusal.code()).isEqualTo(ErrorCode.TABLE_NAME_TAKEN);
            assertThat(refusal).hasMessageContaining("migrate_" + table).hasMessageContaining("did not create");
            assertThat(refusal.remedy().in(Wording.properties())).contains("'migrate.table-prefix'");
        }
        assertThat(engine(settings().tablePrefix("own_").allowNonEmpty(true))
                        .upgrade(MigrationRequest.to("head"))
                        .steps())
                .hasSize(2);
    }

    @Test
    void validateReportsOnlyTheRecordOfAnotherApplication() {
        otherApplication().stamp(stamp(false, "z9"));
        assertThat(engine().validate(false).findings()).singleElement().satisfies((finding) -> {
            assertThat(finding.code()).isEqualTo("another-application");
            assertThat(finding.message())
                    .endsWith("none of its 3 revisions is among these scripts: 'A1', 'a1x', 'z9'.");
            assertThat(finding.remedy())
                    .startsWith("The scripts are in 'file:")
                    .contains("', and the database is 'jdbc:");
        });
    }

    @Test
    void currentReportsHowToResumeInterruptedRevision() {
        failOtherApplication();
        MigrationEngine other = new ScriptFixture(this.other).engine(this.database);
        assertThat(other.current().notice())
                .isEqualTo(
                        "The upgrade of revision 'o1' is interrupted. Run 'migrate upgrade' to resume it, or run 'migrate repair"
                                + " o1' to see its state.");
        assertThat(other.status().notice()).isEqualTo(other.current().notice());
    }

    @Test
    void stampWithPurgeReplacesRecordOfAnotherApplication() {
        otherApplication().stamp(stamp(false, "z9"));
        engine().stamp(stamp(true, "a1"));
        assertThat(engine().upgrade(MigrationRequest.to("head")).steps())
                .extracting(StepReport::revision)
                .containsExactly("b2");
    }

    @Test
    void interruptedRevisionOfAnotherApplicationCannotBeRepaired() {
        failOtherApplication();
        assertThat(codeOf(() -> repair("o1", RepairRequest.Verdict.NOT_APPLIED)))
                .isEqualTo("another-application");
        new ScriptFixture(this.other)
                .engine(this.database)
                .repair(RepairRequest.of("o1", RepairRequest.Verdict.NOT_APPLIED));
        execute("drop table o1_first");
        assertThat(engine().upgrade(MigrationRequest.to("head")).steps()).hasSize(2);
    }

    @Test
    void stampRestoresLostRecord() {
        upgraded();
        execute("drop table migrate_revision");
        engine().stamp(stamp(false, "b2"));
        assertThat(engine().upgrade(MigrationRequest.to("head")).steps()).isEmpty();
        assertThat(engine().downgrade(MigrationRequest.to("a1")).steps()).hasSize(1);
    }

    @Test
    void ensureVersionRecreatesLostTable() {
        for (String table : List.of("migrate_log", "migrate_journal", "migrate_lock")) {
            engine().stamp(stamp(true, "base"));
            drop("t_a1", "t_b2");
            engine().upgrade(MigrationRequest.to("a1"));
            execute("drop table " + table);
            if (table.equals("migrate_log")) {
                assertThat(codeOf(() -> engine().log(1))).isEqualTo("engine-table-missing");
            }
            if (!table.equals("migrate_lock")) {
                assertThatExceptionOfType(MigrateException.class)
                        .as(table)
                        .isThrownBy(() -> {
                            if (table.equals("migrate_log")) {
                                engine().upgrade(MigrationRequest.to("head"));
                            } else {
                                engine().downgrade(MigrationRequest.to("base"));
                            }
                        })
                        .satisfies((failure) -> {
                            assertThat(failure.code()).isEqualTo(ErrorCode.ENGINE_TABLE_MISSING);
                            assertThat(failure).hasMessageContaining(table);
                            assertThat(failure.remedy().in(Wording.properties()))
                                    .contains("'migrate ensure-version'");
                        });
                engine().ensureVersion();
            }
            assertThat(engine().upgrade(MigrationRequest.to("head")).current()).containsExactly("b2");
            assertThat(tables()).contains(table);
        }
    }

    @Test
    void baseAndRelativeTargetsDoNotRevertMissingRevisions() {
        this.scriptFixture.table("c3", "-- Revises: b2");
        engine().upgrade(MigrationRequest.to("head"));
        this.scriptFixture.remove("c3");
        for (String target : List.of("base", "-1", "-3", "head-1", "a1-1", "a1+1")) {
            assertThatExceptionOfType(ImpossibleMigrationException.class)
                    .as(target)
                    .isThrownBy(() -> engine().downgrade(MigrationRequest.to(target)))
                    .satisfies((refusal) -> {
                        assertThat(refusal.code()).isEqualTo(ErrorCode.MISSING_REVISIONS);
                        assertThat(refusal.revisions()).containsExactly("c3");
                        assertThat(refusal.remedy().in(Wording.properties())).contains("--missing");
                    });
        }
        assertThat(engine().downgrade(MigrationRequest.to("b2").dryRun(true)).steps())
                .hasSize(1);
        assertThat(engine().downgrade(MigrationRequest.to("base").missing(true)).steps())
                .extracting(StepReport::revision)
                .containsExactly("c3", "b2", "a1");
    }

    @Test
    void aheadFailHoldsForDowngradesToo() {
        upgraded();
        this.scriptFixture.remove("b2");
        MigrationEngine strict = engine(settings().ahead(MigrateSettings.Ahead.FAIL));
        for (String target : List.of("base", "a1", "-1")) {
            assertThatExceptionOfType(ImpossibleMigrationException.class)
                    .isThrownBy(
                            () -> strict.downgrade(MigrationRequest.to(target).missing(true)))
                    .satisfies((refusal) -> assertThat(refusal.code()).isEqualTo(ErrorCode.DATABASE_AHEAD));
        }
        assertThat(engine().status().current()).containsExactly("b2");
    }

    @Test
    void concurrentFirstStartsAreNotRefused() throws Exception {
        assertThat(startedAtOnce(this.database, 3)).isEqualTo(2);
    }

    /** How many steps instances run that all begin at the same moment. */
    int startedAtOnce(TestDatabase empty, int instances) throws Exception {
        CyclicBarrier start = new CyclicBarrier(instances);
        ExecutorService threads = Executors.newFixedThreadPool(instances);
        try {
            List<Future<MigrationReport>> runs = new ArrayList<>();
            for (int number = 0; number < instances; number++) {
                runs.add(threads.submit(() -> {
                    MigrationEngine engine = this.scriptFixture.engine(empty);
                    start.await();
                    return engine.upgrade(MigrationRequest.to("head"));
                }));
            }
            int steps = 0;
            for (Future<MigrationReport> run : runs) {
                MigrationReport report = run.get();
                assertThat(report.current()).containsExactly("b2");
                steps += report.steps().size();
            }
            return steps;
        } finally {
            threads.shutdownNow();
        }
    }

    private String codeOf(ThrowingCallable command) {
        return catchThrowableOfType(MigrateException.class, command).code().slug();
    }

    void upgraded() {
        engine().upgrade(MigrationRequest.to("head"));
    }

    /** Another application leaves its first revision interrupted. */
    void failOtherApplication() {
        ScriptFixture strange = new ScriptFixture(this.other).file("o1", "", """
                -- migrate:upgrade transaction=off
                create table o1_first (id int);
                create table o1_first (id int);
                """);
        assertThatExceptionOfType(MigrateException.class)
                .isThrownBy(() -> strange.engine(this.database).upgrade(MigrationRequest.to("head")));
    }

    /** Applies a revision, and fails at the second statement of its downgrade. */
    void interruptDowngrade(String id, String header) {
        this.scriptFixture.file(id, header, """
                -- migrate:upgrade
                create table t_%1$s (id int primary key);

                -- migrate:downgrade transaction=off
                drop table t_%1$s;
                drop table nowhere;
                """.formatted(id));
        engine().upgrade(MigrationRequest.to(id));
        assertThatExceptionOfType(MigrateException.class)
                .isThrownBy(() -> engine().downgrade(MigrationRequest.to("-1")));
    }

    void repair(String id, RepairRequest.Verdict verdict) {
        engine().repair(RepairRequest.of(id, verdict));
    }

    /** Returns an engine of another application, whose ids differ by case or by a suffix. */
    MigrationEngine otherApplication() {
        return otherApplication("migrate_");
    }

    ScriptFixture strange() {
        return new ScriptFixture(this.other)
                .table("A1", "")
                .table("a1x", "-- Revises: A1")
                .table("z9", "-- Revises: a1x");
    }

    MigrationEngine otherApplication(String prefix) {
        ScriptFixture strange = strange();
        return strange.engine(
                this.database.dataSource(),
                strange.settings().toBuilder().tablePrefix(prefix).build());
    }

    MigrateSettings.Builder settings() {
        return this.scriptFixture.settings().toBuilder();
    }

    MigrationEngine engine() {
        return this.scriptFixture.engine(this.database);
    }

    MigrationEngine engine(MigrateSettings.Builder settings) {
        return this.scriptFixture.engine(this.database.dataSource(), settings.build());
    }

    static StampRequest stamp(boolean purge, String target) {
        return StampRequest.to(target).purge(purge);
    }

    void execute(String sql) {
        this.database.jdbc().execute(sql);
    }

    private void drop(String... tables) {
        for (String table : tables) {
            execute("drop table if exists " + table);
        }
    }

    /** All tables of the database, with the engine's own. */
    List<String> tables() {
        String query = switch (this.database.product()) {
            case H2 ->
                "select TABLE_NAME from INFORMATION_SCHEMA.TABLES where TABLE_SCHEMA = 'PUBLIC'"
                        + " and TABLE_TYPE = 'BASE TABLE'";
            case SQLITE -> "select name from sqlite_master where type = 'table' and name not like 'sqlite%'";
            case POSTGRESQL ->
                "select relname from pg_class where relkind = 'r' and" + " relnamespace = 'public'::regnamespace";
            case MARIADB, MYSQL -> "show full tables where Table_type = 'BASE TABLE'";
        };
        return this.database
                .jdbc()
                .query(query, (row, number) -> row.getString(1).toLowerCase(Locale.ROOT))
                .stream()
                .sorted()
                .toList();
    }
}
