package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migrate.error.MigrateException;
import dev.migrate.history.AppliedRevision;
import dev.migrate.history.JournalEntry;
import dev.migrate.plan.Step;
import dev.migrate.report.MigrateListener;
import dev.migrate.report.RevisionReport;
import dev.migrate.report.RevisionState;
import dev.migrate.report.StatusReport;
import dev.migrate.request.MigrationRequest;
import dev.migrate.request.StampRequest;
import dev.migrate.settings.MigrateSettings;
import dev.migrate.testsupport.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSetMetaData;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ResultSetExtractor;

/**
 * The first release and this one take turns on a database, as they do in a deployment and after a rollback. What the
 * first release does there is right, or is refused before anything runs.
 */
abstract class FirstReleaseContract {

    /** The scripts of the first release. */
    ScriptFixture old;

    /** The scripts of this release. */
    ScriptFixture scriptFixture;

    TestDatabase database;
    private Path oldScripts;

    @BeforeEach
    void openFixtures(@TempDir Path folder, TestDatabase empty) throws IOException {
        this.oldScripts = Files.createDirectory(folder.resolve("old"));
        this.old = new ScriptFixture(this.oldScripts);
        this.scriptFixture = new ScriptFixture(Files.createDirectory(folder.resolve("new")));
        this.database = empty;
    }

    /** Returns the option with which this product runs each statement of a section separately. */
    abstract String autocommitOption();

    // The first release on a database that this one has changed

    @Test
    void firstReleaseFindsItsHeads() {
        both("a1", "").both("b2", "-- Revises: a1");
        engine().upgrade(MigrationRequest.to("head"));
        assertThat(first().status()).isEqualTo(status(List.of("b2"), 0, List.of()));
        assertThat(first().current()).containsExactly("b2");
        assertThat(first().history()).containsExactly("b2 applied", "a1 applied");
        List<Map<String, Object>> before = record();
        assertThat(first().upgrade("heads")).containsExactly("b2");
        assertThat(downgradingFirst().upgrade("heads")).containsExactly("b2");
        assertThat(record()).isEqualTo(before);
    }

    @Test
    void firstReleaseResumesThisRelease() {
        both("a1", "").both("b2", "-- Revises: a1").both("c3", "-- Revises: a1").both("m4", "-- Revises: b2, c3");
        engine().upgrade(MigrationRequest.to("b2"));
        assertThat(first().status()).isEqualTo(status(List.of("b2"), 2, List.of()));
        assertThat(first().upgrade("heads")).containsExactly("m4");
        holds("a1", "b2", "c3", "m4");
        assertThat(first().downgrade("a1")).containsExactly("a1");
        holds("a1");
        engine().upgrade(MigrationRequest.to("head"));
        engine().downgrade(MigrationRequest.to("base"));
        holds();
        assertThat(first().upgrade("heads")).containsExactly("m4");
        assertThat(engine().status().upToDate()).isTrue();
    }

    @Test
    void firstReleaseKeepsMissingRevisions() {
        both("a1", "").both("b2", "-- Revises: a1");
        this.scriptFixture
                .table("c3", "-- Revises: b2\n-- Branch Labels: newer")
                .table("d4", "-- Revises: c3");
        engine().upgrade(MigrationRequest.to("head"));
        assertThat(first().status()).isEqualTo(status(List.of("d4"), 0, List.of()));
        assertThat(first().upgrade("heads")).containsExactly("d4");
        holds("a1", "b2", "c3", "d4");
        assertThat(engine().status().upToDate()).isTrue();
    }

