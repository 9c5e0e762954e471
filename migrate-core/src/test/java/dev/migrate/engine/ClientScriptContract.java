package dev.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrate.MigrationEngine;
import dev.migrate.OfflineSql;
import dev.migrate.ScriptFixture;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.ImpossibleMigrationException;
import dev.migrate.error.WrongSymbolException;
import dev.migrate.lock.MigrationLock;
import dev.migrate.report.Actor;
import dev.migrate.report.StatusReport;
import dev.migrate.request.MigrationRequest;
import dev.migrate.request.StampRequest;
import dev.migrate.run.Session;
import dev.migrate.settings.MigrateSettings;
import dev.migrate.testsupport.DatabaseClient;
import dev.migrate.testsupport.DatabaseClient.Outcome;
import dev.migrate.testsupport.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** A script that the client runs has the same result as the engine. */
public abstract class ClientScriptContract {

    /** Columns that depend on the time of a run. */
    private static final List<String> TIMES = List.of("applied", "duration_ms", "ended", "id");

    private final List<TestDatabase> opened = new ArrayList<>();

    public Path folder;
    ScriptFixture scriptFixture;
    public TestDatabase database;
    TestDatabase online;

    /** The name of the product. */
    public abstract String product();

    /** Creates a table {@code account (id, name)} that a trigger or a function fills. */
    public abstract String bodies();

    /** The statements that drop it. */
    public abstract String withoutBodies();

    /** A statement that cannot share a transaction, and one that reverts it. */
    public String alone() {
        return "create index account_name on account (name);";
    }

    public String notAlone() {
        return "drop index account_name;";
    }

    /** Statements that change the session and create {@code t_a1}. */
    public abstract String sets();

    /** Statements that depend on the session and create {@code t_b2}. */
    public abstract String dependsOnSession();

    /** A query for the schemas and the contents of these tables. */
    public abstract String picture();

    /** A database that the client can reach. */
    public TestDatabase reachable(TestDatabase empty) {
        return empty;
    }

    @BeforeEach
    void openFixture(@TempDir Path place, TestDatabase empty) throws IOException {
        this.folder = Files.createDirectory(place.resolve("scripts"));
        this.scriptFixture = new ScriptFixture(this.folder);
        this.database = reachable(empty);
        this.online = empty.another();
        this.opened.add(this.online);
    }

    @AfterEach
    void closeDatabases() {
        this.opened.forEach(TestDatabase::close);
    }

    @Test
    void upgradesLikeTheEngine() throws Exception {
        branched();
        StringBuilder script = new StringBuilder();
        offline().upgrade(null, script);
        run(script);
        this.scriptFixture.engine(this.online).upgrade(MigrationRequest.to("heads"));
        assertThat(engine().status())
                .isEqualTo(new StatusReport(List.of("m9"), List.of("m9"), 0, 5, true, List.of(), null, null));
        assertThat(engine().history(null).revisions())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("application.at", "application.durationMs")
                .isEqualTo(this.scriptFixture.engine(this.online).history(null).revisions());
        assertThat(engine().history(null).revisions())
                .extracting((revision) -> revision.application().at())
                .doesNotContainNull();
        for (String table : List.of("migrate_revision", "migrate_log", "migrate_journal", "account", "note")) {
            assertThat(rows(this.database, table)).as(table).isEqualTo(rows(this.online, table));
        }
    }

    @Test
    void downgradesToBase() throws Exception {
        branched();
        engine().upgrade(MigrationRequest.to("heads"));
        StringBuilder script = new StringBuilder();
        offline().downgrade("head:base", script);
        run(script);
        assertThat(engine().status().current()).isEmpty();
        assertThat(rows(this.database, "migrate_revision")).isEmpty();
        assertThat(rows(this.database, "migrate_journal")).isEmpty();
        for (String table : List.of("account", "note", "t_b2", "t_c3")) {
            assertThat(isThere(table)).as(table).isFalse();
        }
        assertThat(engine().log(1).entries().get(0).action()).isEqualTo("downgrade");
        assertThat(engine().upgrade(MigrationRequest.to("heads")).current()).containsExactly("m9");
    }

    @Test
    void storesDowngradesForEnginesWithoutScripts() throws Exception {
        branched();
        StringBuilder script = new StringBuilder();
        offline().upgrade("base:heads", script);
        run(script);
        for (String id : List.of("m9", "d4", "c3", "b2")) {
            this.scriptFixture.remove(id);
        }
        engine().downgrade(MigrationRequest.to("a1"));
        assertThat(engine().status().current()).containsExactly("a1");
        assertThat(isThere("t_c3")).isFalse();
        assertThat(isThere("account")).isTrue();
    }

