package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migrate.error.StatementFailedException;
import dev.migrate.report.RevisionReport;
import dev.migrate.report.RevisionState;
import dev.migrate.request.MigrationRequest;
import dev.migrate.request.RepairRequest;
import dev.migrate.request.StampRequest;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.h2.tools.RunScript;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Every command works in each compatibility mode of H2, however names are folded and even if '' is null. */
class H2ModeTests {

    @TempDir
    private Path folder;

    static Stream<String> settings() {
        Stream<String> modes = Stream.of(
                        "Regular",
                        "STRICT",
                        "LEGACY",
                        "DB2",
                        "Derby",
                        "HSQLDB",
                        "MSSQLServer",
                        "MariaDB",
                        "MySQL",
                        "Oracle",
                        "PostgreSQL")
                .map("MODE=%s"::formatted);
        Stream<String> names = Stream.of(
                "DATABASE_TO_UPPER=FALSE",
                "DATABASE_TO_LOWER=TRUE",
                "CASE_INSENSITIVE_IDENTIFIERS=TRUE",
                "DATABASE_TO_UPPER=FALSE;CASE_INSENSITIVE_IDENTIFIERS=TRUE",
                "MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
                "MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE",
                "MODE=Oracle;DATABASE_TO_UPPER=FALSE",
                "MODE=MSSQLServer;DATABASE_TO_UPPER=FALSE;CASE_INSENSITIVE_IDENTIFIERS=TRUE");
        return Stream.concat(modes, names);
    }

    private static DriverManagerDataSource database(String settings) {
        return new DriverManagerDataSource(
                "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1;%s".formatted(UUID.randomUUID(), settings), "sa", "");
    }

    private MigrationEngine engine(DriverManagerDataSource source, ScriptFixture scripts) {
        return scripts.engine(source, scripts.settings());
    }

    @ParameterizedTest
    @MethodSource("settings")
    void runsEveryCommand(String settings) throws Exception {
        DriverManagerDataSource source = database(settings);
        ScriptFixture scripts = new ScriptFixture(this.folder)
                .table("a1", "")
                .script("b2", "-- Revises: a1", "set lock_timeout 5000;\ncreate table b (id int);", "drop table b;")
                .table("c3", "-- Revises: b2\n-- Branch Labels: shop");
        MigrationEngine engine = engine(source, scripts);
        engine.ensureVersion();
        assertThat(engine.current().current()).isEmpty();
        assertThat(engine.validate(false).findings()).isEmpty();
        assertThat(engine.upgrade(MigrationRequest.to("head")).current()).containsExactly("c3");
        assertThat(engine.status().upToDate()).isTrue();
        assertThat(engine.validate(true).findings()).isEmpty();
        assertThat(engine.history(null).revisions())
                .extracting(RevisionReport::state)
                .containsOnly(RevisionState.APPLIED);
        assertThat(engine.show("shop@head")).hasSize(1);
        assertThat(engine.log(10).entries()).hasSize(3);
        assertThat(engine.downgrade(MigrationRequest.to("base")).current()).isEmpty();
        assertThat(tables(source)).isEmpty();
        assertThat(engine.stamp(StampRequest.to("b2")).current()).containsExactly("b2");
        assertThat(engine.upgrade(MigrationRequest.to("head")).current()).containsExactly("c3");
        scripts.script("c3", "-- Revises: b2", "create table t_c3 (id int);", "drop table t_c3;");
        assertThat(engine(source, scripts)
                        .repair(RepairRequest.of("c3", RepairRequest.Verdict.ACCEPT))
                        .settled())
                .isTrue();
        assertThat(engine(source, scripts).downgrade(MigrationRequest.to("-1")).current())
                .containsExactly("b2");
    }

    @ParameterizedTest
    @MethodSource("settings")
    void resumesAfterFailure(String settings) {
        DriverManagerDataSource source = database(settings);
        ScriptFixture scripts = new ScriptFixture(this.folder)
                .script(
                        "a1",
                        "",
                        "create table a (id int);\ncreate table b (id int);\ninsert into b values ('x');",
                        "");
        assertThatExceptionOfType(StatementFailedException.class)
                .isThrownBy(() -> engine(source, scripts).upgrade(MigrationRequest.to("head")))
                .withMessageContaining("a1.sql:8");
        assertThat(engine(source, scripts).log(10).entries()).hasSize(1);
        scripts.script("a1", "", "create table a (id int);\ncreate table b (id int);\ninsert into b values (1);", "");
        assertThat(engine(source, scripts).upgrade(MigrationRequest.to("head")).current())
                .containsExactly("a1");
        assertThat(new JdbcTemplate(source).queryForObject("select id from b", Integer.class))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void writesScriptThatRuns(String settings) throws Exception {
        DriverManagerDataSource source = database(settings);
        ScriptFixture scripts = new ScriptFixture(this.folder).table("a1", "").table("b2", "-- Revises: a1");
        StringWriter script = new StringWriter();
        engine(source, scripts).previewUpgrade(MigrationRequest.to("head"), script);
        try (var connection = source.getConnection()) {
            RunScript.execute(connection, new java.io.StringReader(script.toString()));
        }
        assertThat(engine(source, scripts).current().current())
                .extracting(RevisionReport::id)
                .containsExactly("b2");
        assertThat(engine(source, scripts)
                        .downgrade(MigrationRequest.to("base"))
                        .current())
                .isEmpty();
    }

    private static Stream<String> tables(DriverManagerDataSource source) {
        return new JdbcTemplate(source)
                        .queryForList(
                                "select lower(TABLE_NAME) from INFORMATION_SCHEMA.TABLES where lower(TABLE_SCHEMA) = 'public'",
                                String.class)
                        .stream()
                        .filter((name) -> !name.startsWith("migrate_"));
    }
}