    @Test
    void firstReleaseRevertsMissingRevisions() {
        both("a1", "").both("b2", "-- Revises: a1");
        this.scriptFixture
                .table("c3", "-- Revises: a1")
                .table("m4", "-- Revises: b2, c3")
                .file("d5", "-- Revises: m4", """
                        -- migrate:upgrade%1$s
                        create table t_d5 (id int);
                        insert into t_d5 values (1);

                        -- migrate:downgrade%1$s
                        delete from t_d5;
                        drop table t_d5;
                        """.formatted(autocommitOption()));
        engine().upgrade(MigrationRequest.to("head"));
        assertThat(downgradingFirst().upgrade("heads")).containsExactly("b2");
        holds("a1", "b2");
        assertThat(engine().upgrade(MigrationRequest.to("head")).current()).containsExactly("d5");
        holds("a1", "b2", "c3", "d5", "m4");
    }

    /** The first release does not support dots: it names the unreadable id and changes nothing. */
    @Test
    void firstReleaseRejectsIdsWithDots() {
        both("a1", "").both("b2", "-- Revises: a1");
        this.scriptFixture.file("4.101", "-- Revises: a1", sections("c3"));
        engine().upgrade(MigrationRequest.to("heads"));
        refusesAll("4.101");
        engine().downgrade(MigrationRequest.to("a1"));
        assertThat(first().upgrade("heads")).containsExactly("b2");
        holds("a1", "b2");
    }

    private void refusesAll(String named) {
        List<Map<String, Object>> before = record();
        List<String> tables = tables();
        List<ThrowingCallable> asked = List.of(
                () -> first().current(),
                () -> first().status(),
                () -> first().upgrade("heads"),
                () -> downgradingFirst().upgrade("heads"),
                () -> first().downgrade("base"),
                () -> first().stamp("b2"));
        for (ThrowingCallable one : asked) {
            assertThatExceptionOfType(FirstRelease.Failed.class)
                    .isThrownBy(one)
                    .withMessageContaining(named)
                    .satisfies((failure) -> assertThat(failure.code()).isEqualTo("broken-graph"));
        }
        assertThat(record()).isEqualTo(before);
        assertThat(tables()).isEqualTo(tables);
    }

    @Test
    void firstReleaseRevertsRevisionWithDottedLabel() {
        both("a1", "");
        this.scriptFixture.table("b2", "-- Revises: a1\n-- Branch Labels: v1.5").table("c3", "-- Revises: b2");
        engine().upgrade(MigrationRequest.to("head"));
        assertThat(first().current()).containsExactly("c3");
        assertThat(first().downgrade("b2")).containsExactly("b2");
        holds("a1", "b2");
        assertThat(downgradingFirst().upgrade("heads")).containsExactly("a1");
        holds("a1");
    }

    /** The first release rejects prose-only sections in scripts, but reads one as a recorded downgrade. */
    @Test
    void firstReleaseRevertsProseOnlyRevision() {
        both("a1", "").both("b2", "-- Revises: a1");
        this.scriptFixture
                .table("c3", "-- Revises: b2")
                .file("p5", "-- Revises: c3", """
                        -- migrate:upgrade
                        -- The index exists already.

                        -- migrate:downgrade
                        -- Nothing to undo, since nothing was done.
                        """)
                .file("p6", "-- Revises: p5", """
                        -- migrate:upgrade%s
                        -- Left out on purpose.

                        -- migrate:downgrade%s
                        -- See above; it's "quoted".
                        """.formatted(autocommitOption(), autocommitOption()))
                .table("d4", "-- Revises: p6");
        engine().upgrade(MigrationRequest.to("head"));
        assertThat(first().current()).containsExactly("d4");
        assertThat(downgradingFirst().upgrade("heads")).containsExactly("b2");
        holds("a1", "b2");
    }

