package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.error.DatabaseException;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.HistoryConflictException;
import dev.migrate.error.StatementFailedException;
import dev.migrate.error.Wording;
import dev.migrate.report.MigrationReport;
import dev.migrate.report.RevisionState;
import dev.migrate.report.StepReport;
import dev.migrate.request.MigrationRequest;
import dev.migrate.settings.MigrateSettings;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

@DatabaseTest(DatabaseProduct.POSTGRESQL)
class PostgreSqlEngineTests extends EngineContract {

    @Override
    boolean undoesDdl() {
        return true;
    }

    @Test
    void upToDateDatabaseCostsOneRoundTrip() throws Exception {
        this.scriptFixture.table("a1", "").table("b2", "-- Revises: a1");
        engine().upgrade(MigrationRequest.to("head"));
        try (Wire wire = new Wire(this.database)) {
            SingleConnectionDataSource source =
                    new SingleConnectionDataSource(wire.url(), this.database.user(), this.database.password(), true);
            source.getConnection().createStatement().execute("select 1");
            int before = wire.requests().size();
            MigrationReport report = this.scriptFixture
                    .engine(source, this.scriptFixture.settings())
                    .upgrade(MigrationRequest.to("heads"));
            assertThat(report.steps()).isEmpty();
            assertThat(wire.requests()).hasSize(before + 1);
            source.destroy();
        }
    }

    @Test
    void runsFunctionsTriggersAndCopyData() {
        this.scriptFixture.script("a1", "", """
                create table account (id bigint primary key, name text, changed timestamptz);
                create function touch() returns trigger language plpgsql as $body$
                begin
                  new.changed := now();
                  return new;
                end;
                $body$;
                create trigger account_touch before insert on account for each row execute function touch();
                create function doubled(n integer) returns integer language sql
                begin atomic
                  select case when n > 0 then n * 2 else 0 end;
                end;
                copy account (id, name) from stdin;
                1\tJane; Doe
                2\tJohn
                \\.
                update account set name = upper(name) where id = doubled(1);""", "drop table account;\ndrop function touch;\ndrop function doubled;");
        assertThat(engine().upgrade(MigrationRequest.to("head")).steps())
                .extracting(StepReport::statements)
                .containsExactly(6L);
        assertThat(this.database
                        .jdbc()
                        .queryForList("select name from account where changed is not null order by id", String.class))
                .containsExactly("Jane; Doe", "JOHN");
        engine().downgrade(MigrationRequest.to("base"));
        assertThat(tables("account")).isZero();
    }

    @Test
    void buildsAnIndexConcurrentlyWhileOthersWaitForTheLock() throws Exception {
        this.scriptFixture.table("a1", "").file("b2", "-- Revises: a1", """
                        -- migrate:upgrade transaction=off
                        create index concurrently t_a1_id on t_a1 (id);

                        -- migrate:downgrade transaction=off
                        drop index concurrently t_a1_id;
                        """);
        List<MigrationReport> reports = allAtOnce(4, () -> engine().upgrade(MigrationRequest.to("head")));
        assertThat(reports.stream().mapToInt((report) -> report.steps().size()).sum())
                .isEqualTo(2);
        engine().downgrade(MigrationRequest.to("a1"));
        assertThat(engine().status().current()).containsExactly("a1");
    }

    @Test
    void namesDirectiveForNonTransactionalStatement() {
        this.scriptFixture.table("a1", "").script("b2", "-- Revises: a1", """
                        create procedure commits() language plpgsql as $$ begin commit; end $$;
                        call commits();""", "");
        assertThatExceptionOfType(StatementFailedException.class)
                .isThrownBy(() -> engine().upgrade(MigrationRequest.to("head")))
                .satisfies((failure) -> assertThat(failure.remedy().in(Wording.properties()))
                        .contains("-- migrate:upgrade transaction=off"));
    }

