package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.error.MigrateException;
import dev.migrate.error.Wording;
import dev.migrate.request.MigrationRequest;
import dev.migrate.settings.MigrateSettings;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import java.nio.file.Path;
import java.util.Properties;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Failures caused by the environment of a script: a read-only server, a full disk, limits, missing privileges, ended
 * sessions. Once the cause is removed, the same script succeeds.
 */
class EnvironmentFailureTests {

    private ScriptFixture scriptFixture;

    @BeforeEach
    void openFixture(@TempDir Path folder) {
        this.scriptFixture = new ScriptFixture(folder);
    }

    @Test
    @DatabaseTest(DatabaseProduct.POSTGRESQL)
    void reportsReadOnlyPostgreSql(TestDatabase database) {
        String name = name(database);
        this.scriptFixture.table("a1", "").table("b2", "-- Revises: a1");
        upgrade(database.dataSource(), "a1");
        database.jdbc().execute("alter database %s set default_transaction_read_only = on".formatted(name));
        succeedsAfter(
                database,
                database.dataSource(),
                "read-only",
                "primary server",
                () -> database.jdbc()
                        .execute(
                                "begin; set transaction read write; alter database %s reset default_transaction_read_only; commit"
                                        .formatted(name)));
    }

    @Test
    @DatabaseTest(DatabaseProduct.POSTGRESQL)
    void reportsReadOnlyTransaction(TestDatabase database) {
        this.scriptFixture
                .script("a1", "", "create table lever (id int);", "")
                .script(
                        "b2",
                        "-- Revises: a1",
                        "select set_config('transaction_read_only', 'on', true) from lever;\ncreate table t_b2 (id int);",
                        "");
        upgrade(database.dataSource(), "a1");
        database.jdbc().execute("insert into lever values (1)");
        succeedsAfter(
                database,
                database.dataSource(),
                "read-only",
                "with the script unchanged",
                () -> database.jdbc().execute("delete from lever"));
    }

    @Test
    @DatabaseTest(DatabaseProduct.POSTGRESQL)
    void reportsTimeoutOfPostgreSql(TestDatabase database) {
        String name = name(database);
        this.scriptFixture
                .table("a1", "")
                .script("b2", "-- Revises: a1", "select pg_sleep(0.5);\ncreate table t_b2 ();", "");
        upgrade(database.dataSource(), "a1");
        database.jdbc().execute("alter database %s set statement_timeout = 200".formatted(name));
        succeedsAfter(
                database,
                database.dataSource(),
                "not 'migrate.statement-timeout'",
                "'statement_timeout'",
                () -> database.jdbc().execute("alter database %s reset statement_timeout".formatted(name)));
    }

    @Test
    @DatabaseTest(DatabaseProduct.POSTGRESQL)
    void reportsLimitOnTemporaryFiles(TestDatabase database) {
        String name = name(database);
        this.scriptFixture.table("a1", "").script("b2", "-- Revises: a1", """
                set local work_mem = '64kB';
                create table t_b2 as select md5(g::text) id from generate_series(1, 30000) g order by 1;""", "");
        upgrade(database.dataSource(), "a1");
        database.jdbc().execute("alter database %s set temp_file_limit = '64kB'".formatted(name));
        succeedsAfter(
                database,
                database.dataSource(),
                "limited resource",
                "with the script unchanged",
                () -> database.jdbc().execute("alter database %s reset temp_file_limit".formatted(name)));
    }

    @Test
    @DatabaseTest(DatabaseProduct.POSTGRESQL)
    void reportsTerminatedSession(TestDatabase database) {
        for (String options : new String[] {"", " transaction=off"}) {
            this.scriptFixture
                    .script("a1", "", "create table lever (id int);", "")
                    .file(
                            "b2",
                            "-- Revises: a1",
                            "-- migrate:upgrade%s%ncreate table t_b2 (id int);%nselect pg_terminate_backend(pg_backend_pid()) from lever;%n%n-- migrate:downgrade%ndrop table t_b2;%n"
                                    .formatted(options));
            upgrade(database.dataSource(), "a1");
            database.jdbc().execute("insert into lever values (1)");
            succeedsAfter(
                    database,
                    database.dataSource(),
                    "ended the session",
                    "with the script unchanged",
                    () -> database.jdbc().execute("delete from lever"));
            assertThat(this.scriptFixture.engine(database).log(10).entries())
                    .anySatisfy((entry) -> assertThat(entry.error()).contains("pg_terminate_backend"));
            this.scriptFixture.engine(database).downgrade(MigrationRequest.to("a1"));
        }
    }