    @Test
    void continuesFromCurrentRevision() throws Exception {
        branched();
        engine().upgrade(MigrationRequest.to("b2"));
        StringBuilder script = new StringBuilder();
        offline().upgrade("b2:head", script);
        assertThat(script).doesNotContain("Upgrade a1").contains("-- Upgrade c3: Make c3");
        run(script);
        assertThat(engine().status().upToDate()).isTrue();
    }

    @Test
    void stopsIfDatabaseIsAtOtherRevisions() throws Exception {
        this.scriptFixture.table("a1", "").table("b2", "-- Revises: a1").table("c3", "-- Revises: a1");
        StringBuilder up = new StringBuilder();
        offline().upgrade("a1:b2", up);
        assertThat(refusal(up)).contains("the database is not where this script starts");
        engine().upgrade(MigrationRequest.to("b2"));
        assertThat(refusal(up)).contains("the database is not where this script starts");
        engine().upgrade(MigrationRequest.to("c3"));
        StringBuilder down = new StringBuilder();
        offline().downgrade("b2:base", down);
        assertThat(refusal(down)).contains("the database is not where this script starts");
        assertThat(engine().status().current()).containsExactly("b2", "c3");
    }

    @Test
    void stopsOnRecordOfAnotherApplication() throws Exception {
        this.scriptFixture.table("x1", "");
        engine().upgrade(MigrationRequest.to("x1"));
        this.scriptFixture.remove("x1").table("a1", "").table("b2", "-- Revises: a1");
        StringBuilder script = new StringBuilder();
        offline().upgrade(null, script);
        assertThat(refusal(script)).contains("the record belongs to another application");
        assertThat(isThere("t_a1")).isFalse();
    }

    @Test
    void stopsIfRecordWasLost() throws Exception {
        this.scriptFixture.table("a1", "").table("b2", "-- Revises: a1");
        engine().upgrade(MigrationRequest.to("a1"));
        this.database.jdbc().execute("delete from migrate_revision");
        StringBuilder script = new StringBuilder();
        offline().upgrade(null, script);
        assertThat(refusal(script)).contains("the record is empty, but the log says that revisions are applied");
        assertThat(isThere("t_b2")).isFalse();
        engine().stamp(StampRequest.to("a1"));
        assertThat(refusal(script)).contains("the database is not where this script starts");
    }

    @Test
    void stampsBaselineOnce() throws Exception {
        this.scriptFixture.table("a1", "").table("b2", "-- Revises: a1");
        this.database.jdbc().execute("create table t_a1 (id int primary key)");
        StringBuilder script = new StringBuilder();
        MigrateSettings settings =
                this.scriptFixture.settings().toBuilder().baseline("a1").build();
        this.scriptFixture
                .engine(this.database.dataSource(), settings)
                .previewUpgrade(MigrationRequest.to("head"), script);
        run(script);
        assertThat(engine().status().current()).containsExactly("b2");
        assertThat(refusal(script)).contains("the database has a record");
        assertThat(engine().status().current()).containsExactly("b2");
    }

    @Test
    void stopsWhileEngineHoldsLock() throws Exception {
        branched();
        engine().ensureVersion();
        StringBuilder script = new StringBuilder();
        offline().upgrade(null, script);
        whileLocked(() -> assertThat(refusal(script)).contains("another process is migrating this database"));
        run(script);
        assertThat(engine().status().upToDate()).isTrue();
    }

    @Test
    void stopsOnRecordOfLaterRelease() throws Exception {
        this.scriptFixture.table("a1", "").table("b2", "-- Revises: a1");
        engine().upgrade(MigrationRequest.to("a1"));
        StringBuilder up = new StringBuilder();
        offline().upgrade("a1:b2", up);
        StringBuilder stamp = new StringBuilder();
        offline().stamp(List.of("b2"), stamp);
        this.database.jdbc().execute("update migrate_revision set format = 2");
        for (StringBuilder script : List.of(up, stamp)) {
            assertThat(refusal(script)).contains("this record needs a later release of Migrate");
        }
        assertThat(engine().status().current()).containsExactly("a1");
        assertThat(isThere("t_b2")).isFalse();
    }

