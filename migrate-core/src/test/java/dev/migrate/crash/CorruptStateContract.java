package dev.migrate.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.error.InterruptedRevisionException;
import dev.migrate.error.MigrateException;
import dev.migrate.error.Wording;
import dev.migrate.testsupport.CallWatcher;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.TestDatabase;
import dev.migrate.testsupport.WatchedDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The connection or the server of a running process fails. */
abstract class CorruptStateContract {

    private static final int ROUNDS = Integer.getInteger("crash.rounds", 2);
    private static final long SEED = Long.getLong("crash.seed", System.nanoTime());

    @TempDir
    Path folder;

    /** Terminates every other session. */
    abstract void cut(JdbcTemplate administration);

    @Test
    void recoversFromConnectionLossAtEveryCall(TestDatabase server) throws Exception {
        Path scripts = Files.createDirectory(this.folder.resolve("scripts"));
        CrashScenario crashScenario = CrashScenario.of(server.product()).writeTo(scripts);
        List<String> calls;
        String expected;
        try (TestDatabase whole = server.another()) {
            calls = Instance.undisturbed(whole, scripts).names();
            expected = Snapshot.of(whole, scripts);
        }
        List<CallPoint> callPoints = CallPoint.in(calls);
        List<String> wrong = new ArrayList<>();
        int named = 0;
        for (CallPoint callPoint : callPoints) {
            try (TestDatabase database = server.another()) {
                Disturbance cut = new Disturbance(callPoint.call(), callPoint.after(), () -> cut(database.jdbc()));
                String end = disturbed(database, database.dataSource(), scripts, cut, () -> {});
                named += crashScenario.isUnverifiable(end) ? 1 : 0;
                if (!end.equals(expected) && !crashScenario.isUnverifiable(end)) {
                    wrong.add("cut %s: %s%nis not%n%s".formatted(callPoint, end, expected));
                }
            }
        }
        System.out.printf(
                "cut connections %s: %d cuts, %d as if never cut, %d with the statement named, %d wrong%n",
                server.product(), callPoints.size(), callPoints.size() - named - wrong.size(), named, wrong.size());
        assertThat(wrong).isEmpty();
    }

    @Test
    void recoversFromServerCrash(TestDatabase server) throws Exception {
        Path scripts = Files.createDirectory(this.folder.resolve("scripts"));
        DatabaseProduct product = server.product();
        CrashScenario crashScenario = CrashScenario.of(product).writeTo(scripts);
        Random random = new Random(SEED);
        List<String> wrong = new ArrayList<>();
        int named = 0;
        try (PrivateServer mortal = PrivateServer.start(product)) {
            TestDatabase whole = on(mortal, product, "whole");
            int calls = Instance.undisturbed(whole, scripts).names().size();
            String expected = Snapshot.of(whole, scripts);
            for (int round = 1; round <= ROUNDS; round++) {
                TestDatabase database = on(mortal, product, "round" + round);
                Disturbance death = new Disturbance(1 + random.nextInt(calls), random.nextBoolean(), mortal::kill);
                String end = disturbed(database, database.dataSource(), scripts, death, () -> {
                    try {
                        mortal.start();
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    }
                });
                named += crashScenario.isUnverifiable(end) ? 1 : 0;
                if (!end.equals(expected) && !crashScenario.isUnverifiable(end)) {
                    wrong.add("round %d (seed %d): %s%nis not%n%s".formatted(round, SEED, end, expected));
                }
            }
        }
        System.out.printf(
                "server deaths %s: %d, %d as if never dead, %d with the statement named, %d wrong (seed %d)%n",
                product, ROUNDS, ROUNDS - named - wrong.size(), named, wrong.size(), SEED);
        assertThat(wrong).isEmpty();
    }

    /** Upgrades with a disturbance, upgrades again, and returns the snapshot of the database or the refusal. */
    static String disturbed(
            TestDatabase database, DataSource source, Path scripts, CallWatcher disturbance, Runnable recovery) {
        try {
            Instance.upgrade(WatchedDataSource.of(source, disturbance), scripts);
        } catch (MigrateException expected) {
            assertThat(expected.getMessage()).isNotBlank().doesNotContain("SingleConnection", ": null");
            assertThat(expected.remedy().in(Wording.properties())).contains("again");
        }
        recovery.run();
        Instance.letTheLeaseRunOut(database, ProcessHandle.current().pid());
        try {
            Instance.upgrade(database.dataSource(), scripts);
            return Snapshot.of(database, scripts);
        } catch (InterruptedRevisionException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    private static TestDatabase on(PrivateServer server, DatabaseProduct product, String name) {
        server.create(name);
        return TestDatabase.at(product, server.url(name), server.user(), "");
    }

    /** Runs an action at one call. */
    static final class Disturbance implements CallWatcher {

        private final int number;
        private final boolean after;
        private final Runnable what;

        Disturbance(int number, boolean after, Runnable what) {
            this.number = number;
            this.after = after;
            this.what = what;
        }

        @Override
        public void before(int call, String text) {
            if (!this.after && call == this.number) {
                this.what.run();
            }
        }

        @Override
        public void after(int call, String text) {
            if (this.after && call == this.number) {
                this.what.run();
            }
        }
    }

    /** Kills a session that might have ended already. */
    static void killQuietly(JdbcTemplate administration, long session) {
        try {
            administration.execute("kill " + session);
        } catch (DataAccessException gone) {
            assertThat(gone).hasMessageContaining(String.valueOf(session));
        }
    }
}
