package dev.migrate.benchmarks;

import dev.migrate.plan.Plan;
import dev.migrate.plan.Planner;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Building the graph of revisions that are in memory, and planning on it: what Alembic was measured with. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class GraphBenchmark {

    /** A chain of a number of revisions in random order, or one of the recorded graphs. */
    @Param({"linear-1000", "linear-10000", "linear-100000", "dag-2000", "dagplain-2000"})
    private String graph = "linear-1000";

    private List<Revision> revisions = List.of();
    private RevisionGraph built = RevisionGraph.of(List.of());
    private List<String> heads = List.of();

    /** Creates the revisions. */
    @Setup
    public void makeRevisions() throws IOException {
        this.revisions = this.graph.startsWith("linear-")
                ? chain(Integer.parseInt(this.graph.substring("linear-".length())))
                : RecordedGraph.revisions(this.graph);
        this.built = RevisionGraph.of(this.revisions);
        this.heads = this.built.realHeads();
    }

    /** Builds and checks the graph. */
    @Benchmark
    public RevisionGraph load() {
        return RevisionGraph.of(this.revisions);
    }

    /** Builds the graph and plans from base to the heads. */
    @Benchmark
    public Plan loadAndPlan() {
        return new Planner(RevisionGraph.of(this.revisions), (id) -> true).upgrade(List.of(), "heads");
    }

    /** Plans from the heads to base. */
    @Benchmark
    public Plan planDowngrade() {
        return new Planner(this.built, (id) -> true).downgrade(this.heads, "base");
    }

    /** Lists everything, newest first. */
    @Benchmark
    public List<String> history() {
        return this.built.range(":", List.of());
    }

    private static List<Revision> chain(int length) {
        Random random = new Random(length);
        List<Revision> chain = new ArrayList<>(length);
        List<String> parent = List.of();
        for (int index = 0; index < length; index++) {
            String id = "%012x".formatted(random.nextLong() & 0xffffffffffffL);
            chain.add(new Revision(id, parent, List.of(), List.of(), "r" + index, null, null, null));
            parent = List.of(id);
        }
        chain.sort(Comparator.comparing(Revision::id));
        return chain;
    }
}
