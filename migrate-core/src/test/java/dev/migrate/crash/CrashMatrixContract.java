package dev.migrate.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrate.error.InterruptedRevisionException;
import dev.migrate.testsupport.JavaProcess;
import dev.migrate.testsupport.KillPoint;
import dev.migrate.testsupport.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process with SIGKILL immediately before and after each call to the database, and starts it again. The database
 * must then equal that of an undisturbed run, or the failure must name the statement whose effect is unknown. A build
 * kills once at each kind of call; {@code -Dcrash.matrix=all} kills at each call.
 */
abstract class CrashMatrixContract {

    @TempDir
    Path folder;

    /** Returns an empty database. */
    TestDatabase fresh(TestDatabase server) {
        return server.another();
    }

    @Test
    void recoversFromKillAtEveryCall(TestDatabase server) throws Exception {
        Path scripts = Files.createDirectory(this.folder.resolve("scripts"));
        CrashScenario crashScenario = CrashScenario.of(server.product()).writeTo(scripts);
        List<String> calls;
        String expected;
        try (TestDatabase whole = fresh(server)) {
            calls = Instance.undisturbed(whole, scripts).names();
            expected = Snapshot.of(whole, scripts);
        }
        List<CallPoint> kills = CallPoint.in(calls);
        List<Outcome> outcomes = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Outcome>> running = kills.stream()
                    .map((kill) -> threads.submit(() -> kill(server, scripts, crashScenario, kill, expected)))
                    .toList();
            for (Future<Outcome> outcome : running) {
                outcomes.add(outcome.get());
            }
        } finally {
            threads.shutdownNow();
        }
        report(server, outcomes);
        assertThat(outcomes).filteredOn((outcome) -> !outcome.isGood()).isEmpty();
        assertThat(outcomes.stream().filter((outcome) -> outcome.end() == End.AS_IF_NEVER_KILLED))
                .hasSizeGreaterThan(outcomes.size() / 2);
    }

    /** Runs only if all call points are requested, since it takes as long as a lease. */
    @Test
    void leaseOfKilledProcessExpires(TestDatabase server) throws Exception {
        assumeTrue(CallPoint.areAllRequested(), "only with -Dcrash.matrix=all");
        Path scripts = Files.createDirectory(this.folder.resolve("scripts"));
        CrashScenario.of(server.product()).writeTo(scripts);
        int call;
        String expected;
        try (TestDatabase whole = fresh(server)) {
            call = Instance.undisturbed(whole, scripts).names().indexOf("statement 2 of r2") + 1;
            expected = Snapshot.of(whole, scripts);
        }
        try (TestDatabase database = fresh(server)) {
            try (JavaProcess process = Instance.doomed(database, scripts, call, false)) {
                process.awaitLine(KillPoint.HERE);
                process.kill();
            }
            Instance.upgrade(database.dataSource(), scripts);
            assertThat(Snapshot.of(database, scripts)).isEqualTo(expected);
        }
    }

    private Outcome kill(
            TestDatabase server, Path scripts, CrashScenario crashScenario, CallPoint kill, String expected) {
        try (TestDatabase database = fresh(server)) {
            try (JavaProcess process = Instance.doomed(database, scripts, kill.call(), kill.after())) {
                if (!process.prints(KillPoint.HERE)) {
                    return new Outcome(kill, End.WRONG, "it never came there: " + process.output());
                }
                process.kill();
                Instance.letTheLeaseRunOut(database, process.pid());
            }
            return startAgain(database, scripts, crashScenario, kill, expected);
        } catch (RuntimeException failure) {
            return new Outcome(kill, End.WRONG, failure.toString());
        }
    }

    private static Outcome startAgain(
            TestDatabase database, Path scripts, CrashScenario crashScenario, CallPoint kill, String expected) {
        try {
            Instance.upgrade(database.dataSource(), scripts);
        } catch (InterruptedRevisionException refused) {
            String said = String.valueOf(refused.getMessage());
            return new Outcome(kill, crashScenario.isUnverifiable(said) ? End.NAMED : End.WRONG, said);
        }
        String picture = Snapshot.of(database, scripts);
        return new Outcome(
                kill,
                picture.equals(expected) ? End.AS_IF_NEVER_KILLED : End.WRONG,
                picture.equals(expected) ? "" : "%n%s%nis not%n%s".formatted(picture, expected));
    }

    private static void report(TestDatabase server, List<Outcome> outcomes) throws IOException {
        StringBuilder table = new StringBuilder("| killed | times | as if never killed | statement named |\n");
        table.append("| --- | --- | --- | --- |\n");
        Map<String, List<Outcome>> rows = new LinkedHashMap<>();
        outcomes.forEach((outcome) -> rows.computeIfAbsent(outcome.kill().kind(), (kind) -> new ArrayList<>())
                .add(outcome));
        rows.forEach((kind, row) -> table.append("| %s | %d | %d | %d |%n"
                .formatted(kind, row.size(), count(row, End.AS_IF_NEVER_KILLED), count(row, End.NAMED))));
        table.append("| all | %d | %d | %d |%n"
                .formatted(outcomes.size(), count(outcomes, End.AS_IF_NEVER_KILLED), count(outcomes, End.NAMED)));
        outcomes.stream()
                .filter((outcome) -> outcome.end() == End.NAMED)
                .forEach((outcome) -> table.append("named: %s: %s%n".formatted(outcome.kill(), outcome.said())));
        Path file = Files.createDirectories(Path.of("target", "crash-matrix")).resolve(server.product() + ".md");
        Files.writeString(file, table);
        System.out.printf(
                "crash matrix %s: %d kills, %d as if never killed, %d with the statement named, %d wrong; %s%n",
                server.product(),
                outcomes.size(),
                count(outcomes, End.AS_IF_NEVER_KILLED),
                count(outcomes, End.NAMED),
                count(outcomes, End.WRONG),
                file);
    }

    private static long count(List<Outcome> outcomes, End end) {
        return outcomes.stream().filter((outcome) -> outcome.end() == end).count();
    }

    private enum End {
        AS_IF_NEVER_KILLED,
        NAMED,
        WRONG
    }

    /** The outcome of one kill. */
    private record Outcome(CallPoint kill, End end, String said) {

        boolean isGood() {
            return this.end != End.WRONG;
        }
    }
}
