package dev.migrate.spring.boot.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.spring.boot.cli.command.Shell.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class AutogenerateCommandTests {

    private static final String CUSTOMER =
            "create table customer (id bigint primary key, name varchar(100) not null, birthday date)";
    private static final String RENAMED =
            "create table customer (id bigint primary key, name varchar(100) not null, date_of_birth date)";

    @TempDir
    private Path project;

    private Path location;
    private Shell shell;

    @BeforeEach
    void createLocation() throws IOException {
        this.location = Files.createDirectories(this.project.resolve("scripts"));
        this.shell = new Shell("file:" + this.location, this.project);
    }

    @Test
    void generatesScriptFromModels() throws IOException {
        Answer written = generate(CUSTOMER);
        assertThat(written.exitCode()).isZero();
        assertThat(written.out())
                .contains("Wrote ")
                .contains("CUSTOMER  ADD table")
                .doesNotContain("rebuild");
        assertThat(text(scripts().get(0)))
                .contains("-- migrate:upgrade\nCREATE TABLE customer (")
                .contains("-- migrate:downgrade")
                .contains("DROP TABLE customer;");
        assertThat(this.shell.type("upgrade").exitCode()).isZero();
        Answer check = this.shell.models(CUSTOMER).type("check");
        assertThat(check.exitCode()).isZero();
        assertThat(check.out()).contains("The database matches the models (test).");
    }

    @Test
    void tellsToRebuildForALocationOnTheClassPath() throws IOException {
        Files.createDirectories(this.project.resolve("src"));
        this.shell = new Shell("classpath:db/migrate", this.project);
        assertThat(this.shell.type("upgrade").exitCode()).isZero();
        assertThat(generate(CUSTOMER).out()).contains("rebuild the application").contains("'migrate upgrade'");
    }

    @Test
    void printsABlankForALineBreakInADefinition() {
        applied(CUSTOMER);
        Answer check = this.shell
                .models(CUSTOMER + ";create view names as select name,\n\n   id from customer")
                .type("check");
        assertThat(check.out()).contains("NAMES  ADD view").doesNotContain("\\u000a");
    }

    @Test
    void printsBothSidesOfADifference() {
        applied(CUSTOMER);
        Answer check = this.shell.models(CUSTOMER.replace("100", "150")).type("check");
        assertThat(check.exitCode()).isEqualTo(ExitCode.NEGATIVE_RESULT);
        assertThat(check.out())
                .contains("one difference.")
                .contains("CUSTOMER.NAME  ALTER column[type]")
                .containsPattern("database: .*CHARACTER VARYING\\(100\\)")
                .containsPattern("models: .*CHARACTER VARYING\\(150\\)");
        Answer json = this.shell.type("check", "--json");
        assertThat(json.exitCode()).isEqualTo(ExitCode.NEGATIVE_RESULT);
        assertThat(json.json().path("agree").asBoolean()).isFalse();
        assertThat(json.json().path("differences").path(0).path("change").asString())
                .isEqualTo("alter");
        assertThat(json.json().path("differences").path(0).path("subject").asString())
                .isEqualTo("CUSTOMER.NAME");
        assertThat(this.shell.type("check", "-q").lines()).containsExactly("CUSTOMER.NAME");
    }

    @Test
    void writesNothingWithoutDifferences() throws IOException {
        applied(CUSTOMER);
        Answer again = generate(CUSTOMER);
        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).contains("no script was written");
        assertThat(scripts()).hasSize(1);
    }

    @Test
    void asksAboutRenamesOnATerminal() throws IOException {
        applied(CUSTOMER);
        this.shell.interactive("y");
        Answer answer = generate(RENAMED);
        assertThat(answer.err()).contains("Was 'CUSTOMER.BIRTHDAY' renamed to 'DATE_OF_BIRTH'");
        assertThat(text(scripts().get(1))).contains("RENAME").doesNotContain("DROP COLUMN");
    }

    @Test
    void warnsAboutLikelyRenamesWithoutATerminal() throws IOException {
        applied(CUSTOMER);
        Answer answer = generate(RENAMED);
        assertThat(answer.out()).contains("generate it again with --rename CUSTOMER.BIRTHDAY:DATE_OF_BIRTH");
        assertThat(text(scripts().get(1))).contains("DROP COLUMN").contains("-- migrate:warning");
    }

    @Test
    void appliesSpecifiedRenames() throws IOException {
        applied(CUSTOMER);
        Answer answer = generate(RENAMED, "--rename", "customer.birthday:date_of_birth");
        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out()).contains("CUSTOMER.BIRTHDAY  RENAME to DATE_OF_BIRTH");
        assertThat(text(scripts().get(1))).doesNotContain("DROP COLUMN");
    }

    @Test
    void generatesReadableScript() throws IOException {
        applied(
                "create table customer (id bigint primary key, name varchar(100) not null, birthday date, fax varchar(30))");
        generate(
                "create table customer (id bigint primary key, name varchar(100) not null unique, date_of_birth date);"
                        + "create table invoice (id bigint primary key, customer_id bigint not null"
                        + " references customer on delete cascade, total decimal(12, 2) default 0 not null);"
                        + "create index on invoice (customer_id)",
                "--rename",
                "customer.birthday:date_of_birth");
        String script = text(scripts().get(1));
        assertThat(script.substring(script.indexOf("-- migrate:upgrade")))
                .isEqualTo(Files.readString(Path.of("src/test/resources/autogenerate/follow_the_customer.sql")));
    }

    @Test
    void requiresDatabaseAtTheHeads() throws IOException {
        generate(CUSTOMER);
        Answer answer = generate(RENAMED);
        assertThat(answer.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(answer.err()).contains("not at the heads").contains("Upgrade the database, then retry");
        JsonNode problem = this.shell.type("check", "--json").json();
        assertThat(problem.path("code").asString()).isEqualTo("not-at-head");
        assertThat(problem.path("status").asInt()).isEqualTo(409);
        assertThat(problem.path("title").asString()).isEqualTo("Not at the heads");
        assertThat(scripts()).hasSize(1);
    }

    @Test
    void requiresTheScriptsOfAllAppliedRevisions() throws IOException {
        applied(CUSTOMER);
        Path customer = scripts().get(0);
        applied(CUSTOMER + "; create table tag (id bigint primary key)");
        Path tag = scripts().get(1);
        Files.delete(tag);
        Answer current = this.shell.type("current", "--check-heads");
        assertThat(current.exitCode()).isZero();
        assertThat(current.out()).contains("The database is ahead of the scripts: 1 revision has no script.");
        Answer answer = generate(CUSTOMER);
        assertThat(answer.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(answer.err()).contains("not among the scripts: '").contains("(Follow the models)");
        assertThat(scripts()).containsExactly(customer);
        assertThat(this.shell.type("check").exitCode()).isEqualTo(ExitCode.FAILED);
        Matcher remedy = Pattern.compile("'migrate (downgrade \\S+ --missing)'")
                .matcher(answer.err().replaceAll("\\s+", " "));
        assertThat(remedy.find()).isTrue();
        assertThat(this.shell.type(remedy.group(1).split(" ")).exitCode()).isZero();
        assertThat(this.shell.type("current").out()).contains("The database is at the head.");
        assertThat(this.shell.type("check").exitCode()).isZero();
    }

    @Test
    void rejectsInvalidRename() throws IOException {
        applied(CUSTOMER);
        assertThat(generate(RENAMED, "--rename", "birthday").exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(this.shell.type("revision", "-m", "x", "--rename", "a:b").exitCode())
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(scripts()).hasSize(1);
    }

    @Test
    void showsTheWarningsOfAScript() throws IOException {
        applied(CUSTOMER);
        generate(RENAMED);
        assertThat(this.shell.type("show", "head").out()).contains("-- migrate:warning CUSTOMER.BIRTHDAY");
        assertThat(this.shell.type("upgrade", "--dry-run").out()).contains("migrate:warning CUSTOMER.BIRTHDAY");
        assertThat(this.shell.type("upgrade").exitCode()).isZero();
    }

    private void applied(String model) {
        assertThat(generate(model).exitCode()).isZero();
        assertThat(this.shell.type("upgrade").exitCode()).isZero();
    }

    private Answer generate(String model, String... more) {
        List<String> words =
                new java.util.ArrayList<>(List.of("revision", "-m", "Follow the models", "--autogenerate"));
        words.addAll(List.of(more));
        return this.shell.models(model).type(words.toArray(String[]::new));
    }

    /** Returns the scripts, the oldest first. */
    private List<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.list(this.location)) {
            return files.sorted(java.util.Comparator.comparing(
                            (file) -> file.toFile().lastModified()))
                    .toList();
        }
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file);
    }
}
