package dev.migrate.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.MigrationEngine;
import dev.migrate.plan.Step;
import dev.migrate.report.MigrateListener;
import dev.migrate.report.StepReport;
import dev.migrate.request.MigrationRequest;
import dev.migrate.request.StampRequest;
import dev.migrate.testsupport.CallWatcher;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import dev.migrate.testsupport.WatchedDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A killed process leaves the contents of the file. The write delay of H2 is set to a high value, so that the file
 * contains only explicit checkpoints.
 */
@DatabaseTest(DatabaseProduct.H2)
class H2CheckpointTests {

    private static final String CHECKPOINT = "checkpoint";

    @TempDir
    Path folder;

    private Path scripts;
    private DataSource source;

    @BeforeEach
    void writeScenario() throws IOException {
        this.scripts = Files.createDirectory(this.folder.resolve("scripts"));
        CrashScenario.of(DatabaseProduct.H2).writeTo(this.scripts);
        this.source = h2(this.folder.resolve("late"), ";WRITE_DELAY=60000");
    }

    @Test
    void reportedStepsAreOnDisk() {
        List<String> missing = new ArrayList<>();
        upgrade(this.source, new MigrateListener() {
            @Override
            public void stepDone(Step step, StepReport report) {
                if (left("select count(*) from migrate_revision where is_head = 1 and revision = '%s'"
                                .formatted(step.revision().id()))
                        == 0) {
                    missing.add(step.revision().id());
                }
            }
        });
        assertThat(missing).isEmpty();
    }

    @Test
    void stampsAreOnDisk() throws SQLException {
        try (Connection holdsItOpen = this.source.getConnection()) {
            engine(this.source, new MigrateListener() {}).stamp(StampRequest.to("r3"));
            assertThat(holdsItOpen.isClosed()).isFalse();
            assertThat(left("select count(*) from migrate_revision where revision = 'r3'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void journalIsOnDiskBeforeTheStatementRuns() {
        List<Integer> found = new ArrayList<>();
        upgradeWatching((call) -> {
            if (call.startsWith("create table parcel")) {
                found.add(left("""
                        select count(*) from migrate_journal
                        where revision = 'r1' and statement = 3 and status = 'started'"""));
            }
        });
        assertThat(found).containsExactly(1);
    }

    @Test
    void effectIsOnDiskBeforeTheJournalRecordsIt() {
        List<Integer> found = new ArrayList<>();
        upgradeWatching((call) -> {
            if (call.startsWith("delete from") && call.contains("migrate_journal") && call.contains("|r1|")) {
                found.add(left("select count(*) from information_schema.tables where table_name = 'PARCEL'"));
            }
        });
        assertThat(found).isNotEmpty().containsOnly(1);
    }

    @Test
    void missingPrivilegeForCheckpointIsTolerated() {
        JdbcTemplate administrator = new JdbcTemplate(this.source);
        administrator.execute("create user worker password 'w'");
        administrator.execute("create schema work authorization worker");
        String url = "jdbc:h2:file:" + this.folder.resolve("late") + ";SCHEMA=WORK";
        List<String> calls = calls(new DriverManagerDataSource(url, "worker", "w"));
        assertThat(calls).filteredOn(CHECKPOINT::equals).hasSize(1);
        assertThat(administrator.queryForObject("select count(*) from work.effect", Integer.class))
                .isEqualTo(4);
    }

    @Test
    void inMemoryDatabaseHasNoCheckpoint(TestDatabase inMemory) {
        assertThat(calls(inMemory.dataSource())).doesNotContain(CHECKPOINT);
    }

    private List<String> calls(DataSource database) {
        List<String> calls = new ArrayList<>();
        upgrade(WatchedDataSource.of(database, before(calls::add)), new MigrateListener() {});
        return calls;
    }

    private void upgradeWatching(Consumer<String> what) {
        upgrade(WatchedDataSource.of(this.source, before(what)), new MigrateListener() {});
    }

    private static CallWatcher before(Consumer<String> what) {
        return new CallWatcher() {
            @Override
            public void before(int number, String call) {
                what.accept(call);
            }

            @Override
            public void after(int number, String call) {}
        };
    }

    private void upgrade(DataSource database, MigrateListener listener) {
        engine(database, listener).upgrade(MigrationRequest.to("head"));
    }

    private MigrationEngine engine(DataSource database, MigrateListener listener) {
        return MigrationEngine.builder(database)
                .settings(Instance.settings(this.scripts))
                .listener(listener)
                .build();
    }

    /** Returns a count in a copy of the file, as a killed process would leave it; zero if there is no table. */
    private int left(String count) {
        Path image = this.folder.resolve(UUID.randomUUID().toString());
        try {
            Files.copy(this.folder.resolve("late.mv.db"), Path.of(image + ".mv.db"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        JdbcTemplate killed = new JdbcTemplate(h2(image, ""));
        boolean there = killed.queryForObject(
                        "select count(*) from information_schema.tables where table_name = 'MIGRATE_JOURNAL'",
                        Integer.class)
                == 1;
        Integer found = there ? killed.queryForObject(count, Integer.class) : null;
        return found == null ? 0 : found;
    }

    private static DataSource h2(Path file, String options) {
        return new DriverManagerDataSource("jdbc:h2:file:" + file + options, "sa", "");
    }
}
