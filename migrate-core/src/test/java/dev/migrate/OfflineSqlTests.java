package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migrate.error.DatabaseException;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.ImpossibleMigrationException;
import dev.migrate.error.IrreversibleException;
import dev.migrate.report.Actor;
import dev.migrate.settings.MigrateSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The text of scripts. ClientScriptContract runs them. */
class OfflineSqlTests {

    private static final Path EXAMPLES = Path.of("src/test/resources/offline");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    @Test
    void documentationShowsTheCall() throws IOException {
        MigrateSettings settings = MigrateSettings.defaults().withLocations("file:" + EXAMPLES.resolve("scripts"));
        Path file = this.folder.resolve("upgrade.sql");
        // #region write
        OfflineSql sql = OfflineSql.builder("postgresql").settings(settings).build();
        try (Writer out = Files.newBufferedWriter(file)) {
            sql.upgrade("base:head", out);
        }
        // #endregion
        assertThat(file).content().contains("-- Upgrade ae1027a6acf0: Add account table");
    }

    @Test
    void documentationShowsTheScript() throws IOException {
        StringBuilder script = new StringBuilder();
        sql(MigrateSettings.defaults().withLocations("file:" + EXAMPLES.resolve("scripts")), "postgresql")
                .upgrade("base:head", script);
        String expected =
                Files.readString(EXAMPLES.resolve("postgresql.sql")).replaceAll("-- #(region|endregion).*\\R", "");
        assertThat(script.toString()
                        .replace("'" + Actor.ofThisProcess() + "'", "'jane@desk'")
                        .replace(EXAMPLES.toAbsolutePath().toString(), "/srv"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql, begin;",
        "jdbc:postgresql://db/app, begin;",
        "jdbc:tc:postgresql:16:///app, begin;",
        "MariaDB, start transaction;",
        "jdbc:mysql://db/app, start transaction;",
        "jdbc:otel:h2:mem:x, begin;",
        "jdbc:sqlite:app.db, begin immediate;"
    })
    void determinesProductByNameOrUrl(String database, String begin) {
        ScriptFixture scriptFixture =
                new ScriptFixture(this.folder).file("a1", "", "-- migrate:upgrade\ninsert into t values (1);\n");
        StringBuilder script = new StringBuilder();
        sql(scriptFixture.settings(), database).upgrade(null, script);
        assertThat(script.toString().lines()).containsOnlyOnce(begin, "commit;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"oracle", "jdbc:oracle:thin:scott/tiger@db", "jdbc:", ""})
    void rejectsOtherProducts(String database) {
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> sql(MigrateSettings.defaults(), database))
                .satisfies((failure) -> assertThat(failure.code()).isEqualTo(ErrorCode.UNSUPPORTED_DATABASE))
                .withMessageNotContaining("tiger");
    }

    @Test
    void writesOneTransactionPerRun() {
        ScriptFixture scriptFixture =
                new ScriptFixture(this.folder).table("a1", "").table("b2", "-- Revises: a1");
        MigrateSettings together = scriptFixture.settings().toBuilder()
                .transaction(MigrateSettings.TransactionMode.PER_RUN)
                .schema("own")
                .build();
        StringBuilder script = new StringBuilder();
        sql(together, "postgresql").upgrade(null, script);
        assertThat(script.toString().lines())
                .containsOnlyOnce("begin;", "commit;")
                .containsSubsequence("begin;", "-- Upgrade a1: Make a1", "-- Upgrade b2: Make b2", "commit;");
        assertThat(script).contains("insert into own.migrate_revision");
        scriptFixture.file("c3", "-- Revises: b2", "-- migrate:upgrade transaction=off\nvacuum;\n");
        StringBuilder nothing = new StringBuilder();
        assertThatExceptionOfType(ImpossibleMigrationException.class)
                .isThrownBy(() -> sql(together, "postgresql").upgrade(null, nothing))
                .satisfies((failure) -> assertThat(failure.code()).isEqualTo(ErrorCode.NOT_IN_TRANSACTION));
        assertThat(nothing).isEmpty();
    }

    @Test
    void writesNothingForIrreversibleRevision() {
        ScriptFixture scriptFixture = new ScriptFixture(this.folder).irreversible("a1", "", "create table t (id int);");
        StringBuilder script = new StringBuilder();
        assertThatExceptionOfType(IrreversibleException.class)
                .isThrownBy(() -> sql(scriptFixture.settings(), "sqlite").downgrade("a1:base", script));
        assertThat(script).isEmpty();
    }

    @Test
    void writesCommentIfThereIsNothingToDo() {
        ScriptFixture scriptFixture = new ScriptFixture(this.folder).table("a1", "");
        StringBuilder script = new StringBuilder();
        sql(scriptFixture.settings(), "h2").upgrade("a1:a1", script);
        assertThat(script).hasToString("-- Upgrade from a1 to a1: there is nothing to do\n");
    }

    @Test
    void reportsFailureOfTarget() {
        ScriptFixture scriptFixture = new ScriptFixture(this.folder).table("a1", "");
        Appendable full = new Appendable() {
            @Override
            public Appendable append(CharSequence text) throws IOException {
                throw new IOException("disk full");
            }

            @Override
            public Appendable append(CharSequence text, int from, int to) throws IOException {
                throw new IOException("disk full");
            }

            @Override
            public Appendable append(char character) throws IOException {
                throw new IOException("disk full");
            }
        };
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> sql(scriptFixture.settings(), "h2").upgrade(null, full))
                .withMessageContaining("disk full");
    }

    private static OfflineSql sql(MigrateSettings settings, String database) {
        return OfflineSql.builder(database).settings(settings).clock(CLOCK).build();
    }
}