    @Test
    void nonTransactionalSectionRequiresNoDirective() {
        this.scriptFixture
                .table("a1", "")
                .script(
                        "b2",
                        "-- Revises: a1",
                        "create index concurrently t_a1_id on t_a1 (id);\nvacuum (analyze) t_a1;\nreindex table concurrently t_a1;",
                        "drop index concurrently t_a1_id;");
        assertThat(engine().upgrade(MigrationRequest.to("head")).current()).containsExactly("b2");
        StringBuilder script = new StringBuilder();
        engine().previewDowngrade(MigrationRequest.to("a1"), script);
        int drop = script.indexOf("\ndrop index");
        assertThat(script.lastIndexOf("commit;", drop)).isGreaterThan(script.lastIndexOf("begin;", drop));
        assertThat(engine().downgrade(MigrationRequest.to("a1")).current()).containsExactly("a1");
    }

    @Test
    void rebuildsInvalidIndex() throws Exception {
        this.scriptFixture
                .table("a1", "")
                .script(
                        "b2",
                        "-- Revises: a1",
                        "create index concurrently t_a1_id on t_a1 (id);",
                        "drop index t_a1_id;");
        engine().upgrade(MigrationRequest.to("a1"));
        try (Connection reader = this.database.dataSource().getConnection()) {
            reader.setAutoCommit(false);
            reader.createStatement().execute("select txid_current()");
            CompletableFuture<Exception> death = CompletableFuture.supplyAsync(() -> {
                try {
                    engine().upgrade(MigrationRequest.to("head"));
                    return null;
                } catch (RuntimeException cut) {
                    return cut;
                }
            });
            String building = "pg_stat_activity where datname = current_database() and query like 'create index conc%'"
                    + " and wait_event_type = 'Lock'";
            assertThat(Stream.generate(() -> this.database
                                    .jdbc()
                                    .queryForObject("select count(*) from " + building, Integer.class))
                            .limit(10_000)
                            .anyMatch((waiting) -> waiting == 1))
                    .isTrue();
            this.database.jdbc().queryForList("select pg_terminate_backend(pid) from " + building);
            assertThat(death.get()).isNotNull();
            reader.rollback();
        }
        assertThat(engine().current().interrupted()).hasSize(1);
        assertThat(engine().upgrade(MigrationRequest.to("head")).current()).containsExactly("b2");
        assertThat(this.database
                        .jdbc()
                        .queryForObject(
                                "select indisvalid from pg_index where indexrelid = 't_a1_id'::regclass",
                                Boolean.class))
                .isTrue();
    }

    @Test
    void runsScriptLargerThanMemory(@TempDir Path folder) throws Exception {
        try (Writer script = Files.newBufferedWriter(folder.resolve("big.sql"))) {
            script.write(
                    "-- Load much\n-- Revision ID: big\n\n-- migrate:upgrade\ncreate table t (id int, line text);\n");
            String line = "x".repeat(100_000);
            for (int number = 0; number < 1050; number++) {
                script.write("insert into t values (%d, '%s');\n".formatted(number, line));
            }
            script.write("\n-- migrate:downgrade\ndrop table t;\n");
        }
        Process process = EngineProcess.start("64m", this.database.url(), this.database, folder);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(this.database.jdbc().queryForObject("select count(*) from t", Integer.class))
                .isEqualTo(1050);
        assertThat(this.database
                        .jdbc()
                        .queryForObject(
                                "select length(upgrade_text) < 2000000 and downgrade_text like '%drop table t;%'"
                                        + " from migrate_revision",
                                Boolean.class))
                .isTrue();
    }

    @Test
    void reportsBlockingSessionsOnTimeout() throws Exception {
        this.scriptFixture.table("a1", "");
        engine().upgrade(MigrationRequest.to("head"));
        this.scriptFixture.script("b2", "-- Revises: a1", "alter table t_a1 add column name text;", "");
        for (MigrateSettings.TransactionMode mode : MigrateSettings.TransactionMode.values()) {
            MigrateSettings hasty = this.scriptFixture.settings().toBuilder()
                    .transaction(mode)
                    .lockTimeout(Duration.ofMillis(50))
                    .lockRetry(Duration.ofMillis(400))
                    .build();
            try (Connection reader = this.database.dataSource().getConnection()) {
                reader.setAutoCommit(false);
                reader.createStatement().execute("set application_name = 'nightly report'");
                reader.createStatement().execute("select count(*) from t_a1");
                assertThatExceptionOfType(StatementFailedException.class)
                        .isThrownBy(() -> this.scriptFixture
                                .engine(this.database.dataSource(), hasty)
                                .upgrade(MigrationRequest.to("head")))
                        .withMessageContaining("nightly report")
                        .withMessageContaining("on t_a1 (AccessShareLock)")
                        .withMessageNotContaining("select count(*)")
                        .satisfies((failure) -> assertThat(failure.remedy().in(Wording.properties()))
                                .contains("migrate.lock-retry"));
                reader.rollback();
            }
        }
    }

