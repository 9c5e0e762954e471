package dev.migrate.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.report.MigrationReport;
import dev.migrate.request.MigrationRequest;
import dev.migrate.settings.MigrateSettings;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Lock queues of PostgreSQL. */
@DatabaseTest(DatabaseProduct.POSTGRESQL)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class PostgreSqlLocksTests {

    private static final Duration LOCK_TIMEOUT = Duration.ofMillis(500);
    private static final int QUERIES = 200;

    @TempDir
    Path scripts;

    @Test
    void fourInstancesBuildAnIndexConcurrentlyOnce(TestDatabase database) throws IOException {
        revision("r1", "", "", """
                create table account (id int, name text);
                insert into account select n, 'name ' || n from generate_series(1, 50000) n;""");
        revision(
                "r2",
                "-- Revises: r1\n",
                " transaction=off",
                "create index concurrently account_name on account (name);");
        assertThat(EnduranceContract.stepsOfAll(database, this.scripts, 4)).isEqualTo(2);
        assertThat(database.jdbc()
                        .queryForList(
                                "select indisvalid from pg_index where indexrelid = 'account_name'::regclass",
                                Boolean.class))
                .containsExactly(true);
        assertThat(database.jdbc().queryForObject("select count(*) from migrate_log", Integer.class))
                .isEqualTo(2);
    }

    /** Without a lock timeout each of the queries would wait for the reader, which waits for all of the queries. */
    @Test
    void waitForLongReaderDoesNotBlockOthers(TestDatabase database) throws Exception {
        revision("r1", "", "", "create table account (id int);");
        Instance.upgrade(database.dataSource(), this.scripts);
        revision("r2", "-- Revises: r1\n", "", "alter table account add column name text;");
        MigrateSettings settings = Instance.settings(this.scripts).toBuilder()
                .lockTimeout(LOCK_TIMEOUT)
                .build();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        long longest = 0;
        int queued = 0;
        try (Connection reader = database.dataSource().getConnection();
                Connection other = database.dataSource().getConnection()) {
            reader.setAutoCommit(false);
            query(reader);
            Future<MigrationReport> move = thread.submit(
                    () -> Instance.engine(database.dataSource(), settings).upgrade(MigrationRequest.to("head")));
            for (int number = 0; number < QUERIES || queued == 0; number++) {
                long start = System.nanoTime();
                query(other);
                long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
                longest = Math.max(longest, took);
                queued += took > LOCK_TIMEOUT.toMillis() / 10 ? 1 : 0;
                TimeUnit.MILLISECONDS.sleep(20);
            }
            assertThat(move.isDone()).isFalse();
            reader.commit();
            assertThat(move.get().current()).containsExactly("r2");
        } finally {
            thread.shutdownNow();
        }
        System.out.printf(
                "long reader POSTGRESQL: lock timeout %d ms; of at least %d queries beside it %d were queued, none for longer than %d ms%n",
                LOCK_TIMEOUT.toMillis(), QUERIES, queued, longest);
    }

    private static void query(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery("select count(*) from account").close();
        }
    }

    private void revision(String id, String revises, String options, String statements) throws IOException {
        Files.writeString(
                this.scripts.resolve(id + ".sql"),
                "-- Make %1$s%n--%n-- Revision ID: %1$s%n%2$s%n-- migrate:upgrade%3$s%n%4$s%n"
                        .formatted(id, revises, options, statements));
    }
}
