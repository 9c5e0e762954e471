package dev.migrate.spring.boot.starter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Termination of a process by SIGTERM, as sent by Kubernetes, during a revision. */
@DatabaseTest(DatabaseProduct.POSTGRESQL)
class TerminationTests {

    private static final String SLEEPING = """
            -- Take a nap between two statements
            --
            -- Revision ID: nap001

            -- migrate:upgrade transaction=off
            CREATE TABLE before_it (id INT);
            SELECT pg_sleep(3);
            CREATE TABLE after_it (id INT);

            -- migrate:downgrade
            DROP TABLE before_it;
            DROP TABLE after_it;
            """;

    @TempDir
    private Path folder;

    @Test
    void startStopsBetweenStatementsAndResumes(TestDatabase database) throws Exception {
        stopsAndResumes(database, List.of());
    }

    @Test
    void commandStopsBetweenStatementsAndResumes(TestDatabase database) throws Exception {
        stopsAndResumes(database, List.of("migrate", "upgrade"));
    }

    private void stopsAndResumes(TestDatabase database, List<String> words) throws Exception {
        Files.writeString(this.folder.resolve("nap.sql"), SLEEPING);
        List<String> arguments = new ArrayList<>(List.of(
                SmallApplication.class.getName(),
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password(),
                "--migrate.locations=file:" + this.folder));
        arguments.addAll(words);
        JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
        Path output = this.folder.resolve("output.txt");
        Process process = SmallProcess.begin(SmallProcess.starter(), arguments, output);
        awaitTable(jdbc, "before_it", process, output);
        process.destroy();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        String log = Files.readString(output);
        assertThat(process.exitValue()).as(log).isEqualTo(143);
        assertThat(exists(jdbc, "after_it")).as(log).isFalse();

        SmallProcess.Ended next = SmallProcess.java(SmallProcess.starter(), arguments);
        assertThat(next.exitCode()).as(next.output()).isZero();
        assertThat(exists(jdbc, "after_it")).isTrue();
        assertThat(jdbc.queryForList("select revision from migrate_revision where is_head = 1", String.class))
                .containsExactly("nap001");
    }

    private static void awaitTable(JdbcTemplate jdbc, String table, Process process, Path output)
            throws IOException, InterruptedException {
        Instant end = Instant.now().plus(Duration.ofMinutes(4));
        while (!exists(jdbc, table)) {
            assertThat(process.isAlive() && Instant.now().isBefore(end))
                    .as(Files.readString(output))
                    .isTrue();
            Thread.sleep(50);
        }
    }

    private static boolean exists(JdbcTemplate jdbc, String table) {
        return Boolean.TRUE.equals(jdbc.queryForObject("select to_regclass(?) is not null", Boolean.class, table));
    }
}
