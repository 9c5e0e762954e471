package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migrate.error.DatabaseException;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.InterruptedRevisionException;
import dev.migrate.error.LockedException;
import dev.migrate.error.MigrateException;
import dev.migrate.error.StatementFailedException;
import dev.migrate.error.Wording;
import dev.migrate.plan.Step;
import dev.migrate.report.MigrateListener;
import dev.migrate.report.MigrationReport;
import dev.migrate.request.MigrationRequest;
import dev.migrate.request.StampRequest;
import dev.migrate.settings.MigrateSettings;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.sql.Connection;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

@DatabaseTest(DatabaseProduct.MARIADB)
class MariaDbEngineTests extends EngineContract {

    @Override
    boolean undoesDdl() {
        return false;
    }

    @Test
    void runsProceduresAndTriggersBetweenDelimiters() {
        this.scriptFixture.script("a1", "", """
                create table account (id bigint primary key, name varchar(50)); # the name; of the owner
                delimiter //
                create trigger account_upper before insert on account for each row
                begin
                  set new.name = upper(new.name);
                end//
                create procedure fill()
                begin
                  insert into account values (1, 'jane; doe');
                end//
                delimiter ;
                call fill();
                /*! insert into account values (2, 'john') */;""", "drop procedure fill;\ndrop table account;");
        engine().upgrade(MigrationRequest.to("head"));
        assertThat(this.database.jdbc().queryForList("select name from account order by id", String.class))
                .containsExactly("JANE; DOE", "JOHN");
        engine().downgrade(MigrationRequest.to("base"));
        assertThat(tables("account")).isZero();
    }

    @Test
    void distinguishesIdsByCase() {
        this.scriptFixture
                .script("ab", "", "create table one (id int);", "drop table one;")
                .script("AB", "-- Revises: ab", "create table two (id int);", "drop table two;");
        assertThat(engine().upgrade(MigrationRequest.to("AB")).current()).containsExactly("AB");
        assertThat(engine().downgrade(MigrationRequest.to("ab")).current()).containsExactly("ab");
    }

    @Test
    void sessionSettingsOfScriptEndWithIt() throws Exception {
        this.scriptFixture
                .script(
                        "a1",
                        "",
                        "set foreign_key_checks = 0;\nset session lock_wait_timeout = 1;\nset sql_mode = 'ANSI_QUOTES';",
                        "")
                .table("b2", "-- Revises: a1");
        SingleConnectionDataSource pool =
                new SingleConnectionDataSource(this.database.url(), this.database.user(), "", true);
        try {
            String query = "select concat(@@foreign_key_checks, @@lock_wait_timeout, @@sql_mode)";
            JdbcTemplate jdbc = new JdbcTemplate(pool);
            String before = jdbc.queryForObject(query, String.class);
            this.scriptFixture.engine(pool, this.scriptFixture.settings()).upgrade(MigrationRequest.to("head"));
            assertThat(jdbc.queryForObject(query, String.class)).isEqualTo(before);
        } finally {
            pool.destroy();
        }
    }

    @Test
    void lockIsIndependentOfSchemaSpelling() throws Exception {
        this.scriptFixture.table("a1", "").table("b2", "-- Revises: a1");
        String name = this.database.jdbc().queryForObject("select database()", String.class);
        MigrateListener asking = new MigrateListener() {
            @Override
            public void stepStarted(Step step, int number, int of) {
                MigrateSettings named =
                        MariaDbEngineTests.this.scriptFixture.impatient(Duration.ofMillis(100)).toBuilder()
                                .schema(name)
                                .build();
                assertThatExceptionOfType(LockedException.class)
                        .isThrownBy(() -> MariaDbEngineTests.this
                                .scriptFixture
                                .engine(MariaDbEngineTests.this.database.dataSource(), named)
                                .upgrade(MigrationRequest.to("head")));
            }
        };
        MigrationReport report = this.scriptFixture
                .engine(this.database.dataSource(), this.scriptFixture.settings(), asking)
                .upgrade(MigrationRequest.to("head"));
        assertThat(report.current()).containsExactly("b2");
    }