    @Test
    void scriptThatChangesSearchPathDoesNotMoveTheRecord() {
        this.scriptFixture
                .script("a1", "", "create schema other;\nset search_path = other;", "drop schema other cascade;")
                .table("b2", "-- Revises: a1");
        engine().upgrade(MigrationRequest.to("head"));
        assertThat(engine().status().current()).containsExactly("b2");
        assertThat(tables("public.migrate_revision")).isEqualTo(1);
    }

    @Test
    void sessionSettingsOfScriptEndWithIt() throws Exception {
        this.scriptFixture
                .script("a1", "", "create schema other;\nset search_path = other;\nset lock_timeout = 1;", "")
                .table("b2", "-- Revises: a1");
        SingleConnectionDataSource pool =
                new SingleConnectionDataSource(this.database.url(), this.database.user(), "", true);
        try {
            JdbcTemplate jdbc = new JdbcTemplate(pool);
            String before = jdbc.queryForObject("show search_path", String.class);
            this.scriptFixture.engine(pool, this.scriptFixture.settings()).upgrade(MigrationRequest.to("head"));
            assertThat(jdbc.queryForObject("show search_path", String.class)).isEqualTo(before);
            assertThat(jdbc.queryForObject("show lock_timeout", String.class)).isEqualTo("0");
            assertThat(tables("public.t_b2")).isEqualTo(1);
        } finally {
            pool.destroy();
        }
    }

    @Test
    void doesNotRecordAnIndexThatWasNotBuilt() throws Exception {
        this.scriptFixture.script(
                "a1", "", "create table t (id int);\ninsert into t values (1), (1);", "drop table t;");
        engine().upgrade(MigrationRequest.to("head"));
        this.scriptFixture.file("b2", "-- Revises: a1", """
                -- migrate:upgrade transaction=off
                create unique index concurrently if not exists t_id on t (id);

                -- migrate:downgrade transaction=off
                drop index concurrently t_id;
                """);
        assertThatExceptionOfType(StatementFailedException.class)
                .isThrownBy(() -> engine().upgrade(MigrationRequest.to("head")));
        assertThat(this.database
                        .jdbc()
                        .queryForObject("select count(*) from pg_class where relname = 't_id'", Integer.class))
                .isZero();
        assertThat(engine().show("b2").get(0).state()).isEqualTo(RevisionState.PENDING);
        this.database.jdbc().execute("truncate t");
        assertThat(engine().upgrade(MigrationRequest.to("head")).current()).containsExactly("b2");
    }