    @Test
    void runsOnTablesOfTheFirstRelease() throws Exception {
        this.scriptFixture.table("a1", "").table("b2", "-- Revises: a1");
        engine().upgrade(MigrationRequest.to("a1"));
        this.database.jdbc().execute("alter table migrate_revision drop column format");
        StringBuilder up = new StringBuilder();
        offline().upgrade("a1:b2", up);
        run(up);
        assertThat(engine().status().current()).containsExactly("b2");
        StringBuilder stamp = new StringBuilder();
        offline().stamp(List.of("a1"), stamp);
        run(stamp);
        assertThat(engine().status().current()).containsExactly("a1");
    }

    /** Runs work while another process holds the lock. */
    public void whileLocked(ThrowingRunnable work) throws Exception {
        MigrateSettings settings = this.scriptFixture.settings();
        try (Session session = Session.open(
                this.database.dataSource(), settings.schema(), settings.tablePrefix(), Clock.systemUTC())) {
            session.resolveSchema();
            try (MigrationLock.Held held =
                    session.lock(Actor.ofThisProcess()).tryAcquire().orElseThrow()) {
                work.run();
                held.confirm();
            }
        }
    }

    /** Work that might fail. */
    public interface ThrowingRunnable {
        void run() throws Exception;
    }

    @Test
    void stampsFromAnyRevision() throws Exception {
        branched();
        engine().upgrade(MigrationRequest.to("b2"));
        StringBuilder script = new StringBuilder();
        offline().stamp(List.of("c3"), script);
        run(script);
        assertThat(engine().status().current()).containsExactly("c3");
        this.scriptFixture.engine(this.online).stamp(StampRequest.to("c3").purge(true));
        assertThat(engine().history(null).revisions())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("application.at", "application.durationMs")
                .isEqualTo(this.scriptFixture.engine(this.online).history(null).revisions());
        script.setLength(0);
        offline().stamp(List.of("base"), script);
        run(script);
        assertThat(engine().status().current()).isEmpty();
    }

    @Test
    void createsOnlyOwnTables() throws Exception {
        branched();
        StringBuilder script = new StringBuilder();
        offline().ensureVersion(script);
        run(script);
        run(script);
        this.scriptFixture.engine(this.online).ensureVersion();
        for (TestDatabase made : List.of(this.database, this.online)) {
            for (String table : List.of("migrate_revision", "migrate_log", "migrate_journal")) {
                assertThat(rows(made, table)).as(table).isEmpty();
            }
        }
        assertThat(engine().status().current()).isEmpty();
        assertThat(engine().upgrade(MigrationRequest.to("heads")).current()).containsExactly("m9");
    }

    @Test
    void writesSameScriptFromLiveState() throws Exception {
        branched();
        engine().upgrade(MigrationRequest.to("b2"));
        StringBuilder live = new StringBuilder();
        engine().previewUpgrade(MigrationRequest.to("head"), live);
        StringBuilder named = new StringBuilder();
        offline().upgrade("b2:head", named);
        assertThat(withoutTime(live)).isEqualTo(withoutTime(named));
        assertThat(engine().status().current()).containsExactly("b2");
        run(live);
        StringBuilder down = new StringBuilder();
        engine().previewDowngrade(MigrationRequest.to("base"), down);
        run(down);
        assertThat(engine().status().current()).isEmpty();
    }

    @Test
    void rejectsRangesWithoutPath() {
        branched();
        this.scriptFixture.table("e5", "-- Revises: a1");
        StringBuilder out = new StringBuilder();
        assertThatExceptionOfType(ImpossibleMigrationException.class)
                .isThrownBy(() -> offline().upgrade(null, out))
                .satisfies((failure) -> assertThat(failure.code()).isEqualTo(ErrorCode.MULTIPLE_HEADS));
        assertThatExceptionOfType(ImpossibleMigrationException.class)
                .isThrownBy(() -> offline().upgrade("m9:a1", out))
                .satisfies((failure) -> assertThat(failure.code()).isEqualTo(ErrorCode.RANGE_NOT_ANCESTOR));
        assertThatExceptionOfType(WrongSymbolException.class)
                .isThrownBy(() -> offline().downgrade("base", out))
                .satisfies((failure) -> assertThat(failure.code()).isEqualTo(ErrorCode.RANGE_REQUIRED));
        assertThatExceptionOfType(WrongSymbolException.class)
                .isThrownBy(() -> offline().stamp(List.of("current"), out))
                .satisfies((failure) -> assertThat(failure.code()).isEqualTo(ErrorCode.BAD_SYMBOL));
        assertThat(out).isEmpty();
    }

