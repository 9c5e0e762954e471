package dev.migrate.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.FlywayHistory;
import dev.migrate.testsupport.JavaProcess;
import dev.migrate.testsupport.KillPoint;
import dev.migrate.testsupport.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

/**
 * Kills a process with SIGKILL at its calls to the database while it adopts the history of Flyway, and starts it again. A
 * build kills once at each kind of call; {@code -Dcrash.matrix=all} kills at each call.
 */
abstract class AdoptionCrashContract {

    private static final int ADOPTED = 2;

    @TempDir
    Path folder;

    /** Returns an empty database. */
    TestDatabase fresh(TestDatabase server) {
        return server.another();
    }

    @Test
    void isAdoptedCompletelyOrNotAtAll(TestDatabase server) throws Exception {
        Path scripts = Files.createDirectory(this.folder.resolve("scripts"));
        Path flyway = Files.createDirectory(this.folder.resolve("flyway"));
        List<String> calls;
        String expected;
        FlywayHistory history = new FlywayHistory(flyway, scripts);
        history.writeScripts(server);
        try (TestDatabase whole = prepared(server, history)) {
            calls = Instance.undisturbed(whole, scripts).names();
            expected = picture(whole);
        }
        List<CallPoint> kills = CallPoint.in(calls);
        assertThat(kills).hasSizeGreaterThan(5);
        List<String> wrong = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<String>> running = kills.stream()
                    .map((kill) -> threads.submit(() -> kill(server, history, scripts, kill, expected)))
                    .toList();
            for (Future<String> result : running) {
                wrong.add(result.get());
            }
        } finally {
            threads.shutdownNow();
        }
        wrong.removeIf(String::isEmpty);
        assertThat(wrong).isEmpty();
    }

    private TestDatabase prepared(TestDatabase server, FlywayHistory history) {
        TestDatabase database = fresh(server);
        history.runTwo(database);
        return database;
    }

    /** Returns what is wrong after the kill, or an empty text. */
    private String kill(TestDatabase server, FlywayHistory history, Path scripts, CallPoint kill, String expected) {
        try (TestDatabase database = prepared(server, history)) {
            try (JavaProcess process = Instance.doomed(database, scripts, kill.call(), kill.after())) {
                if (!process.prints(KillPoint.HERE)) {
                    return kill + ": it never came there: " + process.output();
                }
                process.kill();
                Instance.letTheLeaseRunOut(database, process.pid());
            }
            int recorded = recorded(database);
            if (recorded != 0 && recorded < ADOPTED) {
                return "%s: %d revisions are recorded".formatted(kill, recorded);
            }
            Instance.upgrade(database.dataSource(), scripts);
            String picture = picture(database);
            return picture.equals(expected) ? "" : "%s: %s%n is not %s".formatted(kill, picture, expected);
        }
    }

    private static int recorded(TestDatabase database) {
        try {
            Integer count = database.jdbc().queryForObject("select count(*) from migrate_revision", Integer.class);
            return count == null ? 0 : count;
        } catch (DataAccessException missing) {
            return 0;
        }
    }

    /** The record and the effect of each script, which must have run exactly once. */
    private static String picture(TestDatabase database) {
        List<String> lines = new ArrayList<>();
        for (String query : List.of(
                "select revision, is_head, status, checksum, applied_by from migrate_revision order by revision",
                "select action, revision, message, statements, adopted from migrate_log where outcome = 'done' order by id",
                "select revision, status from migrate_journal",
                "select id, 1 from effect order by id")) {
            lines.add(database.jdbc().queryForList(query).stream()
                    .map((row) -> row.values().toString())
                    .toList()
                    .toString()
                    .replaceAll("migrate_test_[0-9a-f]+", "test"));
        }
        return String.join("\n", lines);
    }
}
