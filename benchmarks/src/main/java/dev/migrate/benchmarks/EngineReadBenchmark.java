package dev.migrate.benchmarks;

import dev.migrate.MigrationEngine;
import dev.migrate.report.BranchesReport;
import dev.migrate.report.HeadsReport;
import dev.migrate.report.HistoryReport;
import dev.migrate.report.RevisionReport;
import dev.migrate.request.StampRequest;
import dev.migrate.revision.Revision;
import dev.migrate.settings.MigrateSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.h2.jdbcx.JdbcConnectionPool;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a user waits for who asks an engine with 2,000 applied revisions, on H2 in memory. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class EngineReadBenchmark {

    private final JdbcConnectionPool database = JdbcConnectionPool.create("jdbc:h2:mem:reads", "sa", "");
    private final MigrationEngine engine;
    private final String newest;

    /** Writes the scripts of the recorded graph and stamps a database with its heads. */
    public EngineReadBenchmark() {
        try {
            Path folder = Files.createTempDirectory("migrate-benchmark");
            List<Revision> revisions = RecordedGraph.revisions("dag-2000");
            for (Revision revision : revisions) {
                Files.writeString(folder.resolve(revision.id() + ".sql"), script(revision));
            }
            this.newest = revisions.get(revisions.size() - 1).id();
            this.engine = MigrationEngine.builder(this.database)
                    .settings(MigrateSettings.defaults().withLocations("file:" + folder))
                    .build();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Records all revisions as applied. */
    @Setup
    public void stamp() {
        this.engine.stamp(StampRequest.to("heads"));
    }

    /** Closes the database. */
    @TearDown
    public void close() {
        this.database.dispose();
    }

    /** All revisions with their state. */
    @Benchmark
    public HistoryReport history() {
        return this.engine.history(null);
    }

    /** The heads with their state. */
    @Benchmark
    public HeadsReport heads() {
        return this.engine.heads();
    }

    /** The branch points and the first revisions of their branches. */
    @Benchmark
    public BranchesReport branches() {
        return this.engine.branches();
    }

    /** One revision with its script. */
    @Benchmark
    public List<RevisionReport> show() {
        return this.engine.show(this.newest);
    }

    private static String script(Revision revision) {
        StringBuilder text = new StringBuilder("-- ")
                .append(revision.message())
                .append("\n--\n-- Revision ID: ")
                .append(revision.id())
                .append('\n');
        list(text, "Revises", revision.revises());
        list(text, "Depends On", revision.dependsOn());
        list(text, "Branch Labels", revision.branchLabels());
        return text.append("\n-- migrate:upgrade\nCREATE TABLE t_")
                .append(revision.id())
                .append(" (id INT);\n\n-- migrate:downgrade\nDROP TABLE t_")
                .append(revision.id())
                .append(";\n")
                .toString();
    }

    private static void list(StringBuilder text, String key, List<String> values) {
        if (!values.isEmpty()) {
            text.append("-- ")
                    .append(key)
                    .append(": ")
                    .append(String.join(", ", values))
                    .append('\n');
        }
    }
}
