package dev.migrate.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.migrate.dialect.Dialects;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.InvalidScriptsException;
import dev.migrate.error.Location;
import dev.migrate.error.Problem;
import dev.migrate.revision.Revision;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Statements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptLoaderTests {

    private static final String GOOD = "classpath:scripts/good";

    @TempDir
    Path folder;

    @Test
    void readsEveryKeyOfTheHeader() {
        Script script = load(GOOD).get(0);
        assertThat(script.location()).isEqualTo(GOOD + "/01_account.sql");
        assertThat(script.revision().id()).isEqualTo("ae1027a6acf0");
        assertThat(script.revision().message()).isEqualTo("Add account table");
        assertThat(script.revision().revises()).containsExactly("1975ea83b712");
        assertThat(script.revision().dependsOn()).containsExactly("27c6a30d7c24");
        assertThat(script.revision().branchLabels()).containsExactly("billing");
        assertThat(script.revision().author()).isEqualTo("Jane Doe");
        assertThat(script.revision().created()).isEqualTo(Instant.parse("2026-11-23T10:15:30Z"));
        assertThat(script.revision().location()).isEqualTo(new Location(script.location(), 5));
        assertThat(script.checksum()).matches("sha256:[0-9a-f]{64}");
    }

    @Test
    void findsScriptsOfAllFoldersInTheOrderOfTheirPaths() {
        assertThat(load(GOOD))
                .extracting(Script::location)
                .containsExactly(GOOD + "/01_account.sql", GOOD + "/02_merge.sql", GOOD + "/billing/03_index.sql");
    }

    @Test
    void readsHeaderLinesOfAnyLength() throws IOException {
        List<String> many =
                IntStream.range(0, 2_000).mapToObj("dependency_%04d"::formatted).toList();
        String message = "m".repeat(5_000);
        write(
                "a.sql",
                "-- %s\n-- %s\n%s-- Revision ID: a\n-- Depends On: %s\n-- Author: %s\n-- migrate:upgrade\n"
                        .formatted(
                                message,
                                "prose ".repeat(10_000),
                                "-- one more line\n".repeat(20_000),
                                String.join(", ", many),
                                "x".repeat(4_097)));
        Revision revision = load("file:" + this.folder).get(0).revision();
        assertThat(revision.dependsOn()).isEqualTo(many);
        assertThat(revision.message()).isEqualTo(message);
        assertThat(revision.author()).hasSize(4_097);
    }

    @Test
    void rejectsHeaderLineThatIsTooLongToBeRead() throws IOException {
        write(
                "a.sql",
                "-- Revision ID: a\n-- Depends On: b, %s, c\n-- migrate:upgrade\n".formatted(" ".repeat(1 << 20)));
        assertThatExceptionOfType(InvalidScriptsException.class)
                .isThrownBy(() -> load("file:" + this.folder))
                .satisfies((ex) ->
                        assertThat(ex.problems()).extracting(Problem::code).contains(ErrorCode.LINE_TOO_LONG))
                .withMessageContaining("a.sql:2");
    }

    @Test
    void locationWithoutPrefixIsOnTheClassPath() {
        assertThat(load("scripts/good")).hasSize(3);
        assertThat(load("/scripts/good/")).hasSize(3);
    }

    @Test
    void loadsFileInTwoLocationsOnce() {
        assertThat(load(GOOD, GOOD + "/billing")).hasSize(3);
    }

    @Test
    void findsScriptsOfTheFileSystem() throws IOException {
        Files.createDirectories(this.folder.resolve(".git"));
        write(".git/x.sql", "rubbish");
        write(".x.sql", "rubbish");
        write("readme.md", "rubbish");
        write("b.sql", "-- Revision ID: b1\n-- migrate:upgrade\n");
        Files.createDirectories(this.folder.resolve("a"));
        write("a/z.sql", "-- Revision ID: z1\n-- migrate:upgrade\n");
        assertThat(load("file:" + this.folder))
                .extracting(Script::location)
                .containsExactly("file:" + this.folder.resolve("a/z.sql"), "file:" + this.folder.resolve("b.sql"));
    }

    @Test
    void findsNoScriptInAnEmptyFolder() {
        assertThat(load("file:" + this.folder)).isEmpty();
    }

    @Test
    void rejectsMissingLocation() {
        assertThatExceptionOfType(InvalidScriptsException.class)
                .isThrownBy(() -> load("classpath:db/nowhere", "file:" + this.folder.resolve("nowhere"), "ftp:x"))
                .satisfies((ex) -> assertThat(ex.problems())
                        .extracting(Problem::code)
                        .containsExactly(
                                ErrorCode.MISSING_LOCATION, ErrorCode.MISSING_LOCATION, ErrorCode.BAD_LOCATION))
                .withMessageContaining("'classpath:db/nowhere' in 'migrate.locations' does not exist.")
                .satisfies((ex) ->
                        assertThat(ex.remedy()).hasToString("Correct the problems, then retry. Nothing was changed."));
    }

    @Test
    void choosesTheSectionThatNamesTheDatabase() throws IOException {
        Script postgres = load(GOOD).get(2);
        Script h2 = new ScriptLoader(getClass().getClassLoader(), Dialects.named("h2"), List.of())
                .load(List.of(GOOD))
                .get(2);
        assertThat(postgres.upgrade().transactional()).isFalse();
        assertThat(postgres.upgrade().text()).startsWith("CREATE INDEX CONCURRENTLY account_name");
        assertThat(postgres.upgrade().location().line()).isEqualTo(6);
        assertThat(h2.upgrade().transactional()).isTrue();
        assertThat(h2.upgrade().text()).isEqualTo("CREATE INDEX account_name ON account (name);\n\n");
        assertThat(h2.checksum()).isNotEqualTo(postgres.checksum());
    }

    @Test
    void locatesStatementsInTheFile() {
        Script script = load(GOOD).get(2);
        assertThat(statements(script.downgrade().orElseThrow()))
                .extracting(Statement::sql, Statement::location)
                .containsExactly(tuple("DROP INDEX account_name", new Location(script.location(), 14)));
    }

    @Test
    void distinguishesEmptySectionFromMissingOne() {
        Script merge = load(GOOD).get(1);
        assertThat(merge.upgrade().empty()).isTrue();
        assertThat(merge.downgrade()).map(Section::empty).contains(true);
        assertThat(statements(merge.upgrade())).isEmpty();
    }

    @Test
    void reportsProblemsOfAllScriptsAtOnce() throws IOException {
        write("a.sql", "-- migrate:upgrade\n");
        write("b.sql", "-- Revision ID: b1\n");
        assertThatExceptionOfType(InvalidScriptsException.class)
                .isThrownBy(() -> load("file:" + this.folder))
                .satisfies((ex) -> assertThat(ex.problems())
                        .extracting(Problem::code)
                        .containsExactly(ErrorCode.MISSING_REVISION_ID, ErrorCode.NO_UPGRADE_SECTION));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(this.folder.resolve(name), text);
    }

    private List<Script> load(String... locations) {
        return new ScriptLoader(getClass().getClassLoader(), Dialects.named("postgresql"), List.of())
                .load(List.of(locations));
    }

    private static List<Statement> statements(Section section) {
        List<Statement> all = new ArrayList<>();
        try (Statements statements = section.statements()) {
            for (Optional<Statement> next = statements.next(); next.isPresent(); next = statements.next()) {
                all.add(next.get());
            }
        }
        return all;
    }
}
