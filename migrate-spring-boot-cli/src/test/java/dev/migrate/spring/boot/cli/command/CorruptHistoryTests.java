package dev.migrate.spring.boot.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.error.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands print no control characters from scripts, the record, or arguments. */
class CorruptHistoryTests {

    private static final String POISON = "\u001b]0;pwned\u0007\u001b[2J\u202ednal\u200b\u009b\u2028x";

    private static final List<String> COMMANDS = List.of(
            "upgrade p1 --tag %s",
            "upgrade",
            "upgrade %s",
            "upgrade p1:%s --sql",
            "upgrade --sql",
            "upgrade --dry-run",
            "current",
            "current -v",
            "current --json",
            "history",
            "history -v",
            "history -i",
            "history --json",
            "history -r %s:",
            "show p1",
            "show p1 --json",
            "show %s",
            "heads",
            "heads -v",
            "branches",
            "branches -v",
            "validate",
            "validate --at-heads --json",
            "validate --offline",
            "log",
            "log --json",
            "log -n %s",
            "check",
            "check --json",
            "repair p1",
            "repair p1 --accept --tag %s",
            "repair %s",
            "stamp p1 --tag %s",
            "stamp %s",
            "stamp p1 --sql --tag %s",
            "downgrade base --dry-run",
            "downgrade base:%s --sql",
            "downgrade base",
            "init --location %s",
            "revision -m %s --rev-id p9",
            "revision -m %s --head %s",
            "revision -m x --location %s",
            "merge -m %s",
            "merge p1 %s",
            "edit %s",
            "ensure-version",
            "ensure-version %s",
            "completion --name %s",
            "help %s",
            "current --engine %s",
            "current --%s",
            "%s");

    private final Path project;
    private final Shell shell;

    CorruptHistoryTests(@TempDir Path project) throws IOException {
        this.project = project;
        Path location = Files.createDirectories(project.resolve("scripts\u001b[2J\u202e"));
        write(location.resolve("one\u001b]0;x\u0007.sql"), "p1", "", "CREATE TABLE \"a" + POISON + "\" (id INT)");
        write(location.resolve("two.sql"), "p2", "-- Revises: p1\n", "SELECT * FROM \"missing" + POISON + "\"");
        this.shell = new Shell("file:" + location, project)
                .models("CREATE TABLE \"b" + POISON + "\" (id INT)")
                .interactive();
    }

    private static void write(Path file, String id, String revises, String sql) throws IOException {
        Files.writeString(file, """
                -- Add %1$s
                --
                -- Revision ID: %2$s
                %3$s-- Author: Eve %1$s

                -- migrate:upgrade
                %4$s;

                -- migrate:downgrade
                DROP TABLE IF EXISTS "a%1$s";
                """.formatted(POISON.replace("\u2028", ""), id, revises, sql));
    }

    @Test
    void escapesControlCharactersOnTheTerminal() {
        TreeSet<Integer> codes = new TreeSet<>();
        List<String> printed = new ArrayList<>();
        for (String line : COMMANDS) {
            String[] words = line.split(" ");
            for (int i = 0; i < words.length; i++) {
                words[i] = words[i].replace("%s", POISON);
            }
            Shell.Answer answer = this.shell.type(words);
            codes.add(answer.exitCode());
            String text = answer.out() + answer.err().replace("\r\u001b[K", "");
            assertThat(text).as(line).isEqualTo(Printable.block(text));
            printed.add(text);
        }
        assertThat(codes).contains(0, 1, 2, 4);
        assertThat(printed)
                .filteredOn((text) -> text.contains("\\u001b]0;pwned\\u0007"))
                .hasSizeGreaterThan(25);
    }

    @Test
    void jsonContainsTheOriginalText() {
        this.shell.type("upgrade", "p1");
        assertThat(this.shell
                        .type("show", "p1", "--json")
                        .json()
                        .path("message")
                        .asString())
                .contains("\u001b]0;pwned\u0007", "\u202e");
    }

    @Test
    void sqlFileContainsTheOriginalText() {
        Shell file = new Shell("file:" + this.project.resolve("scripts\u001b[2J\u202e"), this.project);
        assertThat(file.type("upgrade", "p1", "--sql").out()).contains("CREATE TABLE \"a" + POISON + "\"");
    }
}
