package dev.migrate.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.demo.CommandProcess.Result;
import dev.migrate.testsupport.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2CommandProcessTests extends CommandContract {

    private static final String NO_DATABASE_THERE = "--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/nowhere";

    @TempDir
    private Path folder;

    @Test
    void readsAndMigratesTheDatabase() {
        try (TestDatabase database = TestDatabase.inFile(this.folder.resolve("shop"))) {
            readsAndMigrates(database, this.folder);
        }
    }

    @Test
    void clientRunsPrintedScripts() throws Exception {
        try (TestDatabase database = TestDatabase.inFile(this.folder.resolve("shop"))) {
            migratesByTheDatabaseClient(database, this.folder);
        }
    }

    @Test
    void writesScriptsWhileTheDatabaseIsDown() throws IOException {
        Files.createDirectories(this.folder.resolve("src/main/resources"));
        CommandProcess shop = CommandProcess.in(this.folder, NO_DATABASE_THERE);

        Result init = shop.run("init");
        assertThat(init.exitCode()).as(init.err()).isZero();
        assertThat(init.out()).contains("migrate.locations=classpath:db/migrate");

        Result revision = shop.run("revision", "-m", "Add shelf", "--head", "c93d", "--splice", "--json");
        assertThat(revision.exitCode()).as(revision.err()).isZero();
        assertThat(revision.json().at("/revision/revises/0").asString()).isEqualTo("c93d7f50a1be");
        assertThat(Path.of(revision.json().at("/file").asString())).exists();

        Result merge = shop.run("merge", "-m", "Join the shelf", "-q");
        assertThat(merge.exitCode()).as(merge.err()).isZero();
        assertThat(Path.of(merge.out().strip())).content().containsPattern("Revises: .*90c6f1d3b7e4");

        Result offline = shop.run("validate", "--offline", "--json", "--migrate.aheda=fail");
        assertThat(offline.exitCode()).as(offline.err()).isEqualTo(3);
        assertThat(offline.json().at("/findings")).hasSize(1);
        assertThat(offline.json().at("/findings/0/code").asString()).isEqualTo("unknown-property");
        assertThat(offline.json().at("/findings/0/message").asString())
                .isEqualTo("Unknown property 'migrate.aheda'. Did you mean 'migrate.ahead'?");
        assertThat(offline.err()).as("reported once").doesNotContain("migrate.aheda");
        Result invalid = shop.run("current", "--migrate.edited=fial");
        assertThat(invalid.exitCode()).isEqualTo(1);
        assertThat(invalid.err())
                .startsWith("Error: 'migrate.edited' has the invalid value 'fial'")
                .contains("Did you mean 'fail'?");
        assertThat(shop.run("validate").exitCode()).isEqualTo(1);

        Result down = shop.run("upgrade");
        assertThat(down.exitCode()).isEqualTo(1);
        assertThat(down.out()).isEmpty();
        assertThat(down.err())
                .startsWith("Error: The database cannot be reached at 'jdbc:")
                .doesNotContain("\tat ");
    }

    @Test
    void selectsTheNamedEngine() throws IOException {
        Path location = Files.createDirectories(this.folder.resolve("people"));
        try (TestDatabase shop = TestDatabase.inFile(this.folder.resolve("shop"));
                TestDatabase people = TestDatabase.inFile(this.folder.resolve("people.db"))) {
            CommandProcess both = CommandProcess.in(
                    this.folder,
                    "--spring.datasource.url=" + shop.url(),
                    "--spring.datasource.username=" + shop.user(),
                    "--migrate.instances.people.url=" + people.url(),
                    "--migrate.instances.people.user=" + people.user(),
                    "--migrate.instances.people.password=" + people.password(),
                    "--migrate.instances.people.locations=file:" + location);

            Result written = both.run("revision", "--engine", "people", "-m", "Add person", "--rev-id", "person01");
            assertThat(written.exitCode()).as(written.err()).isZero();
            Path script;
            try (Stream<Path> files = Files.list(location)) {
                script = files.toList().get(0);
            }
            assertThat(script.getFileName().toString()).contains("person01");
            Files.writeString(script, Files.readString(script).replace("-- migrate:todo\n", ""));

            Result up = both.run("upgrade", "--engine", "people", "--json");
            assertThat(up.exitCode()).as(up.err()).isZero();
            assertThat(up.json().at("/current/0").asString()).isEqualTo("person01");

            Result offline = both.run("upgrade", "--engine", "people", "--sql");
            assertThat(offline.exitCode()).as(offline.err()).isZero();
            assertThat(offline.out()).contains("person01");

            assertThat(both.run("current", "--engine", "people", "--check-heads", "-q")
                            .lines())
                    .containsExactly("person01");
            assertThat(both.run("current", "--engine", "default", "--check-heads")
                            .exitCode())
                    .isEqualTo(3);
            Result unnamed = both.run("current", "--check-heads");
            assertThat(unnamed.exitCode()).isEqualTo(2);
            assertThat(unnamed.err()).contains("'default', 'people'");
            Result all = both.run("current", "--engine", "all", "--json");
            assertThat(all.json().at("/engines/people/upToDate").asBoolean()).isTrue();
            assertThat(all.json().at("/engines/default/upToDate").asBoolean()).isFalse();
            Result unknown = both.run("current", "--engine", "nobody");
            assertThat(unknown.exitCode()).isEqualTo(2);
            assertThat(unknown.err()).contains("'people'");
        }
    }

    @Test
    void printsSqlAndRejectsIrreversibleDowngrade() {
        try (TestDatabase database = TestDatabase.inFile(this.folder.resolve("shop"))) {
            CommandProcess shop = CommandProcess.on(database, this.folder).packed();
            Result stamp = shop.run("stamp", "heads", "--quiet", "--logging.level.root=info");
            assertThat(stamp.exitCode()).as(stamp.err()).isZero();
            assertThat(stamp.out()).isEmpty();
            assertThat(stamp.err())
                    .contains("Stamped 90c6f1d3b7e4")
                    .doesNotContain("Tomcat", "EntityManagerFactory", "HHH");

            Result dry = shop.run("downgrade", "-1", "--dry-run");
            assertThat(dry.exitCode()).as(dry.err()).isZero();
            assertThat(dry.out()).contains("DROP INDEX purchase_order_day");

            Result refused = shop.run("downgrade", "base");
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.out()).isEmpty();
            assertThat(refused.err())
                    .startsWith("Error: ")
                    .contains("c93d7f50a1be")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void opensTheScriptInTheEditor() throws IOException {
        Path migrations = Files.createDirectories(this.folder.resolve("src/main/resources/db/migrate"));
        Path script = Files.writeString(
                migrations.resolve("202603121015_90c6f1d3b7e4_find_orders_by_day.sql"), "what is in the file");
        Result edit =
                CommandProcess.in(this.folder).packed().with("VISUAL", "cat").run("edit", "90c6");
        assertThat(edit.exitCode()).as(edit.err()).isZero();
        assertThat(edit.out()).isEqualTo(Files.readString(script));
    }

    @Test
    void reportsUsageErrorsBeforeTheApplicationStarts() {
        CommandProcess shop = CommandProcess.in(this.folder).packed();
        Result unknown = shop.run("upgrde");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.out()).isEmpty();
        assertThat(unknown.err()).contains("There is no command 'upgrde'", "upgrade");
    }

    @Test
    void reportsMissingDataSource() {
        Result none = CommandProcess.in(
                        this.folder,
                        "--spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
                .run("current", "--json");
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.json().at("/code").asString()).isEqualTo("invalid-settings");
        assertThat(none.err()).contains("spring.datasource.url");
    }
}
