package dev.migrate.autogenerate.models;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.migrate.testsupport.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Entities in the styles of public applications, each of which changes five times: a revision is generated for each
 * change while the tables hold rows, and is upgraded, compared, and downgraded. The scripts are in {@code target/models}.
 */
abstract class ModelHistoriesContract {

    private static final List<ModelHistory> HISTORIES = List.of(TelemetryHistory.HISTORY, SupplyHistory.HISTORY, RecordsHistory.HISTORY, FleetHistory.HISTORY, ShopHistory.HISTORY, StoreHistory.HISTORY, NetworkHistory.HISTORY);

    @TempDir
    private Path projects;

    @TestFactory
    Stream<DynamicNode> followsModels(TestDatabase database) {
        String only = System.getProperty("models.only", "");
        return HISTORIES.stream()
                .filter((history) -> history.name().startsWith(only))
                .map((history) -> dynamicContainer(history.name(), changes(history, database)));
    }

    private Stream<DynamicNode> changes(ModelHistory history, TestDatabase server) {
        Progress progress = new Progress(history, server);
        return IntStream.range(0, history.changes().size())
                .mapToObj((position) -> dynamicTest(
                        history.changes().get(position).title(), () -> progress.make(position)));
    }

    /** The run that has made the changes so far, or a new one after a change that failed. */
    private final class Progress {

        private final ModelHistory history;
        private final TestDatabase server;
        private HistoryRun run;
        private TestDatabase database;

        Progress(ModelHistory history, TestDatabase server) {
            this.history = history;
            this.server = server;
        }

        void make(int position) throws Exception {
            if (this.run == null || this.run.made() != position) {
                close();
                this.database = this.server.another();
                this.run = new HistoryRun(this.history, this.database, Files.createTempDirectory(projects, this.history.name()));
                this.run.create(position);
            }
            this.run.make(position);
        }

        private void close() {
            if (this.database != null) {
                this.database.close();
            }
        }
    }
}