    @Test
    void beginsEachRevisionInSameSessionState() throws Exception {
        this.scriptFixture
                .script("a1", "", sets(), "")
                .script("b2", "-- Revises: a1", dependsOnSession(), "")
                .table("c3", "-- Revises: b2");
        StringBuilder script = new StringBuilder();
        offline().upgrade(null, script);
        run(script);
        this.scriptFixture.engine(this.online).upgrade(MigrationRequest.to("head"));
        TestDatabase together = this.online.another();
        this.opened.add(together);
        MigrateSettings perRun = this.scriptFixture.settings().toBuilder()
                .transaction(MigrateSettings.TransactionMode.PER_RUN)
                .build();
        this.scriptFixture.engine(together.dataSource(), perRun).upgrade(MigrationRequest.to("head"));
        List<String> expected = this.online.jdbc().queryForList(picture(), String.class);
        assertThat(expected).isNotEmpty();
        assertThat(this.database.jdbc().queryForList(picture(), String.class)).isEqualTo(expected);
        assertThat(together.jdbc().queryForList(picture(), String.class)).isEqualTo(expected);
        assertThat(engine().status().current()).containsExactly("c3");
    }

    /** Two branches and their merge, with statement bodies, special characters, and a section without a transaction. */
    private void branched() {
        this.scriptFixture
                .script("a1", "-- Author: Zoë O'Hara\n-- Branch Labels: main-line", bodies(), withoutBodies())
                .script(
                        "b2",
                        "-- Revises: a1",
                        "create table t_b2 (id int); -- it's; new\r\ninsert into t_b2 values (1);\r\n",
                        "drop table t_b2;\r\n-- C:\\temp\\ is \"left\" alone <13> ✓ 𝄞\r\n")
                .script("c3", "-- Revises: a1\n-- Depends On: b2", """
                        create table t_c3 (id int);
                        create table note (id int primary key, line varchar(200));
                        insert into note values (1, 'it''s; here -- and there'), (2, 'ünïcode ✓ 𝄞
                        on two lines');""", "drop table note;\ndrop table t_c3;")
                .file("d4", "-- Revises: c3", """
                        -- migrate:upgrade transaction=off
                        %s
                        insert into note values (3, 'alone');

                        -- migrate:downgrade transaction=off
                        delete from note where id = 3;
                        %s
                        """.formatted(alone(), notAlone()))
                .file("m9", "-- Revises: b2, d4", "-- migrate:upgrade\n\n-- migrate:downgrade\n");
    }

    private MigrationEngine engine() {
        return this.scriptFixture.engine(this.database);
    }

    private OfflineSql offline() {
        return OfflineSql.builder(product())
                .settings(this.scriptFixture.settings())
                .build();
    }

    private void run(CharSequence script) throws Exception {
        Outcome outcome = execute(script);
        assertThat(outcome.exitCode()).as(outcome.output() + "\n" + script).isZero();
    }

    private String refusal(CharSequence script) throws Exception {
        Outcome outcome = execute(script);
        assertThat(outcome.exitCode()).as(outcome.output()).isNotZero();
        return outcome.output();
    }

    private Outcome execute(CharSequence script) throws Exception {
        Path file = this.folder.resolveSibling("script.txt");
        Files.writeString(file, script);
        DatabaseClient client = DatabaseClient.of(this.database);
        Optional<Outcome> outcome = client.run(file);
        assumeTrue(outcome.isPresent(), "The client '%s' is not there.".formatted(client.program()));
        return outcome.get();
    }

    private boolean isThere(String table) {
        try {
            this.database.jdbc().queryForList("select * from " + table);
            return true;
        } catch (DataAccessException missing) {
            return false;
        }
    }

    private static List<String> rows(TestDatabase of, String table) {
        JdbcTemplate jdbc = of.jdbc();
        return jdbc.queryForList("select * from " + table).stream()
                .map((row) -> {
                    Map<String, Object> kept = new TreeMap<>();
                    row.forEach((column, value) -> {
                        if (!TIMES.contains(column.toLowerCase(java.util.Locale.ROOT)) || table.equals("account")) {
                            kept.put(column, value);
                        }
                    });
                    return kept.toString();
                })
                .sorted()
                .toList();
    }

    private static String withoutTime(CharSequence script) {
        return script.toString().replaceAll("written by Migrate at \\S+", "");
    }
}