    /** If the statement after the failed one is edited, the first release requires a verdict or resumes. */
    @Test
    void firstReleaseReportsFailureOfThisRelease() {
        both("a1", "");
        this.scriptFixture.script("b2", "-- Revises: a1", "crate table t_b2 (id int);", "drop table t_b2;");
        assertThatExceptionOfType(MigrateException.class)
                .isThrownBy(() -> engine().upgrade(MigrationRequest.to("head")));
        this.old.table("b2", "-- Revises: a1");
        this.scriptFixture.table("b2", "-- Revises: a1");
        assertThat(first().current()).containsExactly("a1");
        List<Map<String, Object>> before = record();
        try {
            assertThat(first().upgrade("heads")).containsExactly("b2");
        } catch (FirstRelease.Failed refused) {
            assertThat(refused.code()).contains("interrupted");
            assertThat(record()).isEqualTo(before);
            assertThat(tables()).containsExactly("a1");
        }
        assertThat(engine().upgrade(MigrationRequest.to("head")).current()).containsExactly("b2");
        holds("a1", "b2");
    }

    private static String sections(String table) {
        return """
                -- migrate:upgrade
                create table t_%1$s (id int primary key);

                -- migrate:downgrade
                drop table t_%1$s;
                """.formatted(table);
    }

    @Test
    void firstReleaseRejectsIrreversibleDowngrade() {
        both("a1", "");
        this.scriptFixture.irreversible("b2", "-- Revises: a1", "create table t_b2 (id int);");
        engine().upgrade(MigrationRequest.to("head"));
        List<Map<String, Object>> before = record();
        refuses("irreversible", () -> downgradingFirst().upgrade("heads"));
        assertThat(record()).isEqualTo(before);
        holds("a1", "b2");
    }

    @Test
    void firstReleaseReadsStamp() {
        both("a1", "").both("b2", "-- Revises: a1").both("c3", "-- Revises: b2");
        engine().stamp(StampRequest.to("b2"));
        assertThat(first().status()).isEqualTo(status(List.of("b2"), 1, List.of()));
        assertThat(first().upgrade("heads")).containsExactly("c3");
        assertThat(first().downgrade("b2")).containsExactly("b2");
        assertThat(tables()).isEmpty();
        engine().stamp(StampRequest.to("base").purge(true));
        assertThat(first().status()).isEqualTo(status(List.of(), 3, List.of()));
        assertThat(first().upgrade("heads")).containsExactly("c3");
        holds("a1", "b2", "c3");
    }

    @Test
    void firstReleaseReadsBaseline() {
        both("a1", "").both("b2", "-- Revises: a1").both("c3", "-- Revises: b2");
        this.database.jdbc().execute("create table t_a1 (id int primary key)");
        MigrateSettings adopting =
                this.scriptFixture.settings().toBuilder().baseline("a1").build();
        this.scriptFixture.engine(this.database.dataSource(), adopting).upgrade(MigrationRequest.to("b2"));
        assertThat(first().status()).isEqualTo(status(List.of("b2"), 1, List.of()));
        assertThat(first().upgrade("heads")).containsExactly("c3");
        holds("a1", "b2", "c3");
    }

    @Test
    void firstReleaseUsesTablesOfThisRelease() {
        both("a1", "");
        engine().ensureVersion();
        first().ensureVersion();
        assertThat(first().status()).isEqualTo(status(List.of(), 1, List.of()));
        assertThat(first().upgrade("heads")).containsExactly("a1");
        holds("a1");
    }

    @Test
    void firstReleaseRejectsRequestsThatDoNotResume() {
        both("a1", "").both("b2", "-- Revises: a1");
        this.scriptFixture.file("c3", "-- Revises: b2", """
                -- migrate:upgrade%s
                create table t_c3 (id int primary key);
                insert into t_c3 values (3), (3);

                -- migrate:downgrade
                drop table t_c3;
                """.formatted(autocommitOption()));
        engine().upgrade(MigrationRequest.to("b2"));
        assertThatExceptionOfType(MigrateException.class)
                .isThrownBy(() -> engine().upgrade(MigrationRequest.to("head")));
        boolean interrupted = !engine().status().interrupted().isEmpty();
        assertThat(first().current()).containsExactly("b2");
        if (interrupted) {
            assertThat(first().status()).isEqualTo(status(List.of("b2"), 0, List.of("c3")));
            List<Map<String, Object>> before = record();
            refuses("interrupted", () -> first().upgrade("heads"));
            refuses("interrupted", () -> downgradingFirst().upgrade("heads"));
            refuses("interrupted", () -> first().downgrade("base"));
            assertThat(record()).isEqualTo(before);
        }
        this.scriptFixture.file("c3", "-- Revises: b2", """
                -- migrate:upgrade%s
                create table t_c3 (id int primary key);
                insert into t_c3 values (3);

                -- migrate:downgrade
                drop table t_c3;
                """.formatted(autocommitOption()));
        assertThat(engine().upgrade(MigrationRequest.to("head")).current()).containsExactly("c3");
        holds("a1", "b2", "c3");
    }