    @Test
    @DatabaseTest(DatabaseProduct.POSTGRESQL)
    void reportsMissingPrivilege(TestDatabase database) {
        String user = "limited_" + Long.toHexString(System.nanoTime());
        database.jdbc().execute("create user %s password 'x'".formatted(user));
        database.jdbc().execute("grant create on schema public to " + user);
        try {
            DataSource limited = new DriverManagerDataSource(database.url(), user, "x");
            this.scriptFixture.table("a1", "").script("b2", "-- Revises: a1", "create schema t_b2;", "");
            upgrade(limited, "a1");
            succeedsAfter(
                    database,
                    limited,
                    "lacks a privilege",
                    "'migrate.user'",
                    () -> database.jdbc().execute("grant create on database %s to %s".formatted(name(database), user)));
        } finally {
            database.jdbc().execute("drop owned by %s cascade".formatted(user));
            database.jdbc().execute("drop user " + user);
        }
    }

    @Test
    @DatabaseTest(DatabaseProduct.POSTGRESQL)
    void reportsDeferredConstraintOfPostgreSql(TestDatabase database) {
        constraintAtCommit(database);
    }

    @Test
    @DatabaseTest(DatabaseProduct.SQLITE)
    void reportsDeferredConstraintOfSqlite(TestDatabase database) {
        constraintAtCommit(database);
    }

    private void constraintAtCommit(TestDatabase database) {
        String tables = """
                create table parent (id int primary key);
                create table child (id int references parent deferrable initially deferred);""";
        this.scriptFixture
                .script("a1", "", tables, "")
                .script("b2", "-- Revises: a1", "insert into child values (1);", "");
        Properties properties = new Properties();
        if (database.product() == DatabaseProduct.SQLITE) {
            properties.setProperty("foreign_keys", "true");
        }
        DriverManagerDataSource source =
                new DriverManagerDataSource(database.url(), database.user(), database.password());
        source.setConnectionProperties(properties);
        upgrade(source, "a1");
        for (MigrateSettings.TransactionMode mode : MigrateSettings.TransactionMode.values()) {
            MigrateSettings settings =
                    this.scriptFixture.settings().toBuilder().transaction(mode).build();
            MigrateException failure = catchThrowableOfType(
                    MigrateException.class,
                    () -> this.scriptFixture.engine(source, settings).upgrade(MigrationRequest.to("head")));
            assertThat(failure).hasMessageContaining("'b2'").hasMessageContaining("b2.sql:7");
            assertThat(failure.remedy().in(Wording.properties()))
                    .contains("rolled back")
                    .contains("Correct");
            assertThat(this.scriptFixture.engine(source, settings).log(1).entries())
                    .allSatisfy((entry) -> assertThat(entry.revision()).isEqualTo("b2"));
        }
        this.scriptFixture.script(
                "b2", "-- Revises: a1", "insert into parent values (1);\ninsert into child values (1);", "");
        upgrade(source, "b2");
    }

    @Test
    @DatabaseTest(DatabaseProduct.MARIADB)
    void reportsReadOnlyMariaDb(TestDatabase database) {
        this.scriptFixture.table("a1", "").table("b2", "-- Revises: a1");
        upgrade(database.dataSource(), "a1");
        MigrateException failure = failure(with(database, "sessionVariables=tx_read_only=1"));
        assertThat(failure).hasMessageContaining("read-only");
        assertThat(failure.remedy().in(Wording.properties()))
                .contains("primary server")
                .contains("again");
        upgrade(database.dataSource(), "b2");
    }

    @Test
    @DatabaseTest(DatabaseProduct.MARIADB)
    void reportsTimeoutOfMariaDb(TestDatabase database) {
        this.scriptFixture
                .table("a1", "")
                .script("b2", "-- Revises: a1", "create table t_b2 (id int);\nselect sleep(1);", "");
        upgrade(database.dataSource(), "a1");
        MigrateException failure = failure(with(database, "sessionVariables=max_statement_time=0.3"));
        assertThat(failure).hasMessageContaining("not 'migrate.statement-timeout'");
        assertThat(failure.remedy().in(Wording.properties()))
                .contains("'max_statement_time'")
                .contains("with the script unchanged");
        upgrade(database.dataSource(), "b2");
    }