    @Test
    void releasesLockIfItsTableCannotBeCreated() throws Exception {
        this.scriptFixture.table("a1", "");
        String user = "limited_" + Long.toHexString(System.nanoTime());
        this.database.jdbc().execute("create user %s password 'x'".formatted(user));
        this.database.jdbc().execute("revoke create on schema public from public");
        SingleConnectionDataSource pool = new SingleConnectionDataSource(this.database.url(), user, "x", true);
        try {
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> this.scriptFixture
                            .engine(pool, this.scriptFixture.settings())
                            .upgrade(MigrationRequest.to("head")));
            assertThat(engine().upgrade(MigrationRequest.to("head")).current()).containsExactly("a1");
        } finally {
            pool.destroy();
            this.database.jdbc().execute("drop user " + user);
        }
    }

    @Test
    void reportsMissingPrivilege() {
        this.scriptFixture.table("a1", "");
        String user = "limited_" + Long.toHexString(System.nanoTime());
        this.database.jdbc().execute("create user %s password 'x'".formatted(user));
        this.database.jdbc().execute("revoke create on schema public from public");
        try {
            MigrationEngine limited = this.scriptFixture.engine(
                    new DriverManagerDataSource(this.database.url(), user, "x"), this.scriptFixture.settings());
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> limited.upgrade(MigrationRequest.to("head")))
                    .withMessageContaining("permission denied")
                    .satisfies((failure) -> {
                        assertThat(failure.code()).isEqualTo(ErrorCode.MISSING_RIGHTS);
                        assertThat(failure).hasMessageContaining("'" + user + "'");
                        assertThat(failure.remedy().in(Wording.properties()))
                                .contains("migrate.user")
                                .contains("'GRANT USAGE, CREATE ON SCHEMA public TO \"%s\"'".formatted(user));
                    });
            assertThat(tables("t_a1", "migrate_revision")).isZero();
        } finally {
            this.database.jdbc().execute("drop user " + user);
        }
    }

    @Test
    void perRunTransactionRollsBackTheRun() {
        this.scriptFixture.table("a1", "").script("b2", "-- Revises: a1", "select 1 / 0;", "");
        MigrateSettings all = this.scriptFixture.settings();
        MigrateSettings together = all.toBuilder()
                .transaction(MigrateSettings.TransactionMode.PER_RUN)
                .build();
        MigrationEngine engine = this.scriptFixture.engine(this.database.dataSource(), together);
        assertThatExceptionOfType(StatementFailedException.class)
                .isThrownBy(() -> engine.upgrade(MigrationRequest.to("head")));
        assertThat(engine.status().current()).isEmpty();
        this.scriptFixture.script("b2", "-- Revises: a1", "select 1;", "");
        MigrationEngine again = this.scriptFixture.engine(this.database.dataSource(), together);
        assertThat(again.upgrade(MigrationRequest.to("head")).current()).containsExactly("b2");
    }

    @Test
    void retriesAfterLockTimeout() throws Exception {
        this.scriptFixture.table("a1", "");
        engine().upgrade(MigrationRequest.to("head"));
        this.scriptFixture.script("b2", "-- Revises: a1", "alter table t_a1 add column name text;", "");
        MigrateSettings all = this.scriptFixture.settings();
        MigrateSettings hasty = all.toBuilder()
                .lockTimeout(Duration.ofMillis(100))
                .lockRetry(Duration.ofSeconds(20))
                .build();
        try (Connection reader = this.database.dataSource().getConnection()) {
            reader.setAutoCommit(false);
            reader.createStatement().execute("select * from t_a1");
            CompletableFuture<MigrationReport> move = CompletableFuture.supplyAsync(() ->
                    this.scriptFixture.engine(this.database.dataSource(), hasty).upgrade(MigrationRequest.to("head")));
            awaitWaiter(true);
            awaitWaiter(false);
            awaitWaiter(true);
            reader.rollback();
            assertThat(move.get().current()).containsExactly("b2");
        }
    }

    /** Waits until a session waits for a lock in this database, or until none does. */
    private void awaitWaiter(boolean waiting) {
        String query = """
                select count(*) > 0 from pg_locks
                where not granted and database = (select oid from pg_database where datname = current_database())""";
        assertThat(Stream.generate(() -> this.database.jdbc().queryForObject(query, Boolean.class))
                        .limit(10_000)
                        .anyMatch((seen) -> seen == waiting))
                .isTrue();
    }

    @Test
    void lostLockNamesScriptAsPossibleCause() {
        this.scriptFixture.script(
                "a1",
                "",
                "create table t_a1 (id int);\ndo $$ begin perform pg_advisory_unlock_all(); end $$;",
                "drop table t_a1;");
        MigrationEngine engine = this.scriptFixture.engine(this.database);
        HistoryConflictException failure =
                catchThrowableOfType(HistoryConflictException.class, () -> engine.upgrade(MigrationRequest.to("head")));
        assertThat(failure).isNotNull().hasMessageContaining("another process acquired it, or the script released it");
        assertThat(failure.remedy().in(Wording.properties())).contains("remove that statement");
        this.scriptFixture.table("a1", "");
        assertThat(this.scriptFixture
                        .engine(this.database)
                        .upgrade(MigrationRequest.to("head"))
                        .current())
                .containsExactly("a1");
    }
}
