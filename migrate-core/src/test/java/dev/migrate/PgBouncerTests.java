package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrate.error.ErrorCode;
import dev.migrate.error.ImpossibleMigrationException;
import dev.migrate.error.LockedException;
import dev.migrate.error.MigrateException;
import dev.migrate.error.Wording;
import dev.migrate.plan.Step;
import dev.migrate.report.LogReport;
import dev.migrate.report.MigrateListener;
import dev.migrate.report.MigrationReport;
import dev.migrate.report.StepReport;
import dev.migrate.request.MigrationRequest;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Behind a pooler that hands out a session for one transaction, nothing of a session can be relied on. */
@DatabaseTest(DatabaseProduct.POSTGRESQL)
class PgBouncerTests {

    private ScriptFixture scriptFixture;
    private TestDatabase database;
    private PgBouncer pooler;

    @BeforeEach
    void startPgBouncer(@TempDir Path folder, @TempDir Path own, TestDatabase empty) throws Exception {
        Optional<Path> program = PgBouncer.installed();
        assumeTrue(program.isPresent(), "PgBouncer is not installed: 'apt-get install pgbouncer'");
        this.scriptFixture = new ScriptFixture(folder);
        this.database = empty;
        this.pooler = PgBouncer.start(program.get(), own, empty.url(), empty.user());
    }

    @AfterEach
    void stopPgBouncer() {
        if (this.pooler != null) {
            this.pooler.close();
        }
    }

    @Test
    void usesLeaseInsteadOfSessionLock() {
        this.scriptFixture.table("a1", "").table("b2", "-- Revises: a1");
        AtomicInteger leases = new AtomicInteger();
        MigrationReport report = engine(pooled(), new MigrateListener() {
                    @Override
                    public void stepStarted(Step step, int number, int of) {
                        leases.addAndGet(count("migrate_lock where owner is not null and expires > 0"));
                        assertThat(count("pg_locks where locktype = 'advisory'"))
                                .isZero();
                    }
                })
                .upgrade(MigrationRequest.to("head"));
        assertThat(report.current()).containsExactly("b2");
        assertThat(leases).hasValue(2);
        assertThat(count("migrate_lock where owner is not null")).isZero();
    }

    @Test
    void excludesDirectConnections() {
        bothWays(pooled(), this.database.dataSource());
        bothWays(this.database.dataSource(), pooled());
    }

    private void bothWays(DataSource holder, DataSource other) {
        this.scriptFixture.table("a1", "");
        MigrateListener trying = new MigrateListener() {
            @Override
            public void stepStarted(Step step, int number, int of) {
                MigrationEngine impatient = PgBouncerTests.this.scriptFixture.engine(
                        other, PgBouncerTests.this.scriptFixture.impatient(Duration.ofMillis(300)));
                assertThat(impatient.status().lock()).isNotNull();
                assertThatExceptionOfType(LockedException.class)
                        .isThrownBy(() -> impatient.upgrade(MigrationRequest.to("head")));
            }
        };
        engine(holder, trying).upgrade(MigrationRequest.to("head"));
        engine(holder, new MigrateListener() {}).downgrade(MigrationRequest.to("base"));
    }