    @Test
    void reportsMissingPrivilege() {
        this.scriptFixture.table("a1", "");
        String user = "l" + Long.toHexString(System.nanoTime());
        String name = this.database.jdbc().queryForObject("select database()", String.class);
        this.database.jdbc().execute("create user %s@'%%' identified by 'x'".formatted(user));
        this.database.jdbc().execute("grant select on %s.* to %s@'%%'".formatted(name, user));
        try {
            MigrationEngine limited = this.scriptFixture.engine(
                    new DriverManagerDataSource(this.database.url(), user, "x"), this.scriptFixture.settings());
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> limited.upgrade(MigrationRequest.to("head")))
                    .withMessageContaining("denied")
                    .satisfies((failure) -> {
                        assertThat(failure.code()).isEqualTo(ErrorCode.MISSING_RIGHTS);
                        assertThat(failure.remedy())
                                .asString()
                                .contains(
                                        "'GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, INDEX ON `%s`.* TO '%s'@'%%''"
                                                .formatted(name, user));
                    });
            assertThat(tables("t_a1", "migrate_revision")).isZero();
        } finally {
            this.database.jdbc().execute("drop user %s@'%%'".formatted(user));
        }
    }

    @Test
    void reportsBlockingSessionsOnTimeout() throws Exception {
        this.scriptFixture.table("a1", "");
        engine().upgrade(MigrationRequest.to("head"));
        this.scriptFixture.script("b2", "-- Revises: a1", "alter table t_a1 add column name varchar(9);", "");
        MigrateSettings hasty = this.scriptFixture.settings().toBuilder()
                .lockTimeout(Duration.ofSeconds(1))
                .lockRetry(Duration.ofMillis(10))
                .build();
        try (Connection reader = this.database.dataSource().getConnection()) {
            reader.setAutoCommit(false);
            reader.createStatement().execute("select count(*) from t_a1");
            String id = String.valueOf(new JdbcTemplate(new SingleConnectionDataSource(reader, true))
                    .queryForObject("select connection_id()", Long.class));
            assertThatExceptionOfType(StatementFailedException.class)
                    .isThrownBy(() -> this.scriptFixture
                            .engine(this.database.dataSource(), hasty)
                            .upgrade(MigrationRequest.to("head")))
                    .withMessageContaining("connection " + id + " (");
            reader.rollback();
        }
        assertThat(engine().upgrade(MigrationRequest.to("head")).current()).containsExactly("b2");
    }

    @Test
    void verifiesTruncate() {
        this.scriptFixture
                .script("a1", "", "create table t (id int auto_increment primary key);\ninsert into t values (1);", "")
                .script("b2", "-- Revises: a1", "truncate t;", "");
        engine().upgrade(MigrationRequest.to("a1"));
        boolean died = true;
        for (int at = 1; died; at++) {
            CutDataSource cut = new CutDataSource(this.database.dataSource(), at);
            try {
                this.scriptFixture.engine(cut, this.scriptFixture.settings()).upgrade(MigrationRequest.to("head"));
            } catch (MigrateException | DataAccessException failure) {
                assertThat(cut.dead()).as(String.valueOf(failure)).isTrue();
            }
            died = cut.dead();
            boolean emptied = this.database.jdbc().queryForObject("select count(*) = 0 from t", Boolean.class);
            this.database.jdbc().update("replace into t values (2)");
            engine().upgrade(MigrationRequest.to("head"));
            assertThat(this.database.jdbc().queryForObject("select count(*) from t where id = 2", Integer.class))
                    .as("died after change %d", at)
                    .isEqualTo(emptied ? 1 : 0);
            engine().downgrade(MigrationRequest.to("a1"));
            this.database.jdbc().update("replace into t values (1)");
        }
    }

    @Test
    void doesNotRelyOnTransactionWithNonTransactionalTable() {
        this.scriptFixture
                .script("a1", "", "create table t (id int auto_increment primary key) engine = MyISAM;", "")
                .script("b2", "-- Revises: a1", "insert into t values (default);", "");
        engine().upgrade(MigrationRequest.to("a1"));
        boolean died = true;
        for (int at = 1; died; at++) {
            CutDataSource cut = new CutDataSource(this.database.dataSource(), at);
            try {
                this.scriptFixture.engine(cut, this.scriptFixture.settings()).upgrade(MigrationRequest.to("head"));
            } catch (MigrateException | DataAccessException failure) {
                assertThat(cut.dead()).as(String.valueOf(failure)).isTrue();
            }
            died = cut.dead();
            try {
                engine().upgrade(MigrationRequest.to("head"));
            } catch (InterruptedRevisionException asked) {
                assertThat(asked).hasMessageContaining("insert into t");
            }
            assertThat(this.database.jdbc().queryForObject("select count(*) from t", Integer.class))
                    .as("died after change %d", at)
                    .isLessThanOrEqualTo(1);
            engine().stamp(StampRequest.to("a1"));
            this.database.jdbc().update("delete from t");
        }
    }

    @Test
    void doesNotResumeWithoutStateOfLostSession() {
        this.scriptFixture.script(
                "a1",
                "",
                "set foreign_key_checks = 0;\ncreate table first (id int);\ncreate temporary table kept (id int);\n"
                        + "insert into kept values (1);\ncreate table second (id int);\ninsert into second select id from kept;",
                "drop table second;\ndrop table first;");
        for (int at = 1; tables("second") == 0; at++) {
            engine().stamp(StampRequest.to("base"));
            this.database.jdbc().execute("drop table if exists first");
            CutDataSource cut = new CutDataSource(this.database.dataSource(), at);
            assertThatExceptionOfType(RuntimeException.class)
                    .isThrownBy(() -> this.scriptFixture
                            .engine(cut, this.scriptFixture.settings())
                            .upgrade(MigrationRequest.to("head")));
        }
        assertThatExceptionOfType(InterruptedRevisionException.class)
                .isThrownBy(() -> engine().upgrade(MigrationRequest.to("head")))
                .withMessageContaining("create temporary table kept")
                .satisfies((failure) ->
                        assertThat(failure.remedy().in(Wording.properties())).contains("repair a1 --applied"));
    }
}
