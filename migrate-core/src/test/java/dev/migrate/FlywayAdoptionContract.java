package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.error.ErrorCode;
import dev.migrate.error.LockedException;
import dev.migrate.error.MigrateException;
import dev.migrate.error.Wording;
import dev.migrate.report.LogReport;
import dev.migrate.report.MigrationReport;
import dev.migrate.report.RevisionReport;
import dev.migrate.report.StepReport;
import dev.migrate.request.MigrationRequest;
import dev.migrate.request.StampRequest;
import dev.migrate.settings.MigrateSettings;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Adoption of histories that Flyway itself has written. */
abstract class FlywayAdoptionContract {

    ScriptFixture scriptFixture;
    FlywayFixture flyway;
    TestDatabase database;

    @BeforeEach
    void openFixture(@TempDir Path folder, @TempDir Path scripts, TestDatabase empty) {
        this.database = empty;
        this.scriptFixture = new ScriptFixture(scripts);
        this.flyway = new FlywayFixture(folder, empty, this.scriptFixture);
    }

    @Test
    void adoptsWhatFlywayHasAppliedAndRunsTheRest() {
        Instant before = Instant.now().minusSeconds(2);
        this.flyway.versions("1", "1.2").migrate();
        this.flyway.versions("1", "1.2", "3");
        List<String> tables = tables();

        assertThat(engine().current().notice())
                .isEqualTo(
                        "The first upgrade adopts 2 revisions of %s, up to 'v1_2', and runs only the revisions after them.",
                        history());
        assertThat(engine().validate(false).findings())
                .extracting((finding) -> finding.message())
                .anyMatch((message) -> message.contains("adopts 2 revisions"));
        MigrationReport dry = engine().upgrade(MigrationRequest.to("head").dryRun(true));
        assertThat(dry.adoption()).isEqualTo("Adopts 2 revisions of %s, up to 'v1_2'.", history());
        assertThat(dry.steps()).extracting(StepReport::revision).containsExactly("v3");
        assertThat(tables()).as("nothing that only reads writes").isEqualTo(tables);

        MigrationReport report = engine().upgrade(MigrationRequest.to("head"));
        assertThat(report.steps()).extracting(StepReport::revision).containsExactly("v3");
        assertThat(report.adoption()).contains("Adopted 2 revisions of " + history());
        assertThat(engine().status().upToDate()).isTrue();
        for (String id : List.of("v1", "v1_2")) {
            RevisionReport revision = engine().show(id).get(0);
            assertThat(revision.application().by()).isEqualTo(user());
            assertThat(revision.application().at()).isBetween(before, Instant.now());
        }
        assertThat(engine().log(10).entries())
                .extracting(LogReport.Entry::action, LogReport.Entry::revision, LogReport.Entry::statements)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("upgrade", "v3", 1L),
                        org.assertj.core.groups.Tuple.tuple("stamp", "v1_2", 0L));
        assertThat(upgrade()).isEmpty();
        assertThat(engine().downgrade(MigrationRequest.to("base")).steps())
                .extracting(StepReport::revision)
                .containsExactly("v3", "v1_2", "v1");
    }

    @Test
    void startThatOnlyAdoptsRunsNoStatement() {
        this.flyway.versions("1", "2").migrate();
        MigrationReport report = engine().upgrade(MigrationRequest.to("heads"));
        assertThat(report.steps()).isEmpty();
        assertThat(report.current()).containsExactly("v2");
        assertThat(engine().status().upToDate()).isTrue();
    }

    @Test
    void revertedRevisionIsNotAdoptedAgain() {
        this.flyway.versions("1", "2").migrate();
        upgrade();
        engine().downgrade(MigrationRequest.to("v1"));
        assertThat(tables()).doesNotContain("t_v2");
        assertThat(upgrade()).containsExactly("v2");
        assertThat(tables()).contains("t_v2");
    }

    @Test
    void revertedRevisionsAreNotAdoptedAfterAFailedUpgrade() {
        this.flyway.versions("1", "2").migrate();
        upgrade();
        engine().downgrade(MigrationRequest.to("base"));
        this.database.jdbc().execute("create table t_v1 (id int)");
        assertThatExceptionOfType(MigrateException.class).isThrownBy(this::upgrade);
        this.database.jdbc().execute("drop table t_v1");

        assertThat(upgrade()).containsExactly("v1", "v2");
        assertThat(tables()).contains("t_v1", "t_v2");
    }

    @Test
    void refusesARowThatReplacesAReadOne() {
        this.flyway.versions("1", "2").migrate();
        upgrade();
        this.flyway.versions("1", "2", "3");
        this.database
                .jdbc()
                .execute("delete from %s where %s = '2'".formatted(table("flyway_schema_history"), quoted("version")));
        insert(2, "3", "SQL");

        refused("whose revisions are not recorded as applied: 'v3'");
    }

    @Test
    void readsTheHistoryAgainForADryRunAndAClientScript() {
        this.flyway.versions("1", "2").migrate();
        upgrade();
        this.flyway.versions("1", "2", "3").migrate();
        this.flyway.versions("1", "2", "3", "4");

        MigrationReport dry = engine().upgrade(MigrationRequest.to("head").dryRun(true));
        assertThat(dry.adoption()).isEqualTo("Adopts 1 revision of %s, up to 'v3'.", history());
        assertThat(dry.steps()).extracting(StepReport::revision).containsExactly("v4");
        assertThatExceptionOfType(MigrateException.class)
                .isThrownBy(() -> engine().previewUpgrade(MigrationRequest.to("head"), new StringBuilder()))
                .withMessageContaining("The upgrade first adopts 1 revision");
    }

    @Test
    void adoptsWhatFlywayHasAppliedSinceTheAdoption() {
        this.flyway.versions("1", "2").migrate();
        upgrade();
        this.flyway.versions("1", "2", "3").migrate();
        this.flyway.versions("1", "2", "3", "4");
        assertThat(upgrade()).containsExactly("v4");
        assertThat(engine().log(10).entries())
                .extracting(LogReport.Entry::action, LogReport.Entry::revision)
                .startsWith(
                        org.assertj.core.groups.Tuple.tuple("upgrade", "v4"),
                        org.assertj.core.groups.Tuple.tuple("stamp", "v3"));
    }

    @Test
    void adoptsWhatFlywayHasAppliedSinceAStamp() {
        this.flyway.versions("1", "2").migrate();
        stamp(false, "v2");
        engine().downgrade(MigrationRequest.to("v1"));
        assertThat(upgrade()).as("reverted since the stamp").containsExactly("v2");
        this.flyway.versions("1", "2", "3").migrate();
        assertThat(upgrade()).isEmpty();
        assertThat(engine().status().current()).containsExactly("v3");
    }

    @Test
    void recordWithoutAPositionIsNotGuessedFrom() {
        this.flyway.versions("1", "2").migrate();
        stamp(false, "v2");
        execute("update migrate_log set adopted = null");
        engine().downgrade(MigrationRequest.to("v1"));
        refused("whose revisions are not recorded as applied: 'v2'");
        stamp(false, "v1");
        assertThat(upgrade()).containsExactly("v2");
    }

    @Test
    void refusesWhatFlywayHasUndoneSinceTheAdoption() {
        this.flyway.versions("1", "2").migrate();
        upgrade();
        this.flyway.versions("1", "2", "3");
        insert(3, "2", "UNDO_SQL");
        execute("drop table t_v2");
        refused("applied revisions were undone by Flyway: 'v2'");
        stamp(false, "v1");
        assertThat(upgrade()).containsExactly("v2", "v3");
    }

    @Test
    void purgedRecordIsAdoptedAgain() {
        this.flyway.versions("1", "2").migrate();
        upgrade();
        stamp(true, "base");
        assertThat(upgrade()).isEmpty();
        assertThat(engine().status().current()).containsExactly("v2");
    }

    @Test
    void followsUndoneAndDeletedScripts() {
        this.flyway.versions("1", "2", "3").migrate();
        insert(4, "3", "UNDO_SQL");
        execute("drop table t_v3");
        assertThat(upgrade()).containsExactly("v3");
    }

    @Test
    void followsScriptsThatRepairHasMarkedAsDeleted() {
        this.flyway
                .versions("1", "2")
                .version("3")
                .revision("3", "-- Revises: v1")
                .migrate();
        this.flyway.remove("2");
        this.flyway.flyway((configuration) -> configuration).repair();
        execute("drop table t_v2");
        assertThat(engine().upgrade(MigrationRequest.to("heads")).steps())
                .extracting(StepReport::revision)
                .containsExactly("v2");
    }

    @Test
    void baselineCountsEveryVersionUpToIt() {
        execute("create table t_v1 (id int primary key)");
        execute("create table t_v2 (id int primary key)");
        this.flyway
                .versions("1", "2", "3")
                .migrate(
                        (configuration) -> configuration.baselineOnMigrate(true).baselineVersion("2"));
        this.flyway.versions("1", "2", "3", "4");
        assertThat(upgrade()).containsExactly("v4");
    }

    @Test
    void baselineBelowEveryVersionBeginsAtBase() {
        execute("create table account (id int primary key)");
        this.flyway
                .flyway((configuration) -> configuration.baselineVersion("1"))
                .baseline();
        this.flyway.versions("2");
        assertThat(engine().current().notice()).contains("begins at base");
        assertThat(upgrade()).containsExactly("v2");
    }

    @Test
    void scriptsThatRanOutOfOrderAreApplied() {
        this.flyway.version("1").version("3").migrate();
        this.flyway.version("2").migrate((configuration) -> configuration.outOfOrder(true));
        this.flyway.versions("1", "2", "3");
        assertThat(upgrade()).isEmpty();
    }

    @Test
    void refusesScriptWhoseParentIsNotApplied() {
        this.flyway.version("1").version("3").migrate();
        this.flyway.versions("1", "2", "3");
        refused("'3' (revision 'v3')", "not applied: 'v2'", "outOfOrder");
        this.flyway.migrate((configuration) -> configuration.outOfOrder(true));
        assertThat(upgrade()).isEmpty();
        assertThat(engine().status().current()).containsExactly("v3");
    }

    @Test
    void refusesFailedScript() {
        this.flyway.versions("1", "2").migrate();
        success(2, false);
        refused("failed scripts: '2'", "stamp REV");
        success(2, true);
        assertThat(upgrade()).isEmpty();
    }

    @Test
    void refusesScriptThatWasNotImported() {
        this.flyway.versions("1").version("2").migrate();
        refused("no revision was imported: '2'", "import flyway");
        this.flyway.versions("1", "2");
        assertThat(upgrade()).isEmpty();
        assertThat(engine().status().current()).containsExactly("v2");
    }

    @Test
    void refusesChangedScriptUnlessAWarningWasChosen() {
        this.flyway.versions("1", "2").migrate();
        this.flyway.revision("2", "-- Revises: v1", 7);
        refused("checksums differ from the imported ones: '2'", "'migrate.edited=warn'");
        MigrationEngine warning = this.scriptFixture.engine(
                this.database.dataSource(),
                this.scriptFixture.settings().toBuilder()
                        .edited(MigrateSettings.Edited.WARN)
                        .build());
        assertThat(warning.upgrade(MigrationRequest.to("head")).current()).containsExactly("v2");
        assertThat(engine().status().upToDate()).isTrue();
    }

    @Test
    void checksumThatIsNullIsNotCompared() {
        this.flyway.versions("1", "2").migrate();
        execute("update %s set %s = null".formatted(table("flyway_schema_history"), quoted("checksum")));
        this.flyway.revision("2", "-- Revises: v1", 7);
        assertThat(upgrade()).isEmpty();
    }

    @Test
    void findsRenamedHistory() {
        this.flyway.versions("1").migrate((configuration) -> configuration.table("changes"));
        assertThat(engine().current().notice()).contains("changes'");
        assertThat(upgrade()).isEmpty();
        assertThat(engine().status().current()).containsExactly("v1");
    }

    @Test
    void refusesSeveralHistories() {
        this.flyway.versions("1").migrate();
        this.flyway
                .flyway((configuration) -> configuration.table("others").baselineVersion("7"))
                .baseline();
        refused("flyway_schema_history", "others", "stamp REV");
        stamp(false, "v1");
        this.flyway.versions("1", "2");
        assertThat(upgrade()).containsExactly("v2");
    }

    @Test
    void refusesRevisionsImportedFromTheSameScript() {
        this.flyway.versions("1").migrate();
        this.scriptFixture.table("w1", "-- Imported From: flyway 1.0");
        refused("'v1', 'w1'", "'Imported From'");
    }

    @Test
    void repeatableScriptRunsAgainIfItsContentHasChanged() {
        this.flyway
                .versions("1")
                .script("R__Fill.sql", "insert into t_v1 values (1);")
                .migrate();
        repeatable("r1", "v1", "insert into t_v1 values (1);");
        assertThat(upgrade()).isEmpty();
        assertThat(engine().status().current()).containsExactly("r1");
        this.flyway.script("R__Fill.sql", "insert into t_v1 values (2);");
        repeatable("r2", "r1", "insert into t_v1 values (2);");
        assertThat(upgrade()).containsExactly("r2");
    }

    @Test
    void repeatableScriptWithAnUnknownContentRuns() {
        this.flyway
                .versions("1")
                .script("R__Fill.sql", "insert into t_v1 values (1);")
                .migrate();
        this.flyway.script("R__Fill.sql", "insert into t_v1 values (2);");
        repeatable("r2", "v1", "insert into t_v1 values (2);");
        assertThat(upgrade()).containsExactly("r2");
    }

    @Test
    void repeatableScriptAfterAPendingVersionRuns() {
        this.flyway.versions("1").script("R__Fill.sql", "delete from t_v1;").migrate();
        this.flyway.versions("1", "2");
        repeatable("r1", "v2", "delete from t_v1;");
        assertThat(upgrade()).containsExactly("v2", "r1");
    }

    private void repeatable(String id, String parent, String sql) {
        this.scriptFixture.script(
                id,
                "-- Revises: %s%n-- Imported From: flyway R:Fill checksum=%d"
                        .formatted(parent, this.flyway.checksums().get("Fill")),
                sql,
                "");
    }

    @Test
    void adoptionPrecedesTheBaselineSetting() {
        this.flyway.versions("1", "2").migrate();
        MigrationEngine engine = this.scriptFixture.engine(
                this.database.dataSource(),
                this.scriptFixture.settings().toBuilder()
                        .baseline("v1")
                        .allowNonEmpty(true)
                        .build());
        assertThat(engine.upgrade(MigrationRequest.to("head")).steps()).isEmpty();
    }

    @Test
    void emptyHistoryNextToTablesIsNoReasonToBeginAtBase() {
        this.flyway.versions("1").migrate();
        execute("delete from %s".formatted(table("flyway_schema_history")));
        MigrateException refusal =
                catchThrowableOfType(MigrateException.class, () -> engine().upgrade(MigrationRequest.to("head")));
        assertThat(refusal.code()).isEqualTo(ErrorCode.NON_EMPTY_SCHEMA);
    }

    @Test
    void downgradeRequiresTheAdoption() {
        this.flyway.versions("1", "2").migrate();
        List<String> before = tables();
        MigrateException refusal =
                catchThrowableOfType(MigrateException.class, () -> engine().downgrade(MigrationRequest.to("v1")));
        assertThat(refusal).hasMessageContaining("adopts 2 revisions");
        assertThat(refusal.remedy().in(Wording.properties())).contains("migrate upgrade v2");
        assertThat(tables()).isEqualTo(before);
        engine().upgrade(MigrationRequest.to("v2"));
        assertThat(engine().downgrade(MigrationRequest.to("v1")).steps()).hasSize(1);
    }

    @Test
    void scriptForTheClientRequiresTheAdoption() {
        this.flyway.versions("1", "2").migrate();
        MigrateException refusal = catchThrowableOfType(
                MigrateException.class,
                () -> engine().previewUpgrade(MigrationRequest.to("head"), new StringBuilder()));
        assertThat(refusal.code()).isEqualTo(ErrorCode.UNADOPTABLE_HISTORY);
        assertThat(refusal.remedy().in(Wording.properties())).contains("migrate upgrade v2");
    }

    @Test
    void waitsForFlywayWithALimit() throws Exception {
        this.flyway.versions("1", "2");
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        this.flyway.migrate((configuration) -> configuration.target("1"));
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<?> running = threads.submit(() ->
                    this.flyway.migrate((configuration) -> configuration.callbacks(new Pause(reached, released))));
            assertThat(reached.await(30, TimeUnit.SECONDS)).isTrue();
            MigrateException locked = catchThrowableOfType(
                    MigrateException.class,
                    () -> this.scriptFixture
                            .engine(this.database.dataSource(), this.scriptFixture.impatient(Duration.ofSeconds(1)))
                            .upgrade(MigrationRequest.to("head")));
            assertLocked(locked);
            released.countDown();
            running.get(30, TimeUnit.SECONDS);
        } finally {
            released.countDown();
            threads.shutdown();
        }
        assertThat(upgrade()).isEmpty();
        assertThat(engine().status().current()).containsExactly("v2");
    }

    void assertLocked(MigrateException locked) {
        assertThat(locked).isInstanceOf(LockedException.class).hasMessageContaining("is locked by Flyway");
    }

    /** Stops Flyway in the middle of a migration, while it holds its lock. */
    private record Pause(CountDownLatch reached, CountDownLatch released) implements Callback {

        @Override
        public boolean supports(Event event, Context context) {
            return event == Event.AFTER_EACH_MIGRATE;
        }

        @Override
        public boolean canHandleInTransaction(Event event, Context context) {
            return true;
        }

        @Override
        public void handle(Event event, Context context) {
            this.reached.countDown();
            try {
                assertThat(this.released.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public String getCallbackName() {
            return "pause";
        }
    }

    private void refused(String... texts) {
        List<String> before = tables();
        MigrateException dry =
                catchThrowableOfType(MigrateException.class, () -> engine().upgrade(MigrationRequest.to("head")));
        assertThat(dry).isNotNull();
        assertThat(dry.code()).isEqualTo(ErrorCode.UNADOPTABLE_HISTORY);
        String said = dry.getMessage() + " " + dry.remedy().in(Wording.properties());
        assertThat(said).contains(texts);
        assertThat(tables()).isEqualTo(before);
    }

    private List<String> upgrade() {
        return engine().upgrade(MigrationRequest.to("head")).steps().stream()
                .map(StepReport::revision)
                .toList();
    }

    private void stamp(boolean purge, String revision) {
        StampRequest request = StampRequest.to(revision);
        engine().stamp(purge ? request.purge(true) : request);
    }

    private MigrationEngine engine() {
        return this.scriptFixture.engine(this.database);
    }

    private String history() {
        String schema = switch (this.database.product()) {
            case POSTGRESQL -> "public";
            case H2 -> "PUBLIC";
            case SQLITE -> "main";
            case MARIADB, MYSQL -> this.database.jdbc().queryForObject("select database()", String.class);
        };
        return "Flyway's history '%s.flyway_schema_history'".formatted(schema);
    }

    private String user() {
        return this.database
                .jdbc()
                .queryForList(
                        "select %s from %s".formatted(quoted("installed_by"), table("flyway_schema_history")),
                        String.class)
                .stream()
                .reduce((first, last) -> last)
                .filter((user) -> !user.isBlank())
                .orElse("flyway");
    }

    private void success(int rank, boolean success) {
        this.database
                .jdbc()
                .update(
                        "update %s set %s = ? where %s = ?"
                                .formatted(table("flyway_schema_history"), quoted("success"), quoted("installed_rank")),
                        success,
                        rank);
    }

    /** Writes a row that only a paid edition of Flyway writes. */
    private void insert(int rank, String version, String type) {
        List<String> columns = List.of(
                "installed_rank",
                "version",
                "description",
                "type",
                "script",
                "installed_by",
                "execution_time",
                "success");
        this.database
                .jdbc()
                .update(
                        "insert into %s (%s) values (?, ?, 'Undo', ?, 'U2__Undo.sql', 'jane', 1, ?)"
                                .formatted(
                                        table("flyway_schema_history"),
                                        String.join(
                                                ", ",
                                                columns.stream()
                                                        .map(this::quoted)
                                                        .toList())),
                        rank,
                        version,
                        type,
                        true);
    }

    private String table(String name) {
        return quoted(name);
    }

    private String quoted(String name) {
        boolean backticks =
                this.database.product() == DatabaseProduct.MARIADB || this.database.product() == DatabaseProduct.MYSQL;
        return backticks ? "`" + name + "`" : '"' + name + '"';
    }

    void execute(String sql) {
        this.database.jdbc().execute(sql);
    }

    List<String> tables() {
        String query = switch (this.database.product()) {
            case H2 -> "select TABLE_NAME from INFORMATION_SCHEMA.TABLES where TABLE_SCHEMA = 'PUBLIC'";
            case SQLITE -> "select name from sqlite_master where type = 'table' and name not like 'sqlite%'";
            case POSTGRESQL ->
                "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace";
            case MARIADB, MYSQL -> "show tables";
        };
        return this.database
                .jdbc()
                .query(query, (row, number) -> row.getString(1).toLowerCase(Locale.ROOT))
                .stream()
                .sorted()
                .toList();
    }
}