    @Test
    void appliesEachRevisionOnceForMixedConnections() throws Exception {
        this.scriptFixture.table("r1", "");
        for (int number = 2; number <= 8; number++) {
            this.scriptFixture.table("r" + number, "-- Revises: r" + (number - 1));
        }
        AtomicInteger started = new AtomicInteger();
        EngineContract.allAtOnce(
                6,
                () -> engine(
                                started.getAndIncrement() % 2 == 0 ? pooled() : this.database.dataSource(),
                                new MigrateListener() {})
                        .upgrade(MigrationRequest.to("head")));
        assertThat(engine(pooled(), new MigrateListener() {}).log(100).entries())
                .extracting(LogReport.Entry::revision)
                .containsExactlyInAnyOrderElementsOf(List.of("r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set search_path = pg_catalog",
                "set session statement_timeout = 7",
                "set role none",
                "reset search_path",
                "select pg_catalog.set_config('search_path', '', false)",
                "create temporary table aside (id int)",
                "prepare one as select 1",
                "listen changes"
            })
    void rejectsLeakOfSessionState(String sql) {
        this.scriptFixture.table("a1", "").script("b2", "-- Revises: a1", sql + ";", "");
        assertThatExceptionOfType(ImpossibleMigrationException.class)
                .isThrownBy(() -> engine(pooled(), new MigrateListener() {}).upgrade(MigrationRequest.to("head")))
                .withMessageContaining(sql)
                .satisfies((failure) -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.STAYS_IN_SESSION);
                    assertThat(failure.remedy().in(Wording.properties()))
                            .contains("SET LOCAL")
                            .contains("migrate.url");
                });
        assertThat(count("pg_class where relname = 't_a1'")).isZero();
        engine(this.database.dataSource(), new MigrateListener() {}).upgrade(MigrationRequest.to("head"));
    }

    @Test
    void reportsAllLeaksAtOnce() {
        this.scriptFixture
                .table("a1", "")
                .script("b2", "-- Revises: a1", "set role none; listen changes;", "")
                .script("c3", "-- Revises: b2", "prepare one as select 1;", "");
        assertThatExceptionOfType(ImpossibleMigrationException.class)
                .isThrownBy(() -> engine(pooled(), new MigrateListener() {}).upgrade(MigrationRequest.to("head")))
                .withMessageContaining("set role none")
                .withMessageContaining("listen changes")
                .withMessageContaining("prepare one as select 1");
        assertThat(count("pg_class where relname = 't_a1'")).isZero();
    }

    @Test
    void acceptsTransactionLocalSettings() {
        this.scriptFixture.script("a1", "", """
                set local statement_timeout = 77777;
                set constraints all deferred;
                select set_config('lock_timeout', '7s', true);
                create temporary table aside on commit drop as select 1 as one;
                create table t_a1 as select one from aside;""", "drop table t_a1;");
        engine(pooled(), new MigrateListener() {}).upgrade(MigrationRequest.to("head"));
        JdbcTemplate next = new JdbcTemplate(pooled());
        for (int times = 0; times < 10; times++) {
            assertThat(next.queryForObject("show statement_timeout", String.class))
                    .isEqualTo("0");
        }
        assertThat(count("t_a1")).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "perform set_config('search_path', 's', false); perform set_config('session_replication_role', 'replica', false);"
                        + " perform set_config('app.tenant', '7', false); execute 'listen changes'; perform pg_advisory_lock(42);",
                "execute 'set session characteristics as transaction read only'; set statement_timeout = 777; reset datestyle;"
                        + " set local lock_timeout = 777; execute 'declare held cursor with hold for select 1';",
                "execute 'create temporary table aside (id serial)'; execute 'create view pg_temp.seen as select * from aside';"
                        + " execute 'prepare one as select 1'; execute 'set role pg_read_all_data';"
            })
    void resetsSessionStateOfCode(String body) {
        String block = "do $$ begin %s end $$;".formatted(body);
        this.scriptFixture
                .script("a1", "", "create schema s;", "")
                .script("b2", "-- Revises: a1", block, block)
                .file("c3", "-- Revises: b2", "-- migrate:upgrade transaction=off\n" + block)
                .script(
                        "d4",
                        "-- Revises: c3",
                        """
                        create function leaves() returns void language plpgsql as $$ begin %s end $$;
                        select leaves();""".formatted(body.replaceFirst("perform set_config\\('app[^;]*;", "")),
                        "")
                .script("e5", "-- Revises: d4", "create table t_e5 (id int);", "");
        JdbcTemplate next = new JdbcTemplate(pooled());
        String state = """
                select current_setting('search_path'), current_setting('session_replication_role'), current_setting('role'),
                  current_setting('default_transaction_read_only'), current_setting('statement_timeout'),
                  current_setting('lock_timeout'), current_setting('datestyle'),
                  coalesce(current_setting('app.tenant', true), ''),
                  (select count(*) from pg_cursors where is_holdable),
                  (select count(*) from pg_prepared_statements where from_sql),
                  (select count(*) from pg_listening_channels()),
                  (select count(*) from pg_class where relnamespace = pg_my_temp_schema())""";
        List<Object> before = List.copyOf(next.queryForMap(state).values());
        engine(pooled(), new MigrateListener() {
                    @Override
                    public void stepDone(Step step, StepReport report) {
                        assertThat(next.queryForMap(state).values()).containsExactlyElementsOf(before);
                    }
                })
                .upgrade(MigrationRequest.to("head"));
        assertThat(next.queryForMap(state).values()).containsExactlyElementsOf(before);
        assertThat(count("pg_locks where locktype = 'advisory'")).isZero();
        assertThat(count("public.t_e5")).isZero();
        assertThat(engine(pooled(), new MigrateListener() {}).status().lock()).isNull();
    }

    @Test
    void keepsPreviousSessionState() {
        JdbcTemplate next = new JdbcTemplate(pooled());
        next.execute("set statement_timeout = 77777");
        next.execute("prepare theirs as select 1");
        this.scriptFixture.script(
                "a1",
                "",
                "do $$ begin set statement_timeout = 5000; execute 'prepare mine as select 1'; end $$; create table t_a1 (id int);",
                "");
        engine(pooled(), new MigrateListener() {}).upgrade(MigrationRequest.to("head"));
        assertThat(next.queryForObject("show statement_timeout", String.class)).isEqualTo("77777ms");
        assertThat(next.queryForObject(
                        "select string_agg(name, ',') from pg_prepared_statements where from_sql", String.class))
                .isEqualTo("theirs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"transaction", "session"})
    void recordsAsSessionUserDespiteSetRole(String mode, @TempDir Path own) throws Exception {
        this.pooler.close();
        this.pooler = PgBouncer.start(
                PgBouncer.installed().orElseThrow(), own, this.database.url(), this.database.user(), mode);
        String role = "owner_" + Long.toHexString(System.nanoTime());
        this.database.jdbc().execute("create role %1$s; create schema shop authorization %1$s".formatted(role));
        try {
            this.scriptFixture.script("a1", "", """
                    set local role %s;
                    set local search_path to shop;
                    create table account (id int);""".formatted(role), "").table("b2", "-- Revises: a1");
            assertThat(engine(pooled(), new MigrateListener() {})
                            .upgrade(MigrationRequest.to("head"))
                            .current())
                    .containsExactly("b2");
            assertThat(count("pg_tables where schemaname = 'shop' and tableowner = '%s'".formatted(role)))
                    .isOne();
            assertThat(count("public.t_b2")).isZero();
            JdbcTemplate next = new JdbcTemplate(pooled());
            for (int times = 0; times < 10; times++) {
                assertThat(next.queryForObject("show role", String.class)).isEqualTo("none");
            }
        } finally {
            this.database.jdbc().execute("drop owned by %1$s cascade; drop role %1$s".formatted(role));
        }
    }

    /** The driver names statements S_1, S_2 and so on, and so does that of the next client of the same session. */
    @Test
    void explainsFailureOfPreparedStatements() {
        assumeTrue(!PgBouncer.keepsPreparedStatements(), "this PgBouncer knows the statements of its clients");
        this.scriptFixture.table("r1", "");
        for (int number = 2; number <= 12; number++) {
            this.scriptFixture.table("r" + number, "-- Revises: r" + (number - 1));
        }
        DataSource preparing = new DriverManagerDataSource(
                this.pooler.url().replace("?prepareThreshold=0", ""), this.database.user(), "");
        assertThatExceptionOfType(MigrateException.class)
                .isThrownBy(() -> {
                    for (int times = 0; times < 3; times++) {
                        engine(preparing, new MigrateListener() {}).upgrade(MigrationRequest.to("head"));
                        engine(preparing, new MigrateListener() {}).downgrade(MigrationRequest.to("base"));
                    }
                })
                .withMessageContaining("belongs to another server session")
                .satisfies((failure) -> assertThat(failure.remedy().in(Wording.properties()))
                        .contains("Add 'prepareThreshold=0' to the JDBC URL"));
        engine(pooled(), new MigrateListener() {}).upgrade(MigrationRequest.to("head"));
        assertThat(engine(pooled(), new MigrateListener() {}).status().upToDate())
                .isTrue();
    }

    private DataSource pooled() {
        return new DriverManagerDataSource(this.pooler.url(), this.database.user(), "");
    }

    private MigrationEngine engine(DataSource source, MigrateListener listener) {
        return this.scriptFixture.engine(source, this.scriptFixture.settings(), listener);
    }

    private int count(String from) {
        Integer count = this.database
                .jdbc()
                .queryForObject(
                        "select count(*) from " + from
                                + (from.startsWith("pg_locks")
                                        ? " and database = (select oid from pg_database where datname = current_database())"
                                        : ""),
                        Integer.class);
        return count == null ? 0 : count;
    }
}
