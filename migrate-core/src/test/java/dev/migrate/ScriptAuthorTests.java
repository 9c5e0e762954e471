package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.error.BrokenGraphException;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.ImpossibleMigrationException;
import dev.migrate.error.InvalidScriptsException;
import dev.migrate.error.InvalidSettingsException;
import dev.migrate.error.Location;
import dev.migrate.error.MigrateException;
import dev.migrate.error.Problem;
import dev.migrate.error.UnwritableScriptException;
import dev.migrate.error.Wording;
import dev.migrate.error.WrongSymbolException;
import dev.migrate.request.FinishedScript;
import dev.migrate.request.MergeRequest;
import dev.migrate.request.RevisionRequest;
import dev.migrate.revision.Revision;
import dev.migrate.script.Script;
import dev.migrate.script.ScriptLoader;
import dev.migrate.settings.MigrateSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptAuthorTests {

    private static final Instant NOW = Instant.parse("2026-11-23T10:15:30.789Z");
    private static final Instant CREATED = Instant.parse("2026-11-23T10:15:30Z");

    @TempDir
    Path project;

    private Path folder;
    private MigrateSettings settings;
    private ClassLoader classLoader = new ClassLoader(null) {};

    @BeforeEach
    void createProject() throws IOException {
        this.folder = Files.createDirectories(this.project.resolve("src/main/resources/db/migrate"));
        this.settings = MigrateSettings.builder().author("Jane Doe").build();
    }

    @Test
    void writesTheDocumentedFormat() throws IOException {
        author().revision(RevisionRequest.of("Base").id("1975ea83b712"));
        author().revision(RevisionRequest.of("Other base").heads("base").id("27c6a30d7c24"));
        WrittenScript written = author().revision(
                        RevisionRequest.of("Add account table\n\nAnything more that the author wants to say.")
                                .id("ae1027a6acf0")
                                .heads("1975")
                                .branchLabels("billing")
                                .dependsOn("27c6")
                                .sql("CREATE TABLE account (id BIGINT PRIMARY KEY);", "DROP TABLE account;"));
        assertThat(written.path()).isEqualTo(this.folder.resolve("202611231015_ae1027a6acf0_add_account_table.sql"));
        assertThat(written.id()).isEqualTo("ae1027a6acf0");
        assertThat(Files.readString(written.path())).isEqualTo(written.text()).isEqualTo("""
                -- Add account table
                --
                -- Anything more that the author wants to say.
                --
                -- Revision ID: ae1027a6acf0
                -- Revises: 1975ea83b712
                -- Create Date: 2026-11-23T10:15:30Z
                -- Author: Jane Doe
                -- Branch Labels: billing
                -- Depends On: 27c6a30d7c24

                -- migrate:upgrade
                CREATE TABLE account (id BIGINT PRIMARY KEY);

                -- migrate:downgrade
                DROP TABLE account;
                """);
    }

    @Test
    void writesFinishedScriptsAllOrNone() throws IOException {
        List<FinishedScript> scripts = List.of(
                new FinishedScript("v1.sql", "-- One\n-- Revision ID: v1\n\n-- migrate:upgrade\n"),
                new FinishedScript("v2.sql", "-- Two\n-- Revision ID: v2\n-- Revises: v1\n\n-- migrate:upgrade\n"));
        assertThat(author().prepareAll(scripts)).extracting(WrittenScript::id).containsExactly("v1", "v2");
        assertThat(this.folder).isEmptyDirectory();
        Path taken = Files.createDirectory(this.folder.resolve("v2.sql"));
        refused(() -> author().writeAll(scripts), UnwritableScriptException.class, "file-exists");
        Files.delete(taken);
        assertThat(author().writeAll(scripts)).hasSize(2);
        assertThat(Files.readString(this.folder.resolve("v2.sql")))
                .isEqualTo(scripts.get(1).text());
        assertThat(author().revisions()).extracting(Revision::id).containsExactlyInAnyOrder("v1", "v2");
        refused(() -> author().writeAll(scripts), UnwritableScriptException.class, "file-exists");
    }

    @Test
    void finishedScriptsMustFitTheGraph() {
        List<FinishedScript> orphan = List.of(
                new FinishedScript("v2.sql", "-- Two\n-- Revision ID: v2\n-- Revises: v1\n\n-- migrate:upgrade\n"));
        refused(() -> author().writeAll(orphan), BrokenGraphException.class, "broken-graph");
        assertThat(this.folder).isEmptyDirectory();
    }

    @Test
    void writesFinishedScriptsToTheFirstWritableLocation() throws IOException {
        Path second = Files.createDirectories(this.project.resolve("second"));
        this.settings = this.settings.withLocations("file:" + this.project.resolve("absent"), "file:" + second);
        author().writeAll(List.of(new FinishedScript("v1.sql", "-- One\n-- Revision ID: v1\n\n-- migrate:upgrade\n")));
        assertThat(second.resolve("v1.sql")).exists();
    }

    /** Returns combinations of options. */
    record Combination(String head, boolean splice, List<String> labels, List<String> dependsOn, String message) {}

    static Stream<Combination> combinations() {
        List<Combination> all = new ArrayList<>();
        for (String head : List.of("base", "b2", "a1", "side@head", "b2 c3")) {
            for (List<String> labels : List.of(List.<String>of(), List.of("new"), List.of("new", "north-side.x"))) {
                for (List<String> dependsOn : List.of(List.<String>of(), List.of("d4"), List.of("other", "d4"))) {
                    for (String message :
                            List.of("Plain", "It's \"quoted\" -- {message} \\ ünïcode ✓", "One\r\n\r\ntwo: 2")) {
                        boolean splice = head.equals("a1");
                        all.add(new Combination(head, splice, labels, dependsOn, message));
                    }
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void everyCombinationCanBeLoaded(Combination asked) {
        fork();
        WrittenScript written = author().revision(RevisionRequest.of(asked.message())
                .heads(asked.head().split(" "))
                .splice(asked.splice())
                .branchLabels(asked.labels().toArray(String[]::new))
                .dependsOn(asked.dependsOn().toArray(String[]::new)));
        Revision loaded = load("sqlite").stream()
                .map(Script::revision)
                .filter((revision) -> revision.id().equals(written.id()))
                .findFirst()
                .orElseThrow();
        assertThat(loaded).isEqualTo(written.revision());
        List<String> parents = switch (asked.head()) {
            case "base" -> List.of();
            case "side@head" -> List.of("c3");
            default -> List.of(asked.head().split(" "));
        };
        assertThat(loaded.revises()).isEqualTo(parents);
        assertThat(loaded.dependsOn()).isEqualTo(asked.dependsOn());
        assertThat(loaded.branchLabels()).isEqualTo(asked.labels());
        assertThat(loaded.message())
                .isEqualTo(asked.message().lines().findFirst().orElseThrow());
        assertThat(loaded.author()).isEqualTo("Jane Doe");
        assertThat(loaded.created()).isEqualTo(CREATED);
        assertThat(written.id()).matches("[0-9a-f]{12}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mariadb", "mysql", "h2", "sqlite"})
    void newScriptIsValidForEveryDatabase(String product) {
        WrittenScript written = author().revision(RevisionRequest.of("Nothing yet"));
        assertThat(load(product)).hasSize(1).allSatisfy((script) -> {
            assertThat(script.revision()).isEqualTo(written.revision());
            assertThat(script.todos()).extracting(Location::line).containsExactly(8, 11);
            assertThat(script.upgrade().statements().next()).isEmpty();
        });
    }

    @Test
    void newRevisionRevisesTheHead() {
        WrittenScript first = author().revision(RevisionRequest.of("First"));
        ScriptAuthor again = author();
        WrittenScript second = again.revision(RevisionRequest.of("Second"));
        WrittenScript third = again.revision(RevisionRequest.of("Third"));
        assertThat(first.revision().revises()).isEmpty();
        assertThat(second.revision().revises()).containsExactly(first.id());
        assertThat(third.revision().revises()).containsExactly(second.id());
    }

    @Test
    void mergesAllOrNamedHeads() {
        fork();
        author().revision(
                        RevisionRequest.of("Third branch").id("e5").heads("a1").splice(true));
        WrittenScript two = author().merge(MergeRequest.of("b2", "side"));
        assertThat(two.revision().revises()).containsExactly("b2", "c3");
        assertThat(two.revision().message()).isEqualTo("Merge b2, c3");
        assertThat(two.text()).doesNotContain("migrate:todo");
        WrittenScript rest =
                author().merge(MergeRequest.of().message("Join all").id("m9").branchLabels(List.of("joined")));
        assertThat(rest.id()).isEqualTo("m9");
        assertThat(rest.revision().revises()).containsExactlyInAnyOrder("d4", "e5", two.id());
        assertThat(rest.revision().branchLabels()).containsExactly("joined");
        refused(() -> author().merge(MergeRequest.of()), UnwritableScriptException.class, "nothing-to-merge");
    }

    @Test
    void rejectsInvalidGraphBeforeWriting() {
        fork();
        refused(RevisionRequest.of("Again").id("b2").heads("b2"), WrongSymbolException.class, "duplicate-revision");
        for (String id : List.of("head", "heads", "base", "current", "a-b", "", "x".repeat(65))) {
            refused(RevisionRequest.of("Bad id").id(id).heads("b2"), WrongSymbolException.class, "illegal-revision-id");
        }
        refused(
                RevisionRequest.of("Label as id").id("side").heads("b2"),
                WrongSymbolException.class,
                "duplicate-label");
        refused(RevisionRequest.of("Many heads"), ImpossibleMigrationException.class, "multiple-heads");
        refused(RevisionRequest.of("Inner").heads("a1"), ImpossibleMigrationException.class, "not-a-head");
        refused(RevisionRequest.of("Unknown").heads("zz"), MigrateException.class, "no-such-revision");
        refused(RevisionRequest.of("Unknown").heads("b2").dependsOn("zz"), MigrateException.class, "no-such-revision");
        refused(
                RevisionRequest.of("Taken").heads("b2").branchLabels("side"),
                WrongSymbolException.class,
                "duplicate-label");
        refused(
                RevisionRequest.of("Long").heads("b2").branchLabels("x".repeat(65)),
                WrongSymbolException.class,
                "illegal-branch-label");
        refused(RevisionRequest.of("Live").heads("current"), WrongSymbolException.class, "bad-symbol");
        refused(RevisionRequest.of("Live").heads("+1"), WrongSymbolException.class, "bad-symbol");
        refused(RevisionRequest.of("  \n"), UnwritableScriptException.class, "missing-message");
        refused(
                RevisionRequest.of("Elsewhere").heads("b2").in("classpath:db/other"),
                UnwritableScriptException.class,
                "unknown-location");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Revision ID: zz", "migrate:upgrade", "Fine\nRevises: a1", "Fine\nRevision ID: b2"})
    void rejectsMessageThatWouldNotBeReadBack(String message) {
        refused(RevisionRequest.of(message), UnwritableScriptException.class, "unreadable-script");
    }

    @Test
    void rejectsOverlongFileNames() {
        this.settings = this.settings.toBuilder()
                .fileTemplate("{revision}".repeat(22) + ".sql")
                .build();
        refused(RevisionRequest.of("Long"), UnwritableScriptException.class, "name-too-long");
        this.settings = MigrateSettings.builder().author("x".repeat(256)).build();
        refused(RevisionRequest.of("Long author"), UnwritableScriptException.class, "name-too-long");
    }

    @Test
    void neverOverwritesAFile() throws IOException {
        this.settings = this.settings.toBuilder().fileTemplate("{slug}.sql").build();
        WrittenScript first = author().revision(RevisionRequest.of("Same name"));
        refused(RevisionRequest.of("Same name"), UnwritableScriptException.class, "file-exists");
        assertThat(first.path()).hasContent(first.text());
    }

    @Test
    void rejectsReadOnlyFolder() throws IOException {
        Path file = Files.writeString(this.project.resolve("file"), "");
        this.settings = this.settings.withLocations("file:" + file + "/scripts");
        refused(RevisionRequest.of("Nowhere"), UnwritableScriptException.class, "missing-location");
        assertThatExceptionOfType(UnwritableScriptException.class)
                .isThrownBy(() -> author().init(null))
                .satisfies((failure) -> assertThat(failure.code()).isEqualTo(ErrorCode.UNWRITABLE_LOCATION))
                .withMessageContaining("is a file");
    }

    @Test
    void namesFilesByTheTemplate() {
        this.settings = this.settings.toBuilder()
                .fileTemplate("{year}/{month}/{day}-{hour}{minute}{second}_{revision}_{slug}.sql")
                .build();
        WrittenScript written = author().revision(
                        RevisionRequest.of("Größere Änderung: it's a very long message about many tables, really")
                                .id("a1"));
        assertThat(this.folder.relativize(written.path()))
                .isEqualTo(Path.of("2026/11/23-101530_a1_großere_anderung_it_s_a_very_long.sql"));
        assertThat(author().revision(RevisionRequest.of("!?").id("b2")).path().getFileName())
                .hasToString("23-101530_b2_revision.sql");
        assertThat(load("h2")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "4.101, {revision}_{slug}.sql, 4.101_dotted.sql",
        ".5, {revision}_{slug}.sql, _.5_dotted.sql",
        ".., {revision}/{slug}.sql, _.._/dotted.sql",
        ".., {revision}.sql, _...sql",
        "1., {revision}/{revision}.sql, 1._/1..sql",
        "v1.5, {slug}/{revision}.sql, dotted/v1.5.sql"
    })
    void filesOfDottedIdsAreFound(String id, String template, String file) {
        this.settings = this.settings.toBuilder().fileTemplate(template).build();
        WrittenScript written = author().revision(RevisionRequest.of("Dotted").id(id));
        assertThat(this.folder.relativize(written.path())).isEqualTo(Path.of(file));
        assertThat(load("h2")).extracting((script) -> script.revision().id()).containsExactly(id);
        WrittenScript next = author().revision(RevisionRequest.of("Next").branchLabels(id + ".x"));
        assertThat(next.revision().revises()).containsExactly(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{rev}.sql",
                "{revision}",
                "../{revision}.sql",
                "/{revision}.sql",
                ".{revision}.sql",
                "a//b.sql",
                "{year.sql"
            })
    void rejectsInvalidFileTemplate(String template) {
        MigrateSettings.Builder builder = MigrateSettings.builder().fileTemplate(template);
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(builder::build)
                .satisfies((failure) -> assertThat(failure.property()).isEqualTo("migrate.file-template"));
    }

    @Test
    void authorDefaultsToGitUser() throws Exception {
        this.settings = MigrateSettings.defaults();
        git("init", "-q");
        git("config", "user.name", "Zoë  O'Hara");
        assertThat(author().revision(RevisionRequest.of("First")).revision().author())
                .isEqualTo("Zoë O'Hara");
        this.settings = MigrateSettings.builder().author("John").build();
        assertThat(author().revision(RevisionRequest.of("Second")).revision().author())
                .isEqualTo("John");
    }

    @Test
    void marksOnlyUnwrittenSections() {
        WrittenScript half = author().revision(RevisionRequest.of("Half").sql("CREATE TABLE a (id int);", ""));
        assertThat(half.text()).contains("""
                -- migrate:upgrade
                CREATE TABLE a (id int);

                -- migrate:downgrade
                -- migrate:todo
                """);
        WrittenScript whole =
                author().revision(RevisionRequest.of("Whole").sql("CREATE TABLE b (id int);", "DROP TABLE b;"));
        assertThat(whole.text()).doesNotContain("migrate:todo");
    }

    @Test
    void usesTemplateOfTheLocation() throws IOException {
        template("""
                -- {message}
                -- (c) Example Corp, {author}
                -- Revision ID: {revision}
                -- Revises: {revises}
                -- Depends On: {depends_on}
                -- Branch Labels: {branch_labels}

                -- migrate:upgrade
                set lock_timeout = '{5s}';
                {upgrade}
                -- migrate:downgrade
                """);
        WrittenScript written = author().revision(RevisionRequest.of("First").id("a1"));
        assertThat(written.text()).isEqualTo("""
                -- First
                -- (c) Example Corp, Jane Doe
                -- Revision ID: a1

                -- migrate:upgrade
                set lock_timeout = '{5s}';
                -- migrate:todo
                -- migrate:downgrade
                """);
        assertThat(load("postgresql")).hasSize(1);
    }

    @Test
    void omitsDowngradeOfTemplateInIrreversibleRevision() throws IOException {
        template("""
                -- {message}
                -- Revision ID: {revision}
                -- Revises: {revises}
                -- Depends On: {depends_on}
                -- Branch Labels: {branch_labels}

                -- migrate:upgrade
                -- migrate:todo check the locks
                {upgrade}
                -- migrate:downgrade
                -- migrate:todo restore the values
                SELECT 1;
                {downgrade}
                -- migrate:upgrade dialect=sqlite
                SELECT 2;
                """);
        WrittenScript written =
                author().revision(RevisionRequest.of("First").id("a1").irreversible("CREATE TABLE a (id int);"));
        assertThat(written.text()).isEqualTo("""
                -- First
                -- Revision ID: a1

                -- migrate:upgrade
                -- migrate:todo check the locks
                CREATE TABLE a (id int);
                -- migrate:upgrade dialect=sqlite
                SELECT 2;
                """);
    }

    @Test
    void rejectsTemplateWithoutRequiredPlaceholder() throws IOException {
        template("-- {mesage}\n-- Revision ID: {revision}\n-- migrate:upgrade\n");
        assertThatExceptionOfType(InvalidScriptsException.class)
                .isThrownBy(() -> author().revision(RevisionRequest.of("First")))
                .withMessageContaining("script.sql.template:1")
                .satisfies((failure) -> assertThat(failure.problems())
                        .extracting(Problem::code)
                        .containsExactly(
                                ErrorCode.UNKNOWN_PLACEHOLDER,
                                ErrorCode.MISSING_PLACEHOLDER,
                                ErrorCode.MISSING_PLACEHOLDER,
                                ErrorCode.MISSING_PLACEHOLDER,
                                ErrorCode.MISSING_PLACEHOLDER));
        template("-- {message}\n-- Revision ID: {revision}\n-- {revises}{depends_on}{branch_labels}\n");
        refused(RevisionRequest.of("No section"), UnwritableScriptException.class, "unreadable-script");
    }

    @Test
    void createsLocationAndKeepsExistingOne() throws IOException {
        Files.delete(this.folder);
        PreparedLocation made = author().init(null);
        assertThat(made.folder()).isEqualTo(this.folder).isDirectory();
        assertThat(made.created()).containsExactly(this.folder, made.template());
        assertThat(made.properties()).containsExactly("migrate.locations=classpath:db/migrate");
        assertThat(author().revision(RevisionRequest.of("First")).path()).hasParent(this.folder);
        Files.writeString(made.template(), "mine");
        PreparedLocation again = author().init(null);
        assertThat(again.created()).isEmpty();
        assertThat(made.template()).hasContent("mine");
    }

    @Test
    void createsAdditionalLocation() {
        Path other = this.project.resolve("other");
        PreparedLocation made = author().init("file:" + other);
        assertThat(made.properties()).containsExactly("migrate.locations=classpath:db/migrate,file:" + other);
        assertThat(other).isDirectory();
        this.settings = this.settings.withLocations("classpath:db/migrate", "file:" + other);
        refused(RevisionRequest.of("Which"), UnwritableScriptException.class, "ambiguous-location");
        WrittenScript base = author().revision(RevisionRequest.of("There").in("file:" + other + "/"));
        assertThat(base.path()).hasParent(other);
        assertThat(author().revision(RevisionRequest.of("With its parent")).path())
                .hasParent(other);
    }

    @Test
    void readsSourcesAndDependenciesButNoBuildOutput() throws IOException {
        WrittenScript source = author().revision(RevisionRequest.of("Source").id("a1"));
        Path built = Files.createDirectories(this.project.resolve("target/classes/db/migrate"));
        Files.copy(source.path(), built.resolve("a1.sql"));
        Files.writeString(built.resolve("gone.sql"), source.text().replace("a1", "gone"));
        Path fat = jar("target/app.jar", "a1", "gone");
        Path library = jar("lib/library.jar", "lib1");
        for (Path own : List.of(built.getParent().getParent(), fat)) {
            this.classLoader = new URLClassLoader(
                    new URL[] {own.toUri().toURL(), library.toUri().toURL()}, null);
            assertThatExceptionOfType(ImpossibleMigrationException.class)
                    .isThrownBy(() -> author().revision(RevisionRequest.of("Two heads")))
                    .satisfies((failure) -> assertThat(failure.revisions()).containsExactlyInAnyOrder("a1", "lib1"));
        }
        WrittenScript written =
                author().revision(RevisionRequest.of("Next").heads("a1").dependsOn("lib1"));
        assertThat(written.path()).hasParent(this.folder);
        assertThat(author().sourceOf("classpath:db/migrate/" + written.path().getFileName()))
                .contains(written.path());
        assertThat(author().sourceOf("classpath:db/migrate/lib1.sql")).isEmpty();
    }

    @Test
    void classPathLocationRequiresProject(@TempDir Path elsewhere) {
        ScriptAuthor author = ScriptAuthor.builder()
                .settings(this.settings)
                .classLoader(this.classLoader)
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .project(elsewhere)
                .build();
        assertThatExceptionOfType(UnwritableScriptException.class)
                .isThrownBy(() -> author.revision(RevisionRequest.of("Nowhere")))
                .withMessageContaining("is not a project")
                .satisfies((failure) -> assertThat(failure.code()).isEqualTo(ErrorCode.MISSING_LOCATION));
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void rejectsBrokenGraph() throws IOException {
        Files.writeString(
                this.folder.resolve("b2.sql"), "-- Lost\n-- Revision ID: b2\n-- Revises: gone\n\n-- migrate:upgrade\n");
        assertThatExceptionOfType(BrokenGraphException.class)
                .isThrownBy(() -> author().revision(RevisionRequest.of("Next")))
                .withMessageContaining("gone");
    }

    @Test
    void writesClassThatCompilesAndLoads() throws IOException {
        author().revision(RevisionRequest.of("Base").id("1975ea83b712"));
        author().revision(RevisionRequest.of("Other base").heads("base").id("27c6a30d7c24"));
        WrittenScript written = author().migration(
                        RevisionRequest.of("Split \"full\" names \\ ünïcode ✓\n\nOf all \\u0022 customers.")
                                .id("ae1027a6acf0")
                                .heads("1975")
                                .branchLabels("names")
                                .dependsOn("27c6"));
        Path sources = this.project.resolve("src/main/java");
        assertThat(written.path()).isEqualTo(sources.resolve("db/migrate/SplitFullNamesUnicode.java"));
        assertThat(written.kind()).isEqualTo("java");
        assertThat(written.reversible()).isTrue();
        assertThat(Files.readString(written.path())).isEqualTo(written.text()).isEqualTo("""
                package db.migrate;

                import dev.migrate.operation.Migration;
                import dev.migrate.operation.Operations;
                import dev.migrate.operation.Revision;

                // Of all \\\\u0022 customers.
                @Revision(
                        id = "ae1027a6acf0",
                        revises = "1975ea83b712",
                        message = "Split \\"full\\" names \\\\ \\u00fcn\\u00efcode \\u2713",
                        author = "Jane Doe",
                        created = "2026-11-23T10:15:30Z",
                        labels = "names",
                        dependsOn = "27c6a30d7c24")
                public class SplitFullNamesUnicode implements Migration {

                    @Override
                    public void upgrade(Operations operations) {
                        operations.todo();
                    }

                    @Override
                    public void downgrade(Operations operations) {
                        operations.todo();
                    }
                }
                """);
        compile(written.path());
        Script script = new ScriptLoader(this.classLoader, Dialects.named("h2"), List.of())
                .load(List.of("classpath:db/migrate"))
                .get(0);
        assertThat(script.location()).isEqualTo("classpath:db/migrate/SplitFullNamesUnicode.class");
        assertThat(script.revision())
                .usingRecursiveComparison()
                .ignoringFields("location")
                .isEqualTo(written.revision());
        assertThat(script.revision().message()).isEqualTo("Split \"full\" names \\ ünïcode ✓");
        assertThat(script.downgrade()).isPresent();
        assertThat(author().sourceOf(script.location())).hasValue(written.path());
        assertThat(author().revision(RevisionRequest.of("Next").heads("ae10"))
                        .revision()
                        .revises())
                .containsExactly("ae1027a6acf0");
    }

    @Test
    void rejectsUncompiledClasses() {
        author().migration(RevisionRequest.of("First").heads("base"));
        refused(RevisionRequest.of("Second"), UnwritableScriptException.class, "not-compiled");
        assertThatExceptionOfType(UnwritableScriptException.class)
                .isThrownBy(() -> author().migration(RevisionRequest.of("Second")))
                .withMessageContaining("src/main/java/db/migrate/First.java");
    }

    @Test
    void doesNotOverwriteAClass() throws IOException {
        compile(author().migration(RevisionRequest.of("First").heads("base")).path());
        refused(() -> author().migration(RevisionRequest.of("First")), UnwritableScriptException.class, "file-exists");
    }

    @Test
    void rejectsLocationsWithoutPackage() throws IOException {
        Path scripts = Files.createDirectories(this.project.resolve("scripts"));
        for (String location : List.of("file:" + scripts, "classpath:", "classpath:db/not-a-package")) {
            this.settings = MigrateSettings.defaults().withLocations(location);
            refused(
                    () -> author().migration(RevisionRequest.of("Lost").heads("base")),
                    UnwritableScriptException.class,
                    "no-package");
        }
    }

    @Test
    void derivesClassNameFromMessage() {
        assertThat(author().migration(RevisionRequest.of("2FA").heads("base")).path())
                .hasFileName("Revision2fa.java");
    }

    @Test
    void includesRevisionsThatAreBeans() {
        ScriptAuthor author = ScriptAuthor.builder()
                .settings(this.settings)
                .classLoader(this.classLoader)
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .project(this.project)
                .migrations(List.of(new db.made.AddRate(7)))
                .build();
        assertThat(author.revision(RevisionRequest.of("Next")).revision().revises())
                .containsExactly("made0001");
    }

    /** As the build would. */
    private void compile(Path source) throws IOException {
        Path classes = this.project.resolve("target/classes");
        Files.createDirectories(classes);
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-d",
                                classes.toString(),
                                "-encoding",
                                "US-ASCII",
                                "-cp",
                                System.getProperty("java.class.path"),
                                source.toString()))
                .isZero();
        this.classLoader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, ScriptAuthorTests.class.getClassLoader());
    }

    private void fork() {
        author().revision(RevisionRequest.of("Base").id("a1"));
        author().revision(RevisionRequest.of("Left").id("b2"));
        author().revision(RevisionRequest.of("Right")
                .id("c3")
                .heads("a1")
                .splice(true)
                .branchLabels("side"));
        author().revision(RevisionRequest.of("Other").id("d4").heads("base").branchLabels("other"));
    }

    private ScriptAuthor author() {
        return ScriptAuthor.builder()
                .settings(this.settings)
                .classLoader(this.classLoader)
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .project(this.project)
                .build();
    }

    private List<Script> load(String product) {
        Dialect dialect = Dialects.named(product);
        return new ScriptLoader(this.classLoader, dialect, List.of()).load(List.of("file:" + this.folder));
    }

    private void refused(RevisionRequest request, Class<? extends MigrateException> type, String code) {
        refused(() -> author().revision(request), type, code);
    }

    /** Nothing is on the disk that was not there before. */
    private void refused(Runnable work, Class<? extends MigrateException> type, String code) {
        List<Path> before = files();
        assertThatExceptionOfType(MigrateException.class)
                .isThrownBy(work::run)
                .isInstanceOf(type)
                .satisfies((failure) -> {
                    assertThat(failure.code().slug()).isEqualTo(code);
                    assertThat(failure.remedy().in(Wording.properties())).isNotBlank();
                });
        assertThat(files()).isEqualTo(before);
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.walk(this.project)) {
            return all.sorted().toList();
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private void template(String text) throws IOException {
        Files.writeString(this.folder.resolve("script.sql.template"), text);
    }

    private Path jar(String name, String... ids) throws IOException {
        Path jar = this.project.resolve(name);
        Files.createDirectories(jar.getParent());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file)) {
            entries.putNextEntry(new ZipEntry("db/migrate/"));
            for (String id : ids) {
                entries.putNextEntry(new ZipEntry("db/migrate/" + id + ".sql"));
                entries.write(("-- Packed\n-- Revision ID: " + id + "\n\n-- migrate:upgrade\n")
                        .getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    private void git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git", "-C", this.project.toString()));
        command.addAll(List.of(arguments));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
