package dev.migrate.spring.boot.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.report.Finding;
import dev.migrate.settings.MigrateSettings.Edited;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ValidateCommandTests {

    private final Path folder;
    private final Shell shell;

    ValidateCommandTests(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.shell = new Shell("file:" + folder, folder);
        script("4.101", "", "create table t (id int);", "drop table t;");
    }

    @Test
    void reportsValidScripts() {
        assertThat(this.shell.type("validate").lines())
                .containsExactly("The scripts are valid, and the database is consistent with them.");
        assertThat(this.shell.type("validate", "--offline").lines()).containsExactly("The scripts are valid.");
        JsonNode document = this.shell.type("validate", "--json").json();
        assertThat(document.at("/valid").asBoolean()).isTrue();
        assertThat(document.at("/findings")).isEmpty();
    }

    @Test
    void reportsPendingRevisionsOnlyAtHeads() {
        assertThat(this.shell.type("validate").exitCode()).isZero();
        Shell.Answer answer = this.shell.type("validate", "--at-heads");
        assertThat(answer.exitCode()).isEqualTo(ExitCode.NEGATIVE_RESULT);
        assertThat(answer.out()).contains("Revision '4.101' (Script 4.101) is pending.", "One error was found.");
        this.shell.type("upgrade");
        assertThat(this.shell.type("validate", "--at-heads").exitCode()).isZero();
    }

    @Test
    void reportsInvalidIdOnce() throws IOException {
        script("a@b", "", "create table u (id int);", "drop table u;");
        assertThat(this.shell.type("validate", "--offline").out())
                .contains("'a@b' cannot be a revision id.", "One error was found.");
    }

    @Test
    void reportsInvalidScriptsAndGraphs() throws IOException {
        script("b2", "-- Revises: nowhere", "-- migrate:todo", "select 'open");
        Shell.Answer answer = this.shell.type("validate", "--json");
        assertThat(answer.exitCode()).isEqualTo(ExitCode.NEGATIVE_RESULT);
        JsonNode findings = answer.json().at("/findings");
        assertThat(findings.findValuesAsString("code"))
                .containsExactly("unterminated-quote", "missing-down-revision", "unwritten-revision");
        assertThat(findings.findValuesAsString("severity")).containsOnly("error");
        assertThat(findings.findValuesAsString("location"))
                .containsExactly(location("b2.sql:8"), location("b2.sql:2"), location("b2.sql:6"));
        assertThat(this.shell.type("validate", "--offline").exitCode()).isEqualTo(ExitCode.NEGATIVE_RESULT);
        assertThat(this.shell.type("current").exitCode()).isEqualTo(ExitCode.UNRESOLVED);
    }

    @Test
    void reportsUnknownProperties() {
        this.shell.propertyFindings(Finding.error(
                "unknown-property", "application.properties", "Unknown property 'migrate.x'.", "Remove it."));
        for (String[] words : new String[][] {{"validate"}, {"validate", "--offline"}}) {
            Shell.Answer answer = this.shell.type(words);
            assertThat(answer.exitCode()).isEqualTo(ExitCode.NEGATIVE_RESULT);
            assertThat(answer.lines())
                    .containsExactly(
                            "error: application.properties: Unknown property 'migrate.x'.",
                            "  Remove it.",
                            "One error was found.");
        }
        assertThat(this.shell.type("validate", "-q").lines()).containsExactly("unknown-property");
    }

    @Test
    void editedScriptsFailAsConfigured() throws IOException {
        this.shell.type("upgrade");
        script("4.101", "", "create table t (id bigint);", "drop table t;");
        assertThat(this.shell.type("validate").exitCode()).isEqualTo(ExitCode.NEGATIVE_RESULT);
        assertThat(this.shell.type("current", "--check-heads").exitCode()).isZero();
        this.shell.settings((settings) -> settings.edited(Edited.WARN));
        Shell.Answer warned = this.shell.type("validate");
        assertThat(warned.exitCode()).isZero();
        assertThat(warned.out()).startsWith("warning: " + location("4.101.sql") + ": ");
        this.shell.settings((settings) -> settings.edited(Edited.FAIL));
        assertThat(this.shell.type("validate").exitCode()).isEqualTo(ExitCode.NEGATIVE_RESULT);
        assertThat(this.shell.type("upgrade").exitCode()).isEqualTo(ExitCode.FAILED);
        Shell.Answer current = this.shell.type("current", "--check-heads");
        assertThat(current.exitCode()).isEqualTo(ExitCode.NEGATIVE_RESULT);
        assertThat(current.err()).contains("edited after they were applied: 4.101.");
        assertThat(this.shell.type("current").exitCode()).isZero();
        assertThat(this.shell.type("downgrade", "base").exitCode()).isZero();
    }

    @Test
    void unwrittenRevisionsBlockOnlyUpgradesAndDowngrades() throws IOException {
        script("b2", "-- Revises: 4.101", "-- migrate:todo", "-- migrate:todo");
        assertThat(this.shell.type("upgrade", "4.101").exitCode()).isZero();
        for (String command :
                List.of("upgrade", "upgrade --dry-run", "upgrade --sql", "upgrade --json", "stamp head")) {
            Shell.Answer refused = this.shell.type(command.split(" "));
            assertThat(refused.exitCode()).as(command).isEqualTo(ExitCode.FAILED);
            assertThat(refused.err()).as(command).contains(location("b2.sql:6"), location("b2.sql:8"));
        }
        for (String command :
                List.of("current", "history", "heads", "branches", "show b2", "log", "revision -m Next")) {
            assertThat(this.shell.type(command.split(" ")).exitCode())
                    .as(command)
                    .isZero();
        }
        assertThat(this.shell.type("heads", "-q").out().strip()).isNotEqualTo("b2");
    }

    @Test
    void atHeadsRequiresTheDatabase() {
        Shell.Answer answer = this.shell.type("validate", "--offline", "--at-heads");
        assertThat(answer.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(answer.err()).contains("Remove one of the two options.");
    }

    private String location(String file) {
        return "file:" + this.folder.resolve(file);
    }

    private void script(String id, String header, String upgrade, String downgrade) throws IOException {
        Files.writeString(
                this.folder.resolve(id + ".sql"),
                "-- Script %1$s\n-- Revision ID: %1$s\n%2$s\n-- migrate:upgrade\n%3$s\n-- migrate:downgrade\n%4$s\n"
                        .formatted(id, header.isEmpty() ? "" : header + "\n", upgrade, downgrade));
    }
}
