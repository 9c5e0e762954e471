package dev.migrate.autogenerate.models;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.migrate.testsupport.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Entities in the styles of public applications, each of which changes five times: a revision is generated for each
 * change while the tables hold rows, and is upgraded, compared, and downgraded. The scripts are in {@code target/models}.
 */
abstract class ModelHistoriesContract {

    private static final List<ModelHistory> HISTORIES = List.of(
            TelemetryHistory.HISTORY,
            SupplyHistory.HISTORY,
            RecordsHistory.HISTORY,
            FleetHistory.HISTORY,
            ShopHistory.HISTORY,
            StoreHistory.HISTORY,
            NetworkHistory.HISTORY);

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
                .mapToObj((position) -> (DynamicNode)
                        dynamicTest(history.changes().get(position).title(), () -> progress.make(position)))
                .onClose(progress::close);
    }

    /** The run that has made the changes so far, or a new one after a change that failed. */
    private final class Progress {

        private final ModelHistory history;
        private final TestDatabase server;
        private final Deque<Runnable> open = new ArrayDeque<>();
        private @Nullable HistoryRun run;

        Progress(ModelHistory history, TestDatabase server) {
            this.history = history;
            this.server = server;
        }

        void make(int position) throws Exception {
            if (this.run == null || this.run.made() != position) {
                this.run = runAt(position);
            }
            this.run.make(position);
        }

        private HistoryRun runAt(int position) throws Exception {
            close();
            TestDatabase empty = this.server.another();
            this.open.push(empty::close);
            RevisedDatabase database = new RevisedDatabase(
                    empty, Files.createTempDirectory(ModelHistoriesContract.this.projects, this.history.name()));
            this.open.push(database::close);
            HistoryRun next = new HistoryRun(this.history, database);
            next.create(position);
            return next;
        }

        void close() {
            this.open.forEach(Runnable::run);
            this.open.clear();
        }
    }
}
