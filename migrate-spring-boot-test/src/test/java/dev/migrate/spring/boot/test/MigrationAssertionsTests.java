package dev.migrate.spring.boot.test;

import static dev.migrate.spring.boot.test.MigrationAssertions.assertThatMigrationsOf;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migrate.spring.boot.autoconfigure.MigrateAutoConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class MigrationAssertionsTests {

    private static final String TABLE = "create table account (id bigint primary key, name varchar(50))";

    @TempDir
    private Path folder;

    private ApplicationContextRunner contextRunner;

    @BeforeEach
    void createApplication() throws IOException {
        revision("aaa1", "", TABLE, "drop table account");
        this.contextRunner = new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(DataSourceAutoConfiguration.class, MigrateAutoConfiguration.class))
                .withPropertyValues(
                        "spring.datasource.generate-unique-name=true",
                        "migrate.locations=file:" + this.folder,
                        "migrate.autogenerate.source=file:" + this.folder.resolve("schema.ddl"));
    }

    @Test
    void passForAValidApplication() throws IOException {
        models(TABLE);
        this.contextRunner.run((context) -> assertThatMigrationsOf(context)
                .haveASingleHead()
                .areValid()
                .areReversible()
                .matchTheModels());
    }

    @Test
    void reportDifferencesFromTheModels() throws IOException {
        models(TABLE.replace("50", "60"));
        this.contextRunner.run((context) -> assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThatMigrationsOf(context).matchTheModels())
                .withMessageContaining("ALTER column[type] ACCOUNT.NAME")
                .withMessageContaining("migrate revision --autogenerate"));
    }

    @Test
    void reportHeads() throws IOException {
        models(TABLE);
        revision("bbb1", "aaa1", "select 1", "select 1");
        revision("bbb2", "aaa1", "select 1", "select 1");
        this.contextRunner.run((context) -> assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThatMigrationsOf(context).haveASingleHead())
                .withMessageContaining("'bbb1'")
                .withMessageContaining("'bbb2'"));
    }

    @Test
    void reportInvalidScripts() throws IOException {
        this.contextRunner.run((context) -> {
            revision("aaa1", "", TABLE.replace("50", "60"), "drop table account");
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> assertThatMigrationsOf(context).areValid())
                    .withMessageContaining("aaa1.sql: The script of revision 'aaa1'")
                    .withMessageContaining("was edited after it was applied");
        });
    }

    @Test
    void reportIrreversibleRevisions() throws IOException {
        models(TABLE);
        Files.writeString(this.folder.resolve("bbb1.sql"), """
                -- Forget
                --
                -- Revision ID: bbb1
                -- Revises: aaa1

                -- migrate:upgrade
                select 1;
                """);
        this.contextRunner.run((context) -> {
            assertThatMigrationsOf(context).areReversible("bbb1");
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> assertThatMigrationsOf(context).areReversible())
                    .withMessageContaining("'bbb1' (Forget)");
        });
    }

    private void models(String sql) throws IOException {
        Files.writeString(this.folder.resolve("schema.ddl"), sql + ";\n");
    }

    private void revision(String id, String revises, String up, String down) throws IOException {
        Files.writeString(this.folder.resolve(id + ".sql"), """
                -- Change %1$s
                --
                -- Revision ID: %1$s
                -- Revises: %2$s

                -- migrate:upgrade
                %3$s;

                -- migrate:downgrade
                %4$s;
                """.formatted(id, revises, up, down));
    }
}
