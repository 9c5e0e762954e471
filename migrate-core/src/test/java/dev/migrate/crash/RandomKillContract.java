package dev.migrate.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.error.InterruptedRevisionException;
import dev.migrate.testsupport.JavaProcess;
import dev.migrate.testsupport.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Four processes upgrade one database concurrently and are killed at random moments; then another process starts without
 * disturbance. {@code -Dcrash.rounds=N} runs N rounds on each product.
 */
abstract class RandomKillContract {

    private static final int ROUNDS = Integer.getInteger("crash.rounds", 1);
    private static final long SEED = Long.getLong("crash.seed", System.nanoTime());
    private static final int PROCESSES = 4;

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);

    /** Returns a database that several processes can open at once. */
    TestDatabase fresh(TestDatabase server) {
        return server.another();
    }

    @Test
    void recoversFromKillsAtRandomMoments(TestDatabase server) throws Exception {
        Path scripts = Files.createDirectory(this.folder.resolve("scripts"));
        CrashScenario crashScenario = CrashScenario.of(server.product()).writeTo(scripts);
        String expected;
        long longest;
        try (TestDatabase whole = fresh(server)) {
            try (JavaProcess process = Instance.waiting(whole.url(), whole, scripts)) {
                process.awaitLine(Instance.READY);
                long start = System.nanoTime();
                process.writeLine("go");
                assertThat(process.waitFor()).isZero();
                longest = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            }
            expected = Snapshot.of(whole, scripts);
        }
        int kills = 0;
        List<String> named = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            try (TestDatabase database = fresh(server)) {
                kills += killFour(database, scripts, crashScenario, longest, round, wrong);
                String end = startAgain(database, scripts);
                if (crashScenario.isUnverifiable(end)) {
                    named.add(end);
                } else if (!end.equals(expected)) {
                    wrong.add("round %d (seed %d): %s%nis not%n%s".formatted(round, SEED, end, expected));
                }
            }
        }
        System.out.printf(
                "random kills %s: %d rounds, %d processes killed at work, %d rounds as if never killed, %d with the"
                        + " statement named, %d wrong (seed %d)%n",
                server.product(),
                ROUNDS,
                kills,
                ROUNDS - named.size() - wrong.size(),
                named.size(),
                wrong.size(),
                SEED);
        assertThat(wrong).isEmpty();
    }

    /** Returns the number of processes that were killed before they had finished. */
    private int killFour(
            TestDatabase database,
            Path scripts,
            CrashScenario crashScenario,
            long longest,
            int round,
            List<String> wrong)
            throws Exception {
        List<JavaProcess> processes = new ArrayList<>();
        for (int number = 0; number < PROCESSES; number++) {
            processes.add(Instance.waiting(database.url(), database, scripts));
        }
        ExecutorService killers = Executors.newFixedThreadPool(PROCESSES);
        try {
            for (JavaProcess process : processes) {
                process.awaitLine(Instance.READY);
            }
            List<Future<Boolean>> killed = new ArrayList<>();
            for (int number = 0; number < PROCESSES; number++) {
                JavaProcess process = processes.get(number);
                long delay = this.random.nextLong(longest * (number + 1) / PROCESSES + 1);
                process.writeLine("go");
                killed.add(killers.submit(() -> {
                    TimeUnit.MILLISECONDS.sleep(delay);
                    process.kill();
                    Instance.letTheLeaseRunOut(database, process.pid());
                    return process.wasKilled();
                }));
            }
            int kills = 0;
            for (int number = 0; number < PROCESSES; number++) {
                if (killed.get(number).get()) {
                    kills++;
                } else if (processes.get(number).waitFor() != 0
                        && !crashScenario.isUnverifiable(
                                processes.get(number).output().toString())) {
                    wrong.add("round %d (seed %d): %s"
                            .formatted(round, SEED, processes.get(number).output()));
                }
            }
            return kills;
        } finally {
            killers.shutdownNow();
            processes.forEach(JavaProcess::close);
        }
    }

    private static String startAgain(TestDatabase database, Path scripts) {
        try {
            Instance.upgrade(database.dataSource(), scripts);
            return Snapshot.of(database, scripts);
        } catch (InterruptedRevisionException refused) {
            return String.valueOf(refused.getMessage());
        }
    }
}
