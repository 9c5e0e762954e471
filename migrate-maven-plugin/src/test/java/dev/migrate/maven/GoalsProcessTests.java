package dev.migrate.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.maven.SampleProject.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged plugin, run by Maven in projects. */
class GoalsProcessTests {

    @TempDir
    private Path temporary;

    @Test
    void runsGoalsFromFirstRevisionToFailure() throws Exception {
        SampleProject project = SampleProject.copy("guestbook", this.temporary);
        String url = "-Dmigrate.url=jdbc:h2:file:" + this.temporary.resolve("guestbook-data");

        // no URL: the first two commands require no database
        done(project.maven("migrate:init", "migrate:revision", "-Dmigrate.message=Create entries, and more"));
        assertThat(project.scripts())
                .singleElement()
                .satisfies((script) -> assertThat(script).content().startsWith("-- Create entries, and more\n"));
        write(project, "CREATE TABLE entry (id BIGINT PRIMARY KEY);", "DROP TABLE entry;");

        Outcome behind = project.maven("migrate:current", url, "-Dmigrate.checkHeads");
        assertThat(behind.exitCode()).isNotZero();
        assertThat(behind.output())
                .contains("'migrate current' exited with code 3: negative result: the database is not at the heads");

        done(project.maven(
                "migrate:upgrade", "migrate:current", url, "-Dmigrate.revision=head", "-Dmigrate.checkHeads"));
        String down = done(project.maven("-q", "migrate:downgrade", url, "-Dmigrate.revision=-1", "-Dmigrate.json"));
        assertThat(down).startsWith("{\"direction\":\"downgrade\"").endsWith("\"current\":[]}\n");

        write(project, "CREATE TABLE entry (id NO_SUCH_TYPE);", "DROP TABLE entry;");
        Outcome failed = project.maven("migrate:upgrade", url);
        assertThat(failed.exitCode()).isNotZero();
        assertThat(failed.errors()).contains("NO_SUCH_TYPE");
        assertThat(failed.output())
                .contains("BUILD FAILURE")
                .contains("'migrate upgrade' exited with code 1: failure, such as a failed script");
    }

    @Test
    void reportsProjectWithoutMainClass() throws Exception {
        SampleProject project = SampleProject.copy("library", this.temporary);
        Outcome outcome = project.maven("migrate:upgrade");
        assertThat(outcome.exitCode()).isNotZero();
        assertThat(outcome.output())
                .contains("There is no main class in " + project.folder().resolve("target/classes"))
                .contains("-Dmigrate.mainClass=");
        done(project.maven("migrate:upgrade", "-Dmigrate.skip"));
    }

    @Test
    void doesNotStartApplicationWithoutCommandLine() throws Exception {
        SampleProject project = SampleProject.copy("library", this.temporary);
        Outcome outcome = project.maven("migrate:upgrade", "-Dmigrate.mainClass=library.Shelf");
        assertThat(outcome.exitCode()).isNotZero();
        assertThat(outcome.output()).contains("Add the dependency dev.migrate:migrate-spring-boot-starter");
    }

    private static void write(SampleProject project, String upgrade, String downgrade) throws Exception {
        Path script = project.scripts().get(0);
        String header = Files.readString(script).split("-- migrate:upgrade", 2)[0];
        Files.writeString(
                script, header + "-- migrate:upgrade\n" + upgrade + "\n\n-- migrate:downgrade\n" + downgrade + "\n");
    }

    private static String done(Outcome outcome) {
        assertThat(outcome.exitCode()).as(outcome.all()).isZero();
        return outcome.output();
    }
}
