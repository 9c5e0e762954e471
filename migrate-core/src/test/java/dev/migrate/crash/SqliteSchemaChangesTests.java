package dev.migrate.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.MigrationEngine;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DatabaseTest(DatabaseProduct.SQLITE)
class SqliteSchemaChangesTests {

    private static final int READS = 3000;

    /** How long reads go on at most: each might wait for the writer, which never pauses. */
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(20);

    @TempDir
    Path folder;

    /** SQLite compiles a query twice if the schema has changed meanwhile, and then gives up. */
    @Test
    void readersTolerateConcurrentTableCreation(TestDatabase database) throws Exception {
        MigrationEngine engine = Instance.engine(database.dataSource(), Instance.settings(this.folder));
        AtomicBoolean enough = new AtomicBoolean();
        ExecutorService writers = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> made = writers.submit(() -> makeTables(database, enough));
            long start = System.nanoTime();
            for (int read = 0; read < READS && System.nanoTime() - start < LONGEST; read++) {
                assertThat(engine.status().upToDate()).isTrue();
            }
            enough.set(true);
            assertThat(made.get()).isPositive();
        } finally {
            enough.set(true);
            writers.shutdown();
        }
    }

    private static int makeTables(TestDatabase database, AtomicBoolean enough) throws Exception {
        int made = 0;
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("pragma synchronous = off");
            statement.execute("pragma busy_timeout = 30000");
            while (!enough.get()) {
                statement.execute("create table passing (id int)");
                statement.execute("drop table passing");
                made++;
            }
        }
        return made;
    }
}
