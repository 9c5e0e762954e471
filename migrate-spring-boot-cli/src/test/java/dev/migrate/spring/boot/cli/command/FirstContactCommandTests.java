package dev.migrate.spring.boot.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands on a database that has tables but no record, or the record of another application. */
class FirstContactCommandTests {

    private Path folder;
    private Shell shell;

    @BeforeEach
    void upgradeAndForget(@TempDir Path folder) throws IOException {
        this.folder = Files.createDirectory(folder.resolve("scripts"));
        script("a1", "");
        script("b2", "-- Revises: a1");
        this.shell = new Shell("file:" + this.folder, folder);
        assertThat(this.shell.type("upgrade").exitCode()).isZero();
    }

    @Test
    void rejectsTablesWithoutRecordUntilStamped() {
        assertThat(this.shell.type("stamp", "base", "--purge").exitCode()).isZero();
        for (String[] words : new String[][] {
            {"upgrade"}, {"upgrade", "--dry-run"}, {"downgrade", "base"}, {"check"}, {"upgrade", "--json"}
        }) {
            Shell.Answer answer =
                    this.shell.models("create table t_a1 (id int)").type(words);
            assertThat(answer.exitCode()).as(List.of(words).toString()).isEqualTo(ExitCode.FAILED);
            assertThat(answer.out() + answer.err()).contains("'T_A1'", "migrate.allow-non-empty");
        }
        Shell.Answer current = this.shell.type("current");
        assertThat(current.exitCode()).isZero();
        assertThat(current.out())
                .startsWith("no revision")
                .contains("Upgrades and downgrades are refused", "'migrate stamp REV'");
        assertThat(this.shell.type("validate").exitCode()).isEqualTo(ExitCode.NEGATIVE_RESULT);
        assertThat(this.shell.type("stamp", "b2").exitCode()).isZero();
        assertThat(this.shell.type("validate", "--at-heads").exitCode()).isZero();
        assertThat(this.shell.type("current").out()).doesNotContain("refused");
    }

    @Test
    void dryRunReportsBaseline() {
        this.shell.type("stamp", "base", "--purge");
        this.shell.settings((settings) -> settings.baseline("b2"));
        assertThat(this.shell.type("upgrade", "--dry-run").out()).contains("stamps the baseline b2 first");
        assertThat(this.shell.type("upgrade").out())
                .contains("Stamped the baseline b2; 0 revisions were applied after it");
        assertThat(this.shell.type("upgrade").out()).contains("Nothing to do");
    }

    @Test
    void revertsMissingRevisionsOnlyOnRequest() throws IOException {
        Files.delete(this.folder.resolve("b2.sql"));
        Shell.Answer refused = this.shell.type("downgrade", "base");
        assertThat(refused.exitCode()).isNotZero();
        assertThat(refused.err()).contains("'migrate downgrade base --missing'");
        assertThat(this.shell.type("downgrade", "base", "--missing").exitCode()).isZero();
    }

    private void script(String id, String header) throws IOException {
        Files.writeString(this.folder.resolve(id + ".sql"), """
                -- Make %1$s
                --
                -- Revision ID: %1$s
                %2$s

                -- migrate:upgrade
                create table t_%1$s (id int);

                -- migrate:downgrade
                drop table t_%1$s;
                """.formatted(id, header));
    }
}
