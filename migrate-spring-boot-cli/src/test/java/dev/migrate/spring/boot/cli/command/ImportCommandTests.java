package dev.migrate.spring.boot.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.spring.boot.cli.command.Shell.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ImportCommandTests {

    private static final String LOCATION = "--location=filesystem:sql";

    @TempDir
    private Path project;

    private Path revisions;
    private Shell shell;

    @BeforeEach
    void createScripts() throws IOException {
        this.revisions = Files.createDirectories(this.project.resolve("revisions"));
        this.shell = new Shell("file:" + this.revisions, this.project);
        write("sql/V1__Create_customer.sql", "create table customer (id bigint primary key);");
        write("sql/V2__Add_name.sql", "alter table customer add name varchar(100);");
        write("sql/U2__Add_name.sql", "alter table customer drop column name;");
    }

    @Test
    void writesRevisionsThatCreateAnEmptyDatabase() throws IOException {
        Answer dryRun = this.shell.type("import", "flyway", LOCATION, "--dry-run");
        assertThat(dryRun.exitCode()).as(dryRun.err()).isZero();
        assertThat(dryRun.out()).contains("Would write ", "2 scripts to import; nothing was written.");
        assertThat(files()).isEmpty();

        Answer imported = this.shell.type("import", "flyway", LOCATION);
        assertThat(imported.exitCode()).as(imported.err()).isZero();
        assertThat(imported.out()).contains("Wrote ", "Imported 2 scripts. Rebuild the application");
        assertThat(files()).containsExactly("V1_create_customer.sql", "V2_add_name.sql");
        assertThat(this.shell.type("upgrade").exitCode()).isZero();
        assertThat(this.shell.type("current", "-q").lines()).containsExactly("V2");
        assertThat(this.shell.type("downgrade", "-1", "--quiet").exitCode()).isZero();

        write("sql/V3__Index.sql", "create index customer_name on customer (id);");
        Answer again = this.shell.type("import", "flyway", LOCATION);
        assertThat(again.out()).contains("Imported one script. 2 were imported earlier.");
        assertThat(this.shell.type("import", "flyway", LOCATION).out())
                .contains("There is no new script. 3 were imported earlier.");
    }

    @Test
    void upgradeReportsTheAdoptionOfImportedRevisions() {
        this.shell.type("import", "flyway", LOCATION);
        this.shell.execute("create table customer (id bigint primary key)", """
                create table "flyway_schema_history" ("installed_rank" int primary key, "version" varchar(50),
                    "description" varchar(200) not null, "type" varchar(20) not null, "script" varchar(1000) not null,
                    "checksum" int, "installed_by" varchar(100) not null,
                    "installed_on" timestamp default current_timestamp not null, "execution_time" int not null,
                    "success" boolean not null)""", """
                insert into "flyway_schema_history" values
                    (1, '1', 'Create customer', 'SQL', 'V1__Create_customer.sql', null, 'sa', default, 5, true)""");

        Answer dryRun = this.shell.type("upgrade", "V1", "--dry-run");
        assertThat(dryRun.out()).contains("Dry run: Adopts 1 revision of ", "up to 'V1'", "Nothing was recorded.");
        assertThat(this.shell
                        .type("upgrade", "--dry-run", "--json")
                        .json()
                        .path("adoption")
                        .asString())
                .startsWith("Adopts 1 revision of ");
        assertThat(this.shell.type("upgrade").out())
                .contains("Adopted 1 revision of ", "Then one revision was applied; the database is at V2.");
        assertThat(this.shell.type("upgrade").out()).contains("Nothing to do");
    }

    @Test
    void printsADocument() {
        JsonNode document =
                this.shell.type("import", "flyway", LOCATION, "--json").json();
        assertThat(document.path("skipped").asInt()).isZero();
        assertThat(document.path("dryRun").asBoolean(true)).isFalse();
        JsonNode second = document.path("revisions").get(1);
        assertThat(second.path("revision").path("id").asString()).isEqualTo("V2");
        assertThat(second.path("revision").path("reversible").asBoolean()).isTrue();
        assertThat(second.path("importedFrom").asString()).startsWith("flyway 2 checksum=");
        assertThat(second.path("source").asString()).isEqualTo("filesystem:sql/V2__Add_name.sql");
        assertThat(this.shell
                        .type("import", "flyway", LOCATION, "--json")
                        .json()
                        .path("skipped")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void printsIdsOnly() {
        assertThat(this.shell.type("import", "flyway", LOCATION, "-q").lines()).containsExactly("V1", "V2");
    }

    @Test
    void readsTheConfigurationOfFlyway() throws IOException {
        write(
                "flyway.conf",
                "flyway.locations=filesystem:nowhere\nflyway.placeholders.owner=app\nflyway.url=jdbc:h2:mem:x");
        write("flyway.toml", """
                [environments.development]
                url = "jdbc:h2:mem:x"
                user = '''sa'''

                [flyway]
                # the scripts
                locations = [
                  "filesystem:sql", # all of them
                ]
                sqlMigrationSeparator = '__'

                [flyway.placeholders]
                "team" = "red \\"one\\""
                """);
        write("sql/V3__Fill.sql", "insert into customer values (1, '${owner} ${team}');");
        Answer imported = this.shell.type("import", "flyway");
        assertThat(imported.exitCode()).as(imported.err()).isZero();
        assertThat(Files.readString(this.revisions.resolve("V3_fill.sql"))).contains("'app red \"one\"'");
    }

    @Test
    void refusesAConfigurationThatItCannotRead() throws IOException {
        write("flyway.toml", "[flyway]\nlocations = { a = 1 }\n");
        assertThat(this.shell.type("import", "flyway").err()).contains("flyway.toml:2");
    }

    @Test
    void namesEveryProblem() throws IOException {
        write("sql/V3__Fill.sql", "insert into customer values (1, '${owner}');");
        write("sql/beforeMigrate.sql", "select 1;");
        Answer refused = this.shell.type("import", "flyway", LOCATION);
        assertThat(refused.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(refused.err())
                .contains("2 problems", "V3__Fill.sql:1", "--placeholder owner=VALUE", "--accept beforeMigrate.sql");
        assertThat(files()).isEmpty();
        JsonNode document =
                this.shell.type("import", "flyway", LOCATION, "--json").json();
        assertThat(document.path("code").asString()).isEqualTo("not-importable");
        assertThat(document.path("problems")).hasSize(2);
        assertThat(this.shell
                        .type("import", "flyway", LOCATION, "--placeholder", "owner=app", "--accept", "callbacks")
                        .exitCode())
                .isZero();
    }

    @Test
    void importsACorrectedCopy() throws IOException {
        write("sql/V3__Fill.sql", "insert into customer values (1, '${flyway:user}');");
        write("corrected/V3__Fill.sql", "insert into customer values (1, current_user);");
        Answer imported = this.shell.type(
                "import",
                "flyway",
                LOCATION,
                "--replacements",
                this.project.resolve("corrected").toString());
        assertThat(imported.exitCode()).as(imported.err()).isZero();
        assertThat(Files.readString(this.revisions.resolve("V3_fill.sql"))).contains("current_user");
    }

    @Test
    void requiresAKnownTool() {
        assertThat(this.shell.type("import", "other").exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(this.shell.type("import").exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(this.shell.type("import", "flyway", "--placeholder", "x").exitCode())
                .isEqualTo(ExitCode.WRONG_USAGE);
    }

    private void write(String name, String text) throws IOException {
        Path file = this.project.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(this.revisions)) {
            return files.map((file) -> file.getFileName().toString()).sorted().toList();
        }
    }
}