    @Test
    @DatabaseTest(DatabaseProduct.MARIADB)
    void reportsFullTableOfMariaDb(TestDatabase database) {
        this.scriptFixture
                .script(
                        "a1",
                        "",
                        "create table t (id int auto_increment primary key, x char(250)) engine = memory;",
                        "")
                .script("b2", "-- Revises: a1", "insert into t (x) select repeat('x', 250) from seq_1_to_2000;", "");
        DataSource small = with(database, "sessionVariables=max_heap_table_size=16384");
        upgrade(small, "a1");
        MigrateException failure = failure(small);
        assertThat(failure).hasMessageContaining("disk space");
        assertThat(failure.remedy().in(Wording.properties()))
                .contains("'migrate repair b2 --not-done'")
                .contains("with the script unchanged");
        database.jdbc().execute("truncate t");
        database.jdbc().execute("alter table t engine = InnoDB");
        new RemedyFollower("b2", "b2").follow(failure, () -> this.scriptFixture.engine(database), () -> {});
        assertThat(database.jdbc().queryForObject("select count(*) from t", Integer.class))
                .isEqualTo(2000);
    }

    @Test
    @DatabaseTest(DatabaseProduct.H2)
    void reportsReadOnlyH2(@TempDir Path folder) {
        TestDatabase database = TestDatabase.inFile(folder.resolve("h2"));
        this.scriptFixture.table("a1", "").table("b2", "-- Revises: a1");
        upgrade(database.dataSource(), "a1");
        MigrateException failure = failure(new DriverManagerDataSource(
                database.url() + ";ACCESS_MODE_DATA=r", database.user(), database.password()));
        assertThat(failure).hasMessageContaining("read-only");
        assertThat(failure.remedy().in(Wording.properties()))
                .contains("writable")
                .contains("again");
        upgrade(database.dataSource(), "b2");
    }

    @Test
    @DatabaseTest(DatabaseProduct.SQLITE)
    void reportsReadOnlySqlite(TestDatabase database) {
        this.scriptFixture.table("a1", "").table("b2", "-- Revises: a1");
        upgrade(database.dataSource(), "a1");
        DriverManagerDataSource reading = new DriverManagerDataSource(database.url());
        Properties properties = new Properties();
        properties.setProperty("open_mode", "1");
        reading.setConnectionProperties(properties);
        MigrateException failure = failure(reading);
        assertThat(failure).hasMessageContaining("read-only");
        assertThat(failure.remedy().in(Wording.properties()))
                .contains("writable")
                .contains("again");
        upgrade(database.dataSource(), "b2");
    }

    /** Asserts that the script fails with a message, and succeeds unchanged once the cause is removed. */
    private void succeedsAfter(
            TestDatabase database, DataSource source, String message, String remedy, Runnable settlement) {
        MigrateException failure = failure(source);
        assertThat(failure).hasMessageContaining(message);
        assertThat(failure.remedy().in(Wording.properties()))
                .contains(remedy)
                .contains("again")
                .doesNotContain("Correct");
        settlement.run();
        upgrade(source, "b2");
        assertThat(this.scriptFixture.engine(database).status().current()).containsExactly("b2");
    }

    private MigrateException failure(DataSource source) {
        MigrateException failure = catchThrowableOfType(MigrateException.class, () -> upgrade(source, "b2"));
        assertThat(failure).isNotNull();
        return failure;
    }

    private void upgrade(DataSource source, String target) {
        this.scriptFixture.engine(source, this.scriptFixture.settings()).upgrade(MigrationRequest.to(target));
    }

    private static DataSource with(TestDatabase database, String parameters) {
        String url = database.url() + (database.url().contains("?") ? "&" : "?") + parameters;
        return new DriverManagerDataSource(url, database.user(), database.password());
    }

    private static String name(TestDatabase database) {
        return database.jdbc().queryForObject("select current_database()", String.class);
    }
}
