package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Also many starts at once, where the tables of a revision are there before the revision is. */
@DatabaseTest(DatabaseProduct.MARIADB)
class MariaDbFirstContactTests extends FirstContactContract {

    private static final int ROUNDS = 30;

    @Test
    @Tag("long")
    void threeProcessesAreNeverRefusedOnAnEmptyDatabase(@TempDir Path folder) throws Exception {
        new ScriptFixture(folder).table("r1", "").table("r2", "-- Revises: r1").table("r3", "-- Revises: r2");
        for (int round = 1; round <= ROUNDS; round++) {
            try (TestDatabase empty = this.database.another()) {
                List<Process> processes = new ArrayList<>();
                for (int number = 0; number < 3; number++) {
                    processes.add(EngineProcess.start(empty.url(), empty, folder));
                }
                int steps = 0;
                for (Process process : processes) {
                    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                    assertThat(process.waitFor())
                            .as("round %d: %s", round, said)
                            .isZero();
                    Matcher line = Pattern.compile("steps (\\d+) at \\[r3]").matcher(said);
                    assertThat(line.find()).as(said).isTrue();
                    steps += Integer.parseInt(line.group(1));
                }
                assertThat(steps).isEqualTo(3);
            }
        }
    }

    @Test
    @Tag("long")
    void threeThreadsAreNeverRefusedOnAnEmptyDatabase() throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            try (TestDatabase empty = this.database.another()) {
                assertThat(startedAtOnce(empty, 3)).as("round %d", round).isEqualTo(2);
            }
        }
    }
}
