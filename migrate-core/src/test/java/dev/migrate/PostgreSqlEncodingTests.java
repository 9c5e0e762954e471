package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migrate.error.ErrorCode;
import dev.migrate.error.ImpossibleMigrationException;
import dev.migrate.error.StatementFailedException;
import dev.migrate.report.LogReport;
import dev.migrate.request.MigrationRequest;
import dev.migrate.request.StampRequest;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Databases whose encoding cannot store every character of a script. Only PostgreSQL encodes a whole database. */
@DatabaseTest(DatabaseProduct.POSTGRESQL)
class PostgreSqlEncodingTests {

    private static final String TEXT = "€ 世界 😀 é";

    @TempDir
    private Path folder;

    private TestDatabase server;
    private String name;
    private ScriptFixture scripts;

    @BeforeEach
    void keepServer(TestDatabase database) {
        this.server = database;
        this.name = "encoded_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        this.scripts = new ScriptFixture(this.folder).table("base1", "");
    }

    @AfterEach
    void dropDatabase() {
        this.server.jdbc().execute("drop database if exists " + this.name);
    }

    private DriverManagerDataSource database(String encoding) {
        this.server
                .jdbc()
                .execute("create database %s encoding '%s' lc_collate 'C' lc_ctype 'C' template template0"
                        .formatted(this.name, encoding));
        String url = this.server.url().replaceFirst("/[^/?]*(\\?|$)", "/" + this.name + "$1");
        return new DriverManagerDataSource(url, this.server.user(), this.server.password());
    }

    private MigrationEngine engine(DriverManagerDataSource source) {
        return this.scripts.engine(source, this.scripts.settings());
    }

    private void write(String downgrade) {
        this.scripts.write("a1.sql", """
                -- Prices in %1$s
                -- Revision ID: a1
                -- Revises: base1
                -- Author: %1$s

                -- migrate:upgrade
                -- %1$s
                create table price (id int);
                -- migrate:downgrade
                %2$s
                """.formatted(TEXT, downgrade));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            LATIN1     | \\u20ac \\u4e16\\u754c \\U0001f600 é
            WIN1252    | € \\u4e16\\u754c \\U0001f600 é
            KOI8R      | \\u20ac \\u4e16\\u754c \\U0001f600 \\u00e9
            EUC_JP     | \\u20ac 世界 \\U0001f600 é
            SQL_ASCII  | € 世界 😀 é
            """)
    void recordsTextsForPeopleWithEscapes(String encoding, String recorded) {
        DriverManagerDataSource source = database(encoding);
        write("-- " + TEXT + "\ndrop table price;");
        assertThat(engine(source).upgrade(MigrationRequest.to("head")).current())
                .containsExactly("a1");
        assertThat(new JdbcTemplate(source)
                        .queryForMap(
                                "select message, author, downgrade_text from migrate_revision where revision = 'a1'"))
                .containsEntry("message", "Prices in " + recorded)
                .containsEntry("author", recorded)
                .containsEntry("downgrade_text", "-- " + recorded + "\ndrop table price;\n");
        this.scripts.remove("a1");
        assertThat(engine(source)
                        .downgrade(MigrationRequest.to("base").missing(true))
                        .current())
                .isEmpty();
        assertThat(engine(source).log(5).entries())
                .extracting(LogReport.Entry::outcome)
                .containsOnly("done");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LATIN1", "KOI8R"})
    void recordsFailureWhoseTextCannotBeStored(String encoding) {
        DriverManagerDataSource source = database(encoding);
        this.scripts.script("a1", "-- Revises: base1", "select '€';", "");
        assertThatExceptionOfType(StatementFailedException.class)
                .isThrownBy(() -> engine(source).upgrade(MigrationRequest.to("head")));
        this.scripts.write("a1.sql", """
                -- Missing
                -- Revision ID: a1
                -- Revises: base1

                -- migrate:upgrade
                do 'begin raise exception U&''\\20AC''; end';
                """);
        assertThatExceptionOfType(StatementFailedException.class)
                .isThrownBy(() -> engine(source).upgrade(MigrationRequest.to("head")));
        assertThat(engine(source).log(5).entries())
                .extracting(LogReport.Entry::outcome)
                .containsExactly("failed", "failed", "done");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LATIN1", "KOI8R"})
    void refusesDowngradeThatCannotBeStoredExactly(String encoding) {
        DriverManagerDataSource source = database(encoding);
        write("update price set id = length('世');\ndrop table price;");
        assertThatExceptionOfType(ImpossibleMigrationException.class)
                .isThrownBy(() -> engine(source).upgrade(MigrationRequest.to("head")))
                .withMessageContaining("contains '世' (U+4E16) outside comments")
                .satisfies((refused) -> assertThat(refused.code()).isEqualTo(ErrorCode.UNRECORDABLE_DOWNGRADE));
        assertThat(new JdbcTemplate(source).queryForObject("select to_regclass('price') is null", Boolean.class))
                .isTrue();
        assertThatExceptionOfType(ImpossibleMigrationException.class)
                .isThrownBy(() -> engine(source).stamp(StampRequest.to("head")));
        assertThat(new JdbcTemplate(source).queryForList("select revision from migrate_revision where revision = 'a1'"))
                .isEmpty();
    }
}
