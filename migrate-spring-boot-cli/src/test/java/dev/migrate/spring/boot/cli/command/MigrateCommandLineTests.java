package dev.migrate.spring.boot.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.error.IrreversibleException;
import dev.migrate.error.LockedException;
import dev.migrate.spring.boot.cli.terminal.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

class MigrateCommandLineTests {

    private final Path project;
    private final Shell shell;
    private final Shell branched;

    MigrateCommandLineTests(@TempDir Path project) throws IOException {
        this.project = project;
        Files.createDirectories(project.resolve("src/main/resources"));
        this.shell = new Shell("classpath:db/migrate", project);
        this.branched = new Shell("classpath:db/branched", project);
    }

    @Test
    void editAndShowRejectAnUnknownRevisionInTheSameWay() {
        for (String command : List.of("edit", "show")) {
            Shell.Answer answer = this.shell.type(command, "nosuch", "--json");
            assertThat(answer.exitCode()).as(command).isEqualTo(ExitCode.UNRESOLVED);
            assertThat(answer.json().path("status").asInt()).as(command).isEqualTo(404);
            assertThat(answer.json().path("code").asString()).as(command).isEqualTo("no-such-revision");
        }
    }

    @Test
    void emptyMessageIsWrongUsageLikeAMissingOne() {
        assertThat(this.shell.type("revision", "-m", "").exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(this.shell.type("revision").exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    }

    @Test
    void rejectsMistypedMigrate() {
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(
                new BufferedReader(new StringReader("")),
                new PrintWriter(new StringWriter()),
                new PrintWriter(err),
                false,
                false,
                null,
                ZoneOffset.UTC);
        assertThat(new MigrateCommandLine(terminal, this.shell).rejectMistyped("migrat"))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains("Did you mean 'migrate'?").contains("MIGRATE_CLI_ENABLED=false");
    }

    @Test
    void rejectsSqlWithJava() throws IOException {
        Shell.Answer written = this.shell.type("revision", "-m", "Add account", "--sql", "--json");
        assertThat(written.json().at("/revision/kind").asString()).isEqualTo("sql");
        Shell.Answer both = this.shell.type("revision", "-m", "Add account", "--sql", "--java");
        assertThat(both.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(both.err()).contains("Remove '--sql' or '--java'.");
    }

    @Test
    void writesAClass() throws IOException {
        Shell java = new Shell("classpath:db/java", this.project);
        Shell.Answer written = java.type("revision", "-m", "Split names", "--java", "--rev-id", "java0002", "--json");
        assertThat(written.err()).isEmpty();
        Path file = this.project.resolve("src/main/java/db/java/SplitNames.java");
        assertThat(written.json().at("/file").asString()).isEqualTo(file.toString());
        assertThat(written.json().at("/revision/kind").asString()).isEqualTo("java");
        assertThat(written.json().at("/revision/reversible").asBoolean()).isTrue();
        Path classes = Files.createDirectories(this.project.resolve("target/classes"));
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-d",
                                classes.toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                file.toString()))
                .isZero();
        assertThat(classes.resolve("db/java/SplitNames.class")).exists();
    }

    @Test
    void reportsClassesLikeScripts() {
        Shell java = new Shell("classpath:db/java", this.project);
        assertThat(java.type("upgrade").lines())
                .containsExactly("One revision was applied; the database is at java0001.");
        JsonNode shown = java.type("show", "head", "--json").json();
        assertThat(shown.at("/kind").asString()).isEqualTo("java");
        assertThat(shown.at("/location").asString()).isEqualTo("classpath:db/java/AddNumber.class");
        assertThat(shown.at("/upgrade").asString()).isEqualTo("create table number (id integer);\n");
        assertThat(java.type("show", "head").out()).contains("create table number (id integer);");
        assertThat(java.type("downgrade", "--sql", "head:base").out()).contains("drop table number;");
    }

    @Test
    void upgradesAndDowngrades() {
        Shell.Answer up = this.shell.type("upgrade");
        assertThat(up.exitCode()).isZero();
        assertThat(up.lines()).containsExactly("4 revisions were applied; the database is at acc0004.");
        assertThat(up.err().lines())
                .hasSize(4)
                .first()
                .asString()
                .matches("\\[1/4] upgrade acc0001 {2}Add account table {2}\\d+ ms");

        Shell.Answer down = this.shell.type("downgrade", "-1", "--tag", "back");
        assertThat(down.lines()).containsExactly("One revision was reverted; the database is at acc0003.");
        assertThat(this.shell.type("upgrade", "acc0003").lines())
                .containsExactly("Nothing to do: the database is at acc0003.");
        assertThat(this.shell.type("upgrade", "+1").exitCode()).isZero();
    }

    @Test
    void showsProgressInOneLine() {
        assertThat(this.shell.interactive().type("upgrade", "+1").err())
                .startsWith("[1/1] upgrade acc0001  Add account table …\r\u001b[K[1/1] upgrade acc0001");
    }

    @Test
    void reportsWhetherTheDatabaseIsAtTheHeads() {
        Shell.Answer before = this.shell.type("current", "--check-heads");
        assertThat(before.exitCode()).isEqualTo(3);
        assertThat(before.lines()).containsExactly("base", "4 revisions are pending; the head is acc0004.");
        this.shell.type("upgrade");
        Shell.Answer after = this.shell.type("current", "-c");
        assertThat(after.exitCode()).isZero();
        assertThat(after.timeless().lines())
                .containsExactly("acc0004  TIME  WHO  (head) Add note table", "The database is at the head.");
    }

    @Test
    void drawsTheHistory() {
        this.branched.type("upgrade", "left01");
        assertThat(this.branched.type("history").timeless()).isEqualTo("""
                        *    right01  pending  (head) Add right table
                        | *  left01   TIME  WHO  (current, head) Add left table
                        |/
                        *    root01   TIME  WHO  (branch point) Add product table
                        """);
    }

    @Test
    void showsTheFirstRevisionOfEachBranch() {
        assertThat(this.branched.type("branches").out()).isEqualTo("""
                        *    right01  pending  (head) Add right table
                        | *  left01   pending  (head) Add left table
                        |/
                        *    root01   pending  (branch point) Add product table
                        """);
    }

    @Test
    void printsCurrentRevisionsBeforeTheHistory() {
        this.shell.type("upgrade", "acc0002");
        assertThat(this.shell
                        .type("history", "-i", "--applied", "-r", ":acc0003")
                        .lines())
                .hasSize(4)
                .startsWith("Current: acc0002. 2 revisions are pending; the head is acc0004.", "");
    }

    @Test
    void reportsAFailureOnce() throws IOException {
        Path location = Files.createDirectories(this.project.resolve("stopped"));
        Files.writeString(location.resolve("one.sql"), """
                -- Stop
                --
                -- Revision ID: stop01

                -- migrate:upgrade
                CREATE TABLE one (id INT);
                CREATE TABLE one (id INT);

                -- migrate:downgrade
                DROP TABLE one;
                """);
        Shell stopped = new Shell("file:" + location, this.project);
        assertThat(stopped.type("upgrade").err()).contains("Revision 'stop01' failed at");
        assertThat(stopped.type("downgrade", "base").err())
                .containsPattern("statement 2: CREATE TABLE one \\(id INT\\)\\s*\\R\\s*It failed: ")
                .contains("\"ONE\" already exists")
                .doesNotContain("Revision 'stop01' failed at");
    }

    @Test
    void suggestsTheNearestCommand() {
        assertThat(this.shell.type("upgrad").err())
                .contains("Did you mean 'upgrade'?")
                .doesNotContain("heads");
        assertThat(this.shell.type("hisory").err()).contains("Did you mean 'history'?");
        assertThat(this.shell.type("current", "--chek-heads").err()).contains("'--check-heads'");
    }

    @Test
    void suggestsInitForMissingFolder() {
        Shell nowhere = new Shell("file:" + this.project.resolve("nowhere"), this.project);
        assertThat(nowhere.type("current").err()).contains("Run 'migrate init' to create the folder");
    }

    @Test
    void omitsTheUserBeforeTruncatingMessages() {
        this.shell.type("upgrade");
        List<String> lines = this.shell.narrow(60).type("history").lines();
        assertThat(lines).allSatisfy((line) -> assertThat(line).hasSizeLessThanOrEqualTo(60));
        assertThat(lines.get(3)).endsWith("Add account table").contains("20").doesNotContain("@");
    }

    @Test
    void omitsTooWideGraph() {
        List<String> lines = this.branched.narrow(8).type("history").lines();
        assertThat(lines).noneMatch((line) -> line.startsWith("*") || line.startsWith("|"));
    }

    @Test
    void truncatesMessagesAtTheTerminalWidth() {
        List<String> lines = this.shell.narrow(32).type("history").lines();
        assertThat(lines).first().isEqualTo("*  acc0004  pending  (head) Add…");
        assertThat(lines).allSatisfy((line) -> assertThat(line).hasSizeLessThanOrEqualTo(32));
    }

    @Test
    void showsColorsIfSupported() {
        assertThat(this.shell.type("heads").out()).doesNotContain("\u001b");
        assertThat(this.shell.colored().type("heads").out()).contains("\u001b[33macc0004\u001b[0m");
    }

    @Test
    void showsARevisionWithItsScript() {
        assertThat(this.shell.type("show", "acc0001").lines())
                .contains(
                        "Revision ID:    acc0001 (billing)",
                        "Author:         Jane Doe",
                        "State:          pending",
                        "-- migrate:upgrade",
                        "DROP TABLE account;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"current", "heads", "history"})
    void quietPrintsIdsOnly(String command) {
        this.shell.type("upgrade");
        assertThat(this.shell.type(command, "-q").lines())
                .isNotEmpty()
                .allSatisfy((line) -> assertThat(line).matches("acc000\\d"));
    }

    @Test
    void printsTheLog() {
        this.shell.type("upgrade", "acc0002", "--tag", "v1");
        assertThat(this.shell.type("log", "-n", "1").lines())
                .singleElement()
                .asString()
                .contains("upgrade", "acc0002", "done", "(v1) ");
    }

    @Test
    void printsTheDatabaseErrorOfAFailure() {
        Shell failing = new Shell("classpath:db/failing", this.project);
        assertThat(failing.type("upgrade").exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(failing.type("log", "-n", "1").lines())
                .singleElement()
                .asString()
                .contains("failed", "SQLState");
    }

    @Test
    void stampsWithoutRunningAScript() {
        assertThat(this.shell.type("stamp", "acc0003").lines()).containsExactly("The database is stamped as acc0003.");
        assertThat(this.shell.type("stamp", "--purge", "base", "--json").json().at("/current"))
                .isEmpty();
    }

    @Test
    void repairsAnEditedRevision() {
        this.shell.type("upgrade");
        Shell.Answer healthy = this.shell.type("repair", "acc0001");
        assertThat(healthy.exitCode()).isZero();
        assertThat(healthy.lines()).containsExactly("There is nothing to repair: revision 'acc0001' is applied.");
        assertThat(this.shell.type("repair", "acc0001", "--json").json().propertyNames())
                .containsExactly("revision", "settled", "outcome", "current");
        assertThat(this.shell.type("repair", "acc0001", "--accept").exitCode()).isEqualTo(ExitCode.UNRESOLVED);
        assertThat(this.shell.type("repair", "acc0001", "--done", "--not-done").exitCode())
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(this.shell.type("repair", "heads", "--json").exitCode()).isZero();
        assertThat(this.shell.type("repair", "base").exitCode()).isEqualTo(ExitCode.UNRESOLVED);
    }

    @Test
    void requiresATargetWithSeveralHeads() {
        Shell.Answer answer = this.branched.type("upgrade");
        assertThat(answer.exitCode()).isEqualTo(4);
        assertThat(answer.err()).contains("'left01', 'right01'").contains("upgrade heads");
        assertThat(this.branched.type("upgrade", "heads").exitCode()).isZero();
    }

    @Test
    void aDryRunShowsStepsWithTheirSqlAndWarnings(@TempDir Path project) {
        Shell shell = new Shell("classpath:db/guests", project);
        Shell.Answer up = shell.type("upgrade", "--dry-run");
        assertThat(up.exitCode()).as(up.err()).isZero();
        assertThat(up.lines())
                .startsWith(
                        "Dry run: the upgrade from base to guest02 has 2 steps. Nothing was run.",
                        "",
                        "Step 1 of 2: guest01  Create guest",
                        "Warning: classpath:db/guests/guest.sql:7: guest.nick is dropped with its data",
                        "Warning: classpath:db/guests/guest.sql:8: drops column 'nick' of table 'guest'",
                        "",
                        "CREATE TABLE guest (id BIGINT PRIMARY KEY, name VARCHAR(50), nick VARCHAR(50));")
                .contains("Step 2 of 2: guest02  Count guests");
        assertThat(up.out())
                .contains("runs Java code", "CREATE TABLE counted (guests BIGINT)")
                .doesNotContainIgnoringCase("migrate_");
        assertThat(shell.type("upgrade", "--dry-run", "--quiet").lines()).containsExactly("guest01", "guest02");
        Shell.Answer json = shell.type("upgrade", "--dry-run", "--json");
        assertThat(json.json().path("confirm").asString()).isEqualTo("guest02");
        assertThat(json.json().path("warnings").size()).isEqualTo(3);
        assertThat(shell.type("current", "--json").json().path("current").size())
                .isZero();

        assertThat(shell.type("upgrade").exitCode())
                .as("the command line asks for no confirmation")
                .isZero();
        Shell.Answer down = shell.type("downgrade", "base", "--dry-run");
        assertThat(down.exitCode()).as(down.err()).isZero();
        assertThat(down.out())
                .startsWith("Dry run: the downgrade from guest02 to base has 2 steps. Nothing was run.")
                .contains("DROP TABLE counted", "DROP TABLE guest", "guest.sql:11: drops table 'guest'");
        assertThat(shell.type("upgrade", "--dry-run").out())
                .isEqualToIgnoringNewLines("Nothing to do: the database is at guest02.");
    }

    @Test
    void sqlOptionRunsNothing() {
        assertThat(this.shell.type("upgrade", "+1", "--dry-run").out()).contains("CREATE TABLE account");
        assertThat(this.shell.type("upgrade", "--sql", "acc0001:acc0002").out())
                .contains("ALTER TABLE account")
                .doesNotContain("CREATE TABLE account");
        assertThat(this.shell.type("upgrade", "acc0001", "--sql").out()).contains("CREATE TABLE account");
        assertThat(this.shell.type("downgrade", "--sql", "acc0001:base").out()).contains("DROP TABLE account");
        assertThat(this.shell.type("stamp", "--sql", "head").out())
                .containsIgnoringCase("insert into migrate_revision");
        assertThat(this.shell.type("ensure-version", "--sql").out()).contains("migrate_lock");
        assertThat(this.shell.type("current", "-q").out()).isEmpty();
    }

    @Test
    void createsOnlyItsTables() {
        assertThat(this.shell.type("ensure-version").exitCode()).isZero();
        assertThat(this.shell.type("log").out()).isEmpty();
        assertThat(this.shell.type("current").out()).startsWith("base");
    }

    @Test
    void writesScriptsAndPrintsTheirPaths() throws IOException {
        assertThat(this.shell.type("init").out())
                .contains("migrate.locations=classpath:db/migrate", "mvn migrate:revision -Dmigrate.message=");
        Shell.Answer answer = this.shell.type("revision", "-m", "Add shelf", "--rev-id", "acc0005");
        assertThat(answer.exitCode()).isZero();
        Path written = Path.of(answer.out().strip().replaceFirst("Wrote ", ""));
        assertThat(written).startsWith(this.project).content().contains("Revises: acc0004");
        assertThat(this.branched.type("merge", "-m", "Join", "-q").out().strip())
                .satisfies((path) -> assertThat(Path.of(path)).content().contains("Revises: left01, right01"));
    }

    @Test
    void writesNothingWhenItFails() throws IOException {
        assertThat(this.shell
                        .type("revision", "-m", "Again", "--rev-id", "acc0001")
                        .exitCode())
                .isEqualTo(4);
        assertThat(this.shell
                        .type("revision", "-m", "Fork", "--head", "acc0001")
                        .exitCode())
                .isEqualTo(4);
        assertThat(this.shell
                        .type("revision", "-m", "Away", "--location", "file:/elsewhere")
                        .exitCode())
                .isEqualTo(1);
        try (Stream<Path> files = Files.walk(this.project)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void exitCodeDependsOnTheCause() {
        assertThat(this.shell.type("show", "nowhere").exitCode()).isEqualTo(4);
        assertThat(this.shell.type("show", "base").exitCode()).isEqualTo(4);
        assertThat(this.shell.type("downgrade", "acc0001").exitCode()).isEqualTo(4);
        assertThat(this.shell.type("history", "-r", "acc0003:acc0001").exitCode())
                .isEqualTo(4);
        assertThat(new Shell("classpath:db/invalid", this.project)
                        .type("current")
                        .exitCode())
                .isEqualTo(4);
        assertThat(new Shell("classpath:db/failing", this.project)
                        .type("upgrade")
                        .exitCode())
                .isEqualTo(1);
    }

    @Test
    void lockTimeoutHasItsOwnExitCode() {
        assertThat(ExitCode.of(new LockedException("app@host", Duration.ofMinutes(5))))
                .isEqualTo(5);
        assertThat(ExitCode.of(new IrreversibleException(List.of("acc0002")))).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "upgrde",
                "current --foo",
                "upgrade --slq",
                "upgrade head again",
                "downgrade",
                "downgrade --sql",
                "upgrade --sql a:b c",
                "upgrade --sql --dry-run",
                "revision",
                "log -n 0",
                "stamp"
            })
    void usageErrorsHaveARemedy(String words) {
        String[] typed = words.isEmpty() ? new String[0] : words.split(" ");
        Shell.Answer answer = this.shell.type(typed);
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).startsWith("Error: ").containsAnyOf("Run '", "Specify it once", "Remove ");
    }

    @Test
    void suggestsTheNearestArgument() {
        assertThat(this.shell.type("upgrde").err()).contains("There is no command 'upgrde'.", "upgrade");
    }

    @ParameterizedTest
    @ValueSource(strings = {"show nowhere --json", "upgrade --slq --json", "revision --json"})
    void usageErrorsAreDocumentsWithJson(String words) {
        Shell.Answer answer = this.shell.type(words.split(" "));
        assertThat(answer.json().propertyNames()).contains("status", "code", "detail", "remedy");
        assertThat(answer.err()).contains(answer.json().at("/detail").asString());
    }

    @Test
    void printsStackTraceOnRequest() {
        assertThat(this.shell.type("show", "nowhere").err()).doesNotContain("\tat ");
        assertThat(this.shell.type("show", "nowhere", "--stacktrace").err()).contains("\tat dev.migrate");
    }

    @Test
    void printsTheDocumentsOfTheEndpoint() {
        this.branched.type("upgrade", "heads");
        assertThat(keys("current")).containsExactly("current", "heads", "pending", "upToDate");
        assertThat(keys("history")).containsExactly("revisions");
        assertThat(keys("heads", "--resolve-dependencies")).containsExactly("heads");
        assertThat(keys("branches")).containsExactly("branches");
        assertThat(keys("log")).containsExactly("entries");
        assertThat(keys("downgrade", "left01@-1", "--dry-run"))
                .containsExactly("direction", "target", "dryRun", "steps", "current", "warnings", "confirm");
        assertThat(keys("stamp", "heads")).containsExactly("targets", "purge", "current");
        assertThat(keys("show", "left01"))
                .startsWith("id", "message", "revises", "dependsOn", "branchLabels")
                .endsWith("checksum", "upgrade", "downgrade");
        assertThat(keys("upgrade", "--sql", "heads")).containsExactly("sql");
    }

    private List<String> keys(String... words) {
        List<String> all = Stream.concat(Stream.of(words), Stream.of("--json")).toList();
        Shell.Answer answer = this.branched.type(all.toArray(String[]::new));
        assertThat(answer.lines()).hasSize(1);
        JsonNode document = answer.json();
        return List.copyOf(document.propertyNames());
    }

    @Test
    void printsHelpOfEveryCommand() {
        CommandLine model = new MigrateCommandLine(
                        new Terminal(
                                new BufferedReader(new StringReader("")),
                                new PrintWriter(System.out),
                                new PrintWriter(System.err),
                                false,
                                false,
                                null,
                                ZoneOffset.UTC),
                        this.shell)
                .model();
        model.getSubcommands().keySet().stream()
                .filter((name) -> !name.equals("help"))
                .forEach((name) -> {
                    Shell.Answer answer = this.shell.type(name, "--help");
                    assertThat(answer.exitCode()).isZero();
                    assertThat(answer.out()).contains("Usage: migrate " + name, "Example:", "migrate " + name);
                });
        assertThat(this.shell.type("--help").out()).contains("Exit codes:");
    }

    @Test
    void completesArgumentsInAShell() {
        Shell.Answer answer = this.shell.type("completion", "zsh", "--name", "bookshop");
        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out()).contains("bookshop", "ensure-version", "bashcompinit");
        assertThat(this.shell.type("completion", "fish").exitCode()).isEqualTo(2);
    }
}
