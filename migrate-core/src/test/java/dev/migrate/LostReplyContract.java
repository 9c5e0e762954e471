package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.error.DatabaseException;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.MigrateException;
import dev.migrate.error.Wording;
import dev.migrate.report.LogReport;
import dev.migrate.request.MigrationRequest;
import dev.migrate.testsupport.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The server executes a request, and its reply is lost. */
abstract class LostReplyContract {

    ScriptFixture scriptFixture;
    TestDatabase database;

    @BeforeEach
    void openFixture(@TempDir Path folder, TestDatabase empty) {
        this.scriptFixture = new ScriptFixture(folder);
        this.database = empty;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " transaction=off"})
    void retryWithoutChangesSucceeds(String options) throws Exception {
        given(options);
        for (String lost :
                List.of("create table t_two", "drop table t_two", "insert into t_one", "delete from t_one")) {
            boolean up = lost.startsWith("create") || lost.startsWith("insert");
            MigrateException failure = lose(lost, (engine) -> migrate(engine, up));
            assertThat(failure.getMessage())
                    .as(lost)
                    .contains("b2.sql")
                    .contains("connection")
                    .doesNotContain("null")
                    .doesNotContain("SingleConnection");
            assertThat(failure.remedy().in(Wording.properties()))
                    .as(lost)
                    .contains("with the script unchanged")
                    .doesNotContain("Correct");
            assertThat(entries(lost))
                    .as(lost)
                    .anySatisfy((entry) -> assertThat(entry.error()).contains(lost));
            new RemedyFollower("b2", up ? "b2" : "a1")
                    .follow(failure, () -> this.scriptFixture.engine(this.database), () -> {
                        throw new AssertionError(failure.remedy().in(Wording.properties()));
                    });
            arrived(up);
        }
    }

    private List<LogReport.Entry> entries(String lost) {
        return this.scriptFixture.engine(this.database).log(100).entries().stream()
                .filter((entry) -> entry.outcome().equals("failed")
                        && String.valueOf(entry.error())
                                .toLowerCase(Locale.ROOT)
                                .contains(lost))
                .toList();
    }

    @Test
    void nextRunRecognizesCommitWithLostReply() throws Exception {
        given("");
        for (int commits = 1; commits <= 2; commits++) {
            MigrateException failure = lose(commit(), (engine) -> migrate(engine, true));
            assertThat(failure.remedy().in(Wording.properties()))
                    .contains("with the script unchanged")
                    .doesNotContain("Correct");
            assertThat(failure.getMessage()).contains("'b2'").contains("b2.sql").contains("not known");
            this.scriptFixture.engine(this.database).upgrade(MigrationRequest.to("b2"));
            arrived(true);
            this.scriptFixture.engine(this.database).downgrade(MigrationRequest.to("a1"));
        }
    }

    @Test
    void interruptedReadReportsUnreachableDatabase() throws Exception {
        given("");
        List<String> lost = new ArrayList<>();
        for (String read :
                List.of("migrate_revision", "migrate_lock", "migrate_log", "get_lock", "pg_try_advisory_lock")) {
            MigrateException failure = lose(read, (engine) -> migrate(engine, true));
            if (failure == null) {
                continue;
            }
            lost.add(read);
            assertThat(failure.getMessage()).as(read).contains("unreachable").doesNotContain("null");
            assertThat(failure).isInstanceOf(DatabaseException.class);
            assertThat(((DatabaseException) failure).code()).isEqualTo(ErrorCode.DATABASE_UNREACHABLE);
            assertThat(failure.remedy().in(Wording.properties()))
                    .as(read)
                    .contains("again")
                    .doesNotContain("Look");
            this.scriptFixture.engine(this.database).upgrade(MigrationRequest.to("b2"));
            arrived(true);
            this.scriptFixture.engine(this.database).downgrade(MigrationRequest.to("a1"));
        }
        assertThat(lost).contains("migrate_revision", "migrate_lock");
    }

    /** Returns a text of the request that commits the record of a step. */
    String commit() {
        return "commit";
    }

    private void given(String options) {
        this.scriptFixture.table("a1", "").file("b2", "-- Revises: a1", """
                -- migrate:upgrade%1$s
                create table t_one (id int primary key);
                create table t_two (id int primary key);
                insert into t_one values (1);

                -- migrate:downgrade%1$s
                delete from t_one;
                drop table t_two;
                drop table t_one;
                """.formatted(options));
        this.scriptFixture.engine(this.database).upgrade(MigrationRequest.to("a1"));
    }

    private static void migrate(MigrationEngine engine, boolean up) {
        if (up) {
            engine.upgrade(MigrationRequest.to("b2"));
        } else {
            engine.downgrade(MigrationRequest.to("a1"));
        }
    }

    private MigrateException lose(String request, Consumer<MigrationEngine> migration) throws IOException {
        try (LossyProxy proxy = LossyProxy.to(this.database.url(), request)) {
            DataSource lossy = new DriverManagerDataSource(proxy.url(), this.database.user(), this.database.password());
            return catchThrowableOfType(
                    MigrateException.class,
                    () -> migration.accept(this.scriptFixture.engine(lossy, this.scriptFixture.settings())));
        }
    }

    private void arrived(boolean up) {
        assertThat(this.scriptFixture.engine(this.database).status().current()).containsExactly(up ? "b2" : "a1");
        assertThat(this.scriptFixture.engine(this.database).status().interrupted())
                .isEmpty();
        if (up) {
            assertThat(this.database.jdbc().queryForList("select id from t_one", Integer.class))
                    .containsExactly(1);
            assertThat(this.database.jdbc().queryForList("select id from t_two", Integer.class))
                    .isEmpty();
        }
    }
}
