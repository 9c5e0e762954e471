package dev.migrate.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.MigrationEngine;
import dev.migrate.plan.Step;
import dev.migrate.report.LogReport;
import dev.migrate.report.MigrateListener;
import dev.migrate.request.MigrationRequest;
import dev.migrate.testsupport.JavaProcess;
import dev.migrate.testsupport.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many instances start at once with many revisions to run. A build has one small round; {@code -Dendurance=20} has 20
 * rounds of 8 processes with 100 revisions.
 */
abstract class EnduranceContract {

    private static final int ROUNDS = Integer.getInteger("endurance", 0);
    private static final int INSTANCES = ROUNDS > 0 ? 8 : 3;
    private static final int REVISIONS = ROUNDS > 0 ? 100 : 20;

    @TempDir
    Path folder;

    /** Returns a database that several processes can open at once. */
    TestDatabase fresh(TestDatabase server) {
        return server.another();
    }

    @Test
    void everyRevisionRunsOnceWithManyInstances(TestDatabase server) throws Exception {
        Path scripts = revisions(REVISIONS);
        for (int round = 1; round <= Math.max(1, ROUNDS); round++) {
            try (TestDatabase database = fresh(server)) {
                assertThat(stepsOfAll(database, scripts, INSTANCES)).isEqualTo(REVISIONS);
                MigrationEngine engine = Instance.engine(database.dataSource(), Instance.settings(scripts));
                assertThat(engine.status().upToDate()).isTrue();
                assertThat(engine.status().lock()).isNull();
                assertThat(engine.log(1000).entries())
                        .extracting(LogReport.Entry::outcome)
                        .hasSize(REVISIONS)
                        .containsOnly("done");
                assertThat(database.jdbc().queryForList("select what from effect order by what", Integer.class))
                        .isEqualTo(IntStream.rangeClosed(1, REVISIONS).boxed().toList());
            }
        }
        System.out.printf(
                "endurance %s: %d rounds of %d processes with %d revisions: every revision once, no error, no lock left%n",
                server.product(), Math.max(1, ROUNDS), INSTANCES, REVISIONS);
    }

    /** With no patience at all: had it needed the lock, it would have failed. */
    @Test
    void upToDateInstancesDoNotWait(TestDatabase server) throws Exception {
        try (TestDatabase database = fresh(server)) {
            Path older = revisions(3);
            Instance.upgrade(database.dataSource(), older);
            Path newer = Files.createDirectory(this.folder.resolve("newer"));
            write(newer, 4);
            List<Integer> steps = new ArrayList<>();
            MigrateListener holding = new MigrateListener() {
                @Override
                public void stepStarted(Step step, int number, int of) {
                    MigrationEngine impatient = Instance.engine(
                            database.dataSource(),
                            Instance.settings(older).toBuilder()
                                    .lockWait(Duration.ZERO)
                                    .build());
                    assertThat(impatient.status().lock()).isNotNull();
                    steps.add(impatient
                            .upgrade(MigrationRequest.to("head"))
                            .steps()
                            .size());
                }
            };
            MigrationEngine.builder(database.dataSource())
                    .settings(Instance.settings(newer))
                    .listener(holding)
                    .build()
                    .upgrade(MigrationRequest.to("head"));
            assertThat(steps).containsExactly(0);
        }
    }

    /** Starts processes that upgrade all at once; answers how many steps they ran together. */
    static int stepsOfAll(TestDatabase database, Path scripts, int instances) {
        List<JavaProcess> processes = new ArrayList<>();
        try {
            for (int number = 0; number < instances; number++) {
                processes.add(Instance.waiting(database.url(), database, scripts));
            }
            for (JavaProcess process : processes) {
                process.awaitLine(Instance.READY);
            }
            processes.forEach((process) -> process.writeLine("go"));
            int steps = 0;
            for (JavaProcess process : processes) {
                List<String> said = process.output();
                assertThat(process.waitFor()).as(said.toString()).isZero();
                steps += said.stream()
                        .filter((line) -> line.startsWith("steps "))
                        .mapToInt((line) -> Integer.parseInt(line.substring("steps ".length())))
                        .sum();
            }
            return steps;
        } finally {
            processes.forEach(JavaProcess::close);
        }
    }

    private Path revisions(int many) throws IOException {
        Path scripts = Files.createDirectory(this.folder.resolve("scripts"));
        write(scripts, many);
        return scripts;
    }

    private static void write(Path scripts, int many) throws IOException {
        for (int number = 1; number <= many; number++) {
            Files.writeString(
                    scripts.resolve("r" + number + ".sql"),
                    "-- Make r%1$d%n--%n-- Revision ID: r%1$d%n%2$s%n-- migrate:upgrade%n%3$s%ncreate table t%1$d (id int);%ninsert into effect values (%1$d);%n"
                            .formatted(
                                    number,
                                    number == 1 ? "" : "-- Revises: r" + (number - 1),
                                    number == 1 ? "create table effect (what int);" : ""));
        }
    }
}