    // Either release resumes where the other one was killed

    @Test
    @Tag("long")
    void eitherReleaseResumesTheOtherAtEveryKillPoint() {
        counting(this.old);
        counting(this.scriptFixture);
        takeTurns(this::migrateWithThis, this::migrateWithFirst, 1, 1);
        takeTurns(this::migrateWithFirst, this::migrateWithThis, 1, 1);
    }

    @Test
    void eitherReleaseResumesTheOther() {
        counting(this.old);
        counting(this.scriptFixture);
        takeTurns(this::migrateWithThis, this::migrateWithFirst, 5, 13);
        takeTurns(this::migrateWithFirst, this::migrateWithThis, 9, 13);
    }

    /** Returns the numbers of the changes at which one release is killed and the other one resumes. */
    private void takeTurns(Migrator dying, Migrator other, int from, int by) {
        engine().upgrade(MigrationRequest.to("a1"));
        boolean died = true;
        for (int at = from; died; at += by) {
            String place = "died after change " + at;
            boolean up = isKilled(at, (source) -> dying.migrate(source, true, "head"));
            resume(other, true, "head");
            assertThat(counted()).as(place).isEqualTo(2);
            assertThat(engine().status().upToDate()).as(place).isTrue();
            assertThat(first().status().get("upToDate")).as(place).isEqualTo(true);
            boolean down = isKilled(at, (source) -> dying.migrate(source, false, "a1"));
            if (!engine().status().current().equals(List.of("a1"))) {
                resume(other, false, "a1");
            }
            assertThat(counted()).as(place).isEqualTo(1);
            assertThat(there("t_renamed")).as(place).isFalse();
            died = up || down;
        }
    }

    /** Returns whether the first release understands the snapshots of this one. If not, it must refuse to resume. */
    boolean isComparableByFirst() {
        return true;
    }

    private void resume(Migrator other, boolean up, String target) {
        try {
            other.migrate(this.database.dataSource(), up, target);
        } catch (FirstRelease.Failed refused) {
            assertThat(isComparableByFirst()).as(String.valueOf(refused)).isFalse();
            assertThat(refused).hasMessageContaining("interrupted");
            migrateWithThis(this.database.dataSource(), up, target);
        }
    }

    private void migrateWithThis(DataSource source, boolean up, String target) {
        MigrationEngine engine = this.scriptFixture.engine(source, this.scriptFixture.settings());
        if (up) {
            engine.upgrade(MigrationRequest.to(target));
        } else {
            engine.downgrade(MigrationRequest.to(target));
        }
    }

    private void migrateWithFirst(DataSource source, boolean up, String target) {
        FirstRelease.Engine engine = FirstRelease.with(this.oldScripts).engine(source);
        if (up) {
            engine.upgrade(target);
        } else {
            engine.downgrade(target);
        }
    }

    private interface Migrator {
        void migrate(DataSource source, boolean up, String target);
    }

