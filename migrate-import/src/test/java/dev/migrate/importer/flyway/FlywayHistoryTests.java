package dev.migrate.importer.flyway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.error.NotImportableException;
import dev.migrate.error.Problem;
import dev.migrate.importer.ImportReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlywayHistoryTests {

    private static final String TABLE = "CREATE TABLE account (id BIGINT PRIMARY KEY);\n";

    @TempDir
    private Path folder;

    private FlywayProject project;

    @BeforeEach
    void createProject() throws IOException {
        this.project = new FlywayProject(this.folder);
    }

    @Test
    void writesOneRevisionForEachScript() throws IOException {
        this.project
                .script("V1_10__Add_names.sql", "ALTER TABLE account ADD name VARCHAR(50);\r\n-- done")
                .script("U1_10__Add_names.sql", "ALTER TABLE account DROP COLUMN name;\n")
                .script("V1_9__Create_account.sql", TABLE)
                .script("R__Names.sql", "CREATE OR REPLACE VIEW names AS SELECT name FROM account;\n");
        ImportReport report = this.project.importAs("postgresql");
        assertThat(report.notes()).isEmpty();
        assertThat(this.project.revisions()).hasSize(3).contains("V1.10_add_names.sql", "V1.9_create_account.sql");
        assertThat(this.project.revision("V1.9_create_account.sql")).isEqualTo("""
                -- Create account
                --
                -- Revision ID: V1.9
                -- Imported From: flyway 1.9 checksum=%d

                -- migrate:upgrade
                CREATE TABLE account (id BIGINT PRIMARY KEY);
                """.formatted(FlywayChecksum.of(TABLE)));
        assertThat(this.project.revision("V1.10_add_names.sql"))
                .contains("-- Revises: V1.9\n")
                .endsWith("""
                -- migrate:upgrade
                ALTER TABLE account ADD name VARCHAR(50);\r
                -- done

                -- migrate:downgrade
                ALTER TABLE account DROP COLUMN name;
                """);
        assertThat(report.entries().get(2).script().revision().revises()).containsExactly("V1.10");
        assertThat(report.entries().get(2).script().id()).matches("R\\.Names\\.[0-9a-f]{8}");
        assertThat(report.entries().get(2).script().text()).contains("-- Imported From: flyway R:Names checksum=");
    }

    @Test
    void writesTheDocumentedRevisions() throws IOException {
        Path example = Path.of("src/test/resources/from-flyway");
        this.project.set("locations", "filesystem:" + example.resolve("sql").toAbsolutePath());
        assertThat(this.project.importAs("h2").notes()).isEmpty();
        assertThat(this.project.revisions()).containsExactly("V1.1_add_name.sql", "V1_create_account.sql");
        for (String name : this.project.revisions()) {
            assertThat(this.project.revision(name))
                    .isEqualTo(Files.readString(example.resolve("revisions").resolve(name)));
        }
    }

    @Test
    void idsAreTheSameInEveryEnvironment() throws IOException {
        this.project.script("V1__A.sql", TABLE).script("R__B.sql", "SELECT 1;");
        List<String> ids = ids(this.project.dryRunAs("h2"));
        assertThat(ids(this.project.dryRunAs("h2"))).isEqualTo(ids);
        assertThat(this.project.revisions()).isEmpty();
    }

    @Test
    void continuesFromTheImportedHead() throws IOException {
        this.project.script("V1__A.sql", TABLE).script("R__View.sql", "SELECT 1;");
        this.project.importAs("h2");
        assertThat(this.project.importAs("h2").skipped()).isEqualTo(2);
        assertThat(this.project.revisions()).hasSize(2);

        this.project.script("V2__B.sql", "SELECT 2;").script("R__View.sql", "SELECT 3;");
        ImportReport second = this.project.importAs("h2");
        assertThat(ids(second)).hasSize(2).first().isEqualTo("V2");
        assertThat(second.entries().get(0).script().revision().revises())
                .singleElement()
                .asString()
                .startsWith("R.View.");

        this.project.script("R__View.sql", "SELECT 1;");
        assertThat(ids(this.project.importAs("h2")))
                .as("the first content again is a further revision")
                .hasSize(1)
                .doesNotContainAnyElementsOf(ids(second));
        assertThat(this.project.author().heads()).hasSize(1);
    }

    @Test
    void changedScriptIsRefused() throws IOException {
        this.project.script("V1__A.sql", TABLE);
        this.project.importAs("h2");
        this.project.script("V1__A.sql", TABLE + "SELECT 1;");
        assertThat(problems("h2"))
                .singleElement()
                .satisfies((problem) -> assertThat(problem.message()).contains("was imported as revision 'V1'"));
    }

    @Test
    void earlierVersionIsRefusedUnlessOutOfOrder() throws IOException {
        this.project.script("V2__B.sql", TABLE);
        this.project.importAs("h2");
        this.project.script("V1__A.sql", "SELECT 1;");
        assertThat(problems("h2"))
                .singleElement()
                .satisfies((problem) -> assertThat(problem.message()).contains("A later version was imported already"));
        this.project.set("outOfOrder", "true");
        assertThat(this.project
                        .importAs("h2")
                        .entries()
                        .get(0)
                        .script()
                        .revision()
                        .revises())
                .containsExactly("V2");
    }

    @Test
    void allProblemsAreReportedOnceAndNothingIsWritten() throws IOException {
        this.project
                .script("V1__A.sql", TABLE)
                .script("V2__B.sql", "SELECT '${owner}';\nSELECT '${flyway:user}';")
                .script("V3__C.sql", "SELECT 'never closed;\n")
                .script("beforeMigrate.sql", "SELECT 1;")
                .script("V4__D.sql", "SELECT 1;\n-- migrate:downgrade\nSELECT 2;")
                .set("initSql", "SET ROLE app");
        assertThat(problems("postgresql"))
                .extracting((problem) -> problem.message().replaceAll("(?s)[.:].*", ""))
                .containsExactlyInAnyOrder(
                        "The setting 'initSql' of Flyway is 'SET ROLE app'",
                        "Flyway runs this callback with its scripts",
                        "The placeholder 'owner' has no configured value",
                        "The placeholder 'flyway",
                        "The quote ' that is opened here is never closed",
                        "Migrate would read this line as a directive");
        assertThat(problems("postgresql"))
                .extracting((problem) -> String.valueOf(problem.location()).replaceAll(".*/", ""))
                .contains("V2__B.sql:2", "V3__C.sql:1", "V4__D.sql:2");
        assertThat(this.project.revisions()).isEmpty();
    }

    @Test
    void configuredPlaceholdersAreReplaced() throws IOException {
        this.project
                .set("placeholders.owner", "app")
                .set("defaultSchema", "shop")
                .accept("default-schema")
                .script("V1__A.sql", "-- ${Owner} ${flyway:defaultSchema} ${flyway:filename}\nSELECT '${owner}';");
        ImportReport report = this.project.importAs("h2");
        assertThat(report.entries().get(0).script().text()).contains("-- app shop V1__A.sql\nSELECT 'app';");
        assertThat(report.notes()).singleElement().asString().contains("flyway:defaultSchema", "Owner");
    }

    @Test
    void placeholderThatDependsOnTheEnvironmentIsRefused() {
        this.project.script("V1__A.sql", "SELECT '${owner}';");
        FlywaySettings settings = FlywaySettings.of(
                        Map.of("placeholders.owner", "app", "locations", "filesystem:" + this.folder.resolve("sql")))
                .withVariable(Set.of("placeholders.owner"));
        FlywaySources sources = new FlywaySources(this.folder, getClass().getClassLoader(), "h2", List.of(), null);
        assertThat(FlywayHistory.read(settings, sources).problems())
                .singleElement()
                .satisfies((problem) -> assertThat(problem.toString())
                        .contains("depends on the environment", "--placeholder owner=VALUE"));
        assertThat(FlywayHistory.read(settings.with(Map.of("placeholders.owner", "x")), sources)
                        .problems())
                .isEmpty();
    }

    @Test
    void placeholderOfAFileThatRefersToAnEnvironmentVariableIsRefused() throws IOException {
        this.project.script("V1__A.sql", "SELECT '${owner}';");
        Files.writeString(
                this.folder.resolve("flyway.conf"),
                "flyway.locations=filesystem:%s%nflyway.placeholders.owner=${DB_OWNER}%n"
                        .formatted(this.folder.resolve("sql")));
        FlywaySettings settings = FlywaySettings.of(FlywayConfigurationFiles.read(this.folder));
        FlywaySources sources = new FlywaySources(this.folder, getClass().getClassLoader(), "h2", List.of(), null);
        assertThat(FlywayHistory.read(settings, sources).problems())
                .singleElement()
                .satisfies((problem) -> assertThat(problem.toString()).contains("depends on the environment"));
    }

    @ParameterizedTest
    @CsvSource({"@@,@@", "#[,]", "${,}"})
    void placeholdersHaveConfiguredDelimiters(String prefix, String suffix) {
        this.project
                .set("placeholderPrefix", prefix)
                .set("placeholderSuffix", suffix)
                .set("placeholders.a", "x")
                .script("V1__A.sql", "SELECT '" + prefix + "a" + suffix + "';");
        assertThat(this.project.importAs("h2").entries().get(0).script().text()).contains("SELECT 'x';");
    }

    @Test
    void placeholdersStayIfFlywayDoesNotReplaceThem() {
        this.project.set("placeholderReplacement", "false").script("V1__A.sql", "SELECT '${a}';");
        assertThat(this.project.importAs("h2").entries().get(0).script().text()).contains("SELECT '${a}';");
    }

    @Test
    void optionsBesideAScriptAreUsed() {
        this.project
                .script("V1__A.sql", "SELECT '${a} \u00e4';", StandardCharsets.ISO_8859_1)
                .script(
                        "V1__A.sql.conf",
                        "# comment\nexecuteInTransaction=false\nplaceholderReplacement=false\nencoding=ISO-8859-1")
                .script("V2__B.sql", "SELECT 2;")
                .script("V2__B.sql.conf", "shouldExecute=false");
        ImportReport report = this.project.importAs("postgresql");
        assertThat(ids(report)).containsExactly("V1");
        assertThat(report.entries().get(0).script().text())
                .contains("-- migrate:upgrade transaction=off\nSELECT '${a} \u00e4';");
        assertThat(report.notes()).singleElement().asString().contains("V2__B.sql", "shouldExecute");
        this.project.script("V2__B.sql.conf", "shouldExecute=${env}==prod");
        assertThat(problems("postgresql"))
                .singleElement()
                .satisfies((problem) -> assertThat(problem.message()).contains("shouldExecute=${env}==prod"));
    }

    @Test
    void replacementIsImportedWithTheChecksumOfTheOriginal() {
        this.project.script("V1__A.sql", "SELECT '${flyway:user}';").replacement("V1__A.sql", "SELECT current_user;");
        ImportReport report = this.project.importAs("h2");
        assertThat(report.entries().get(0).script().text())
                .contains("checksum=" + FlywayChecksum.of("SELECT '${flyway:user}';"), "SELECT current_user;");
        this.project.replacement("V9__Unknown.sql", "SELECT 1;");
        assertThat(problems("h2"))
                .singleElement()
                .satisfies((problem) -> assertThat(problem.message()).contains("replaces no script"));
    }

    @Test
    void javaMigrationRequiresAReplacement() {
        this.project.script("V1__A.sql", TABLE).set("locations", "filesystem:sql");
        FlywaySources without =
                new FlywaySources(this.folder, getClass().getClassLoader(), "h2", List.of("app.V2__Fill"), null);
        FlywaySettings settings = FlywaySettings.of(Map.of("locations", "filesystem:" + this.folder.resolve("sql")));
        assertThat(FlywayHistory.read(settings, without).problems())
                .singleElement()
                .satisfies((problem) -> assertThat(problem.toString()).contains("app.V2__Fill", "V2__Fill.sql"));
        this.project.replacement("V2__Fill.sql", "SELECT 2;");
        FlywaySources with = new FlywaySources(
                this.folder,
                getClass().getClassLoader(),
                "h2",
                List.of("app.V2__Fill"),
                this.folder.resolve("replacements"));
        assertThat(FlywayHistory.read(settings, with).scripts())
                .extracting((script) -> script.origin().version())
                .containsExactly("1", "2");
    }

    @Test
    void javaMigrationWithoutAVersionInItsNameIsRefused() {
        FlywaySources sources =
                new FlywaySources(this.folder, getClass().getClassLoader(), "h2", List.of("app.FillAccounts"), null);
        FlywaySettings settings = FlywaySettings.of(Map.of("locations", "filesystem:" + this.folder.resolve("sql")));
        this.project.script("V1__A.sql", TABLE);
        assertThat(FlywayHistory.read(settings, sources).problems())
                .singleElement()
                .satisfies((problem) -> assertThat(problem.toString()).contains("app.FillAccounts"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"BEGIN;\nCREATE TABLE a (x INT);\nCOMMIT;\n", "begin transaction ; CREATE TABLE a (x INT); END"})
    void beginAndCommitAroundAScriptAreRemoved(String text) {
        this.project.script("V1__A.sql", text);
        ImportReport report = this.project.importAs("postgresql");
        assertThat(report.entries().get(0).script().text().replaceFirst("(?s).*migrate:upgrade", ""))
                .startsWith("\n")
                .contains("CREATE TABLE a (x INT);")
                .doesNotContainIgnoringCase("begin")
                .doesNotContain("COMMIT");
        assertThat(report.notes()).singleElement().asString().contains("BEGIN and COMMIT are removed");
    }

    @Test
    void commitBetweenStatementsRunsThemInAutocommitMode() {
        this.project.script("V1__A.sql", "BEGIN;\nSELECT 1;\nCOMMIT;\nBEGIN;\nSELECT 2;\nCOMMIT;");
        assertThat(this.project.importAs("postgresql").entries().get(0).script().text())
                .contains("-- migrate:upgrade transaction=off\n\nSELECT 1;\n\n\nSELECT 2;");
    }

    @Test
    void refusesTransactionalStatementsAtTheEndOfAnAutocommitScript() {
        this.project
                .script("V1__A.sql", "CREATE INDEX i ON a (x);\nBEGIN;\nSET LOCAL x.y = 1;\nSELECT 1;\nCOMMIT;")
                .script("V1__A.sql.conf", "executeInTransaction=false");
        assertThat(problems("postgresql"))
                .isNotEmpty()
                .allSatisfy((problem) -> assertThat(problem.code().slug()).isEqualTo("transaction-statement"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SAVEPOINT a;\nSELECT 1;",
                "BEGIN;\nSET LOCAL x.y = 1;\nCOMMIT;\nSELECT 2;",
                "SELECT 1;\nROLLBACK;"
            })
    void otherTransactionStatementsAreRefused(String text) {
        this.project.script("V1__A.sql", text);
        assertThat(problems("postgresql")).isNotEmpty().allSatisfy((problem) -> {
            assertThat(problem.code().slug()).isEqualTo("transaction-statement");
            assertThat(problem.location()).asString().contains("V1__A.sql:");
            assertThat(problem.remedy().toString()).contains("--replacements FOLDER");
        });
    }

    @Test
    void concurrentIndexRunsOutsideOfATransaction() {
        this.project
                .script("V1__A.sql", "CREATE INDEX CONCURRENTLY i ON a (x);")
                .script("V2__B.sql", "CREATE TABLE b (x INT);\nCREATE INDEX CONCURRENTLY j ON b (x);");
        ImportReport report = this.project.importAs("postgresql");
        assertThat(report.entries().get(1).script().text()).contains("-- migrate:upgrade transaction=off\n");
        assertThat(report.notes()).singleElement().asString().contains("V2__B.sql", "autocommit mode");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n \n", "-- nothing to do\n", "-- DROP TABLE account;\n", "/* TODO */", "-- TODO\n"})
    void scriptWithoutStatementsIsAnEmptyRevision(String text) {
        this.project.script("V1__A.sql", text);
        assertThat(this.project.importAs("h2").entries().get(0).script().text())
                .endsWith("-- migrate:upgrade\n-- The script of Flyway contains no statements.\n");
    }

    @Test
    void commentsWithoutASpaceAreCommentsOnMySql() {
        String text = "--------------\n--don't stop\nSELECT '\n--x' AS a;\n--\nSELECT 2;";
        this.project.script("V1__A.sql", text);
        ImportReport report = this.project.importAs("mysql");
        assertThat(report.entries().get(0).script().text()).contains("-- migrate:upgrade\n" + text);
        assertThat(report.notes()).isEmpty();
    }

    @Test
    void baselineScriptIsImportedIfItsVersionsAreGone() {
        this.project.script("B2__Base.sql", TABLE).script("V3__C.sql", "SELECT 3;");
        assertThat(ids(this.project.dryRunAs("h2"))).containsExactly("V2", "V3");
        this.project.script("V1__A.sql", TABLE).script("V2__B.sql", "SELECT 2;");
        ImportReport report = this.project.dryRunAs("h2");
        assertThat(ids(report)).containsExactly("V1", "V2", "V3");
        assertThat(report.notes()).singleElement().asString().contains("B2__Base.sql");
    }

    @Test
    void sameVersionTwiceIsRefused() {
        this.project.script("V1__A.sql", TABLE).script("V1_0__B.sql", TABLE);
        assertThat(problems("h2"))
                .singleElement()
                .satisfies((problem) -> assertThat(problem.message()).contains("has the same version"));
    }

    @Test
    void ignoredFilesAreNamed() {
        this.project.script("V1__A.sql", TABLE).script("V2_no_separator.sql", TABLE);
        assertThat(this.project.dryRunAs("h2").notes())
                .singleElement()
                .asString()
                .contains("V2_no_separator.sql");
    }

    @Test
    void callbacksCanBeAccepted() {
        this.project
                .script("V1__A.sql", TABLE)
                .script("afterMigrate.sql", "SELECT 1;")
                .script("afterClean.sql", "SELECT 1;");
        assertThat(problems("h2")).hasSize(1);
        assertThat(this.project.accept("afterMigrate.sql").dryRunAs("h2").notes())
                .hasSize(2);
    }

    @Test
    void existingScriptsThatWereNotImportedAreRefused() throws IOException {
        Files.writeString(
                this.folder.resolve("revisions/a.sql"), "-- A\n-- Revision ID: a\n\n-- migrate:upgrade\nSELECT 1;\n");
        this.project.script("V1__A.sql", TABLE);
        assertThat(problems("h2"))
                .singleElement()
                .satisfies((problem) -> assertThat(problem.message()).contains("imported revisions come first"));
    }

    @Test
    void missingScriptsAreRefused() {
        assertThat(problems("h2"))
                .singleElement()
                .satisfies((problem) -> assertThat(problem.message()).contains("There are no scripts of Flyway"));
    }

    @Test
    void locationsOfCloudsAreRefused() {
        this.project.set("locations", "s3:bucket/sql");
        assertThat(problems("h2"))
                .anySatisfy((problem) -> assertThat(problem.message()).contains("'s3:bucket/sql'"));
    }

    @Test
    void vendorStandsForTheProduct() {
        this.project
                .set("locations", "filesystem:" + this.folder.resolve("sql") + "/{vendor}")
                .script("h2/V1__A.sql", TABLE)
                .script("mysql/V1__A.sql", TABLE);
        assertThat(this.project.dryRunAs("h2").entries())
                .singleElement()
                .satisfies((entry) -> assertThat(entry.source()).contains("/h2/"));
    }

    private List<Problem> problems(String product) {
        NotImportableException refusal =
                catchThrowableOfType(NotImportableException.class, () -> this.project.importAs(product));
        assertThat(refusal).isNotNull();
        return refusal.problems();
    }

    private static List<String> ids(ImportReport report) {
        return report.entries().stream().map((entry) -> entry.script().id()).toList();
    }
}
