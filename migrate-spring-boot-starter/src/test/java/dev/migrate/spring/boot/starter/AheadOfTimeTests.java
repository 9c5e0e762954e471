package dev.migrate.spring.boot.starter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.script.ScriptIndex;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes, compiles, and starts an application in separate processes, as a build and a user do. */
class AheadOfTimeTests {

    private static final String[] PEOPLE = {
        "--migrate.instances.people.url=jdbc:h2:mem:people;DB_CLOSE_DELAY=-1",
        "--migrate.instances.people.user=sa",
        "--migrate.instances.people.locations=classpath:db/people"
    };

    @TempDir
    private static Path folder;

    private static Path classes;
    private static Path resources;

    @BeforeAll
    static void processAndCompile() throws Exception {
        Path sources = folder.resolve("sources");
        classes = folder.resolve("classes");
        resources = folder.resolve("resources");
        List<String> arguments = new ArrayList<>(List.of(
                "org.springframework.boot.SpringApplicationAotProcessor",
                SmallApplication.class.getName(),
                sources.toString(),
                resources.toString(),
                classes.toString(),
                "dev.migrate",
                "small"));
        arguments.addAll(List.of(PEOPLE));
        SmallProcess.Ended processed = SmallProcess.java(SmallProcess.starter(), arguments);
        assertThat(processed.exitCode()).as(processed.output()).isZero();
        compile(sources);
    }

    @Test
    void indexContainsScriptsOfConfiguredLocations() throws IOException {
        assertThat(resources.resolve(ScriptIndex.RESOURCE)).content().isEqualToNormalizingNewlines("""
                        db/migrate\t202601010900_acc0001_account.sql
                        db/migrate\t202601020900_acc0002_owner.sql
                        db/migrate\t202601030900_acc0003_invoice.sql
                        db/migrate\t202601040900_acc0004_note.sql
                        db/people\tperson.sql
                        """);
    }

    @Test
    void imageContainsScriptsAndCommands() throws IOException {
        String metadata;
        try (Stream<Path> files = Files.walk(resources)) {
            Path file = files.filter((path) -> path.endsWith("reachability-metadata.json"))
                    .findFirst()
                    .orElseThrow();
            metadata = Files.readString(file).replace("\\/", "/");
        }
        assertThat(metadata)
                .contains("db/people/person.sql", "db/migrate/202601010900_acc0001_account.sql", ScriptIndex.RESOURCE)
                .contains(
                        "dev.migrate.spring.boot.cli.command.UpgradeCommand",
                        "dev.migrate.spring.boot.cli.command.Subcommand");
    }

    @Test
    void startsOnGeneratedCodeWithEveryEngine() throws Exception {
        SmallProcess.Ended started = start(true);
        assertThat(started.exitCode()).as(started.output()).isZero();
        assertThat(started.output())
                .contains("Starting AOT-processed SmallApplication")
                .contains("Database of 'default' is at 'acc0004'")
                .contains("Database of 'people' is at 'person01'");
    }

    @Test
    void doesNotSearchForIndexedScripts() throws Exception {
        Path index = resources.resolve(ScriptIndex.RESOURCE);
        String content = Files.readString(index);
        try {
            Files.writeString(
                    index,
                    content.lines()
                            .filter((line) -> !line.contains("acc0003") && !line.contains("acc0004"))
                            .collect(Collectors.joining("\n")));
            assertThat(start(true).output()).contains("Database of 'default' is at 'acc0002'");
            assertThat(start(false).output()).contains("Database of 'default' is at 'acc0004'");
        } finally {
            Files.writeString(index, content);
        }
    }

    @Test
    void runsCommandsOnGeneratedCode() throws Exception {
        SmallProcess.Ended command = start(true, "migrate", "upgrade", "--engine", "people", "--json");
        assertThat(command.exitCode()).as(command.output()).isZero();
        assertThat(command.output()).contains("\"current\":[\"person01\"]").doesNotContain("acc0001");
    }

    private static SmallProcess.Ended start(boolean generated, String... words)
            throws IOException, InterruptedException {
        List<String> arguments =
                new ArrayList<>(List.of("-Dspring.aot.enabled=" + generated, SmallApplication.class.getName()));
        arguments.addAll(List.of(PEOPLE));
        arguments.addAll(List.of(words));
        return SmallProcess.java(
                classes + File.pathSeparator + resources + File.pathSeparator + SmallProcess.starter(), arguments);
    }

    private static void compile(Path sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> found = Files.walk(sources)) {
            List<Path> written =
                    found.filter((path) -> path.toString().endsWith(".java")).toList();
            boolean compiled = compiler.getTask(
                            null,
                            files,
                            null,
                            List.of(
                                    "-proc:none",
                                    "-d",
                                    classes.toString(),
                                    "-cp",
                                    classes + File.pathSeparator + SmallProcess.starter()),
                            null,
                            files.getJavaFileObjectsFromPaths(written))
                    .call();
            assertThat(compiled).isTrue();
        }
    }
}