    private boolean isKilled(int at, Consumer<DataSource> migration) {
        CutDataSource cut = new CutDataSource(this.database.dataSource(), at);
        try {
            migration.accept(cut);
        } catch (MigrateException | DataAccessException | FirstRelease.Failed failure) {
            assertThat(cut.dead()).as(String.valueOf(failure)).isTrue();
        }
        if (there("migrate_lock")) {
            this.database.jdbc().update("update migrate_lock set expires = 1");
        }
        return cut.dead();
    }

    private void counting(ScriptFixture scripts) {
        scripts.script(
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

    // Restrictions on later releases

    @Test
    void addedColumnsAreNullable() {
        first().ensureVersion();
        Map<String, String> then = columns(this.database);
        try (TestDatabase fresh = this.database.another()) {
            this.scriptFixture.engine(fresh).ensureVersion();
            Map<String, String> now = columns(fresh);
            assertThat(now).containsAllEntriesOf(then);
            then.keySet().forEach(now::remove);
            assertThat(now)
                    .isNotEmpty()
                    .allSatisfy((column, type) -> assertThat(type).as(column).endsWith(" null"));
        }
    }

    @Test
    void enumeratedValuesAreUnchanged() {
        assertThat(names(AppliedRevision.Status.values())).isEqualTo(FirstRelease.values("history.Applied$Status"));
        assertThat(names(JournalEntry.Status.values())).isEqualTo(FirstRelease.values("history.JournalEntry$Status"));
    }

    private static List<String> names(Enum<?>[] values) {
        return Stream.of(values).map(Enum::name).toList();
    }

    /** Type and nullability of each column of the tables, by name. */
    private static Map<String, String> columns(TestDatabase of) {
        Map<String, String> columns = new TreeMap<>();
        for (String table : List.of("revision", "log", "journal", "lock")) {
            of.jdbc().query("select * from migrate_" + table + " where 1 = 0", (ResultSetExtractor<Void>) (rows) -> {
                ResultSetMetaData told = rows.getMetaData();
                for (int column = 1; column <= told.getColumnCount(); column++) {
                    boolean nullable = told.isNullable(column) != ResultSetMetaData.columnNoNulls;
                    columns.put(
                            table + "." + told.getColumnName(column).toLowerCase(Locale.ROOT),
                            told.getColumnTypeName(column) + "(" + told.getPrecision(column) + ")"
                                    + (nullable ? " null" : " not null"));
                }
                return null;
            });
        }
        return columns;
    }

    // One lock

    @Test
    void releasesExcludeEachOther() {
        both("a1", "");
        FirstRelease.Engine impatient =
                FirstRelease.with(this.oldScripts).impatient().engine(this.database);
        List<String> tried = new ArrayList<>();
        MigrateListener meanwhile = new MigrateListener() {
            @Override
            public void stepStarted(Step step, int number, int of) {
                refuses("locked", () -> impatient.upgrade("heads"));
                tried.add(step.revision().id());
            }
        };
        this.scriptFixture
                .engine(this.database.dataSource(), this.scriptFixture.settings(), meanwhile)
                .upgrade(MigrationRequest.to("head"));
        assertThat(tried).containsExactly("a1");
        holds("a1");
    }

    // This release on a database that the first one has left

    @Test
    void thisReleaseReadsRevisionsOfFirstRelease() {
        both("a1", "").both("b2", "-- Revises: a1\n-- Branch Labels: side").both("c3", "-- Revises: b2");
        first().upgrade("heads");
        assertThat(engine().status())
                .isEqualTo(new StatusReport(List.of("c3"), List.of("c3"), 0, 3, true, List.of(), null, null));
        assertThat(engine().history(null).revisions())
                .extracting(RevisionReport::state)
                .containsOnly(RevisionState.APPLIED);
        assertThat(engine().upgrade(MigrationRequest.to("heads")).steps()).isEmpty();
        this.scriptFixture.table("d4", "-- Revises: c3");
        assertThat(engine().upgrade(MigrationRequest.to("heads")).current()).containsExactly("d4");
        holds("a1", "b2", "c3", "d4");
        this.scriptFixture.remove("d4").remove("c3");
        assertThat(this.scriptFixture
                        .engine(
                                this.database.dataSource(),
                                this.scriptFixture.settings().toBuilder()
                                        .ahead(MigrateSettings.Ahead.DOWNGRADE)
                                        .build())
                        .upgrade(MigrationRequest.to("heads"))
                        .current())
                .containsExactly("b2");
        holds("a1", "b2");
    }

    @Test
    void thisReleaseContinuesAfterStampOrDowngradeOfFirstRelease() {
        both("a1", "").both("b2", "-- Revises: a1");
        first().upgrade("heads");
        first().downgrade("base");
        assertThat(engine().upgrade(MigrationRequest.to("head")).current()).containsExactly("b2");
        holds("a1", "b2");
        first().downgrade("a1");
        first().stamp("b2");
        assertThat(engine().status().upToDate()).isTrue();
        first().stamp("a1");
        assertThat(engine().upgrade(MigrationRequest.to("head")).current()).containsExactly("b2");
        holds("a1", "b2");
    }

    @Test
    void thisReleaseUsesTablesOfFirstRelease() {
        both("a1", "");
        first().ensureVersion();
        assertThat(engine().status().pending()).isEqualTo(1);
        assertThat(engine().upgrade(MigrationRequest.to("head")).current()).containsExactly("a1");
        holds("a1");
    }

    private static void refuses(String code, ThrowingCallable move) {
        assertThatExceptionOfType(FirstRelease.Failed.class)
                .isThrownBy(move)
                .satisfies((failure) -> assertThat(failure.code()).contains(code));
    }

    /** Asserts that exactly these revisions are applied, each with its table, according to both releases. */
    private void holds(String... ids) {
        assertThat(this.database
                        .jdbc()
                        .queryForList(
                                "select revision from migrate_revision where status = 'applied' order by revision",
                                String.class))
                .containsExactly(ids);
        assertThat(tables()).containsExactly(ids);
        assertThat(distinct("action", "log")).isSubsetOf("upgrade", "downgrade", "stamp", "repair");
        assertThat(distinct("outcome", "log")).isSubsetOf("done", "failed");
        assertThat(distinct("downgrade_options", "revision")).isSubsetOf("transaction=on", "transaction=off", null);
        assertThat(first().current())
                .isEqualTo(engine().current().current().stream()
                        .map(RevisionReport::id)
                        .toList());
    }

    private List<String> distinct(String column, String table) {
        return this.database
                .jdbc()
                .queryForList("select distinct %s from migrate_%s".formatted(column, table), String.class);
    }

    private List<String> tables() {
        return List.of("a1", "b2", "c3", "d4", "d5", "m4").stream()
                .filter((id) -> there("t_" + id))
                .toList();
    }

    private boolean there(String table) {
        try {
            this.database.jdbc().queryForList("select * from " + table + " where 1 = 0");
            return true;
        } catch (DataAccessException absent) {
            return false;
        }
    }

    private List<Map<String, Object>> record() {
        return this.database.jdbc().queryForList("select * from migrate_revision order by revision");
    }

    private static Map<String, Object> status(List<String> current, int pending, List<String> interrupted) {
        return Map.of(
                "current", current,
                "pending", pending,
                "upToDate", pending == 0 && interrupted.isEmpty(),
                "interrupted", interrupted);
    }

    private FirstReleaseContract both(String id, String header) {
        this.old.table(id, header);
        this.scriptFixture.table(id, header);
        return this;
    }

    private FirstRelease.Engine first() {
        return FirstRelease.with(this.oldScripts).engine(this.database);
    }

    private FirstRelease.Engine downgradingFirst() {
        return FirstRelease.with(this.oldScripts).ahead("DOWNGRADE").engine(this.database);
    }

    final MigrationEngine engine() {
        return this.scriptFixture.engine(this.database);
    }
}
