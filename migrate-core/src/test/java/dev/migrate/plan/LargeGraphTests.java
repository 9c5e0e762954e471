package dev.migrate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.revision.Symbol;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Large graphs do not overflow the stack. The benchmarks measure the time. */
class LargeGraphTests {

    @Test
    void plansOnTheLargestRecordedGraph() {
        RecordedGraph recorded = new RecordedGraph(Path.of("src/test/resources/conformance/graphs/perf/dag-2000.json"));
        RevisionGraph graph = RevisionGraph.of(recorded.revisions());
        Planner planner = new Planner(graph, (id) -> true);
        List<String> heads = graph.realHeads();
        assertThat(graph.history()).hasSize(2000);
        assertThat(graph.range(":", List.of())).hasSize(2000);
        assertThat(Set.copyOf(graph.heads())).isEqualTo(recorded.heads());
        assertThat(Set.copyOf(graph.realHeads())).isEqualTo(recorded.realHeads());
        assertThat(graph.branchPoints()).isNotEmpty();
        assertThat(graph.resolve(Symbol.parse("heads"), List.of())).isEqualTo(heads);
        assertThat(graph.resolve(Symbol.parse(heads.get(0).substring(0, 11)), List.of()))
                .containsExactly(heads.get(0));
        assertThat(graph.tips(heads)).containsAll(heads);
        assertThat(planner.upgrade(List.of(), "heads").steps()).hasSize(2000);
        assertThat(planner.downgrade(heads, "base").to()).isEmpty();
    }

    @Test
    void plansVeryDeepGraphWithoutRecursion() throws InterruptedException {
        List<Throwable> failures = new ArrayList<>();
        Thread smallStack = new Thread(null, LargeGraphTests::walkDeepGraph, "small stack", 128 * 1024);
        smallStack.setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
        smallStack.start();
        smallStack.join();
        assertThat(failures).isEmpty();
    }

    private static void walkDeepGraph() {
        int depth = 100_000;
        List<Revision> revisions = new ArrayList<>();
        for (int index = depth - 1; index >= 0; index--) {
            List<String> parents = index == 0 ? List.of() : List.of("r" + (index - 1));
            List<String> labels = index == depth - 1 ? List.of("tip") : List.of();
            revisions.add(new Revision("r" + index, parents, List.of(), labels, "", null, null, null));
        }
        RevisionGraph graph = RevisionGraph.of(revisions);
        Planner planner = new Planner(graph, (id) -> true);
        assertThat(graph.labels("r0")).containsExactly("tip");
        assertThat(planner.upgrade(List.of(), "head").steps()).hasSize(depth);
        assertThat(planner.downgrade(List.of("r" + (depth - 1)), "base").steps())
                .hasSize(depth);
        assertThat(graph.resolve(Symbol.parse("tip@base+1"), List.of())).containsExactly("r0");
        assertThat(graph.resolve(Symbol.parse("head-99999"), List.of())).containsExactly("r0");
        assertThat(graph.range("r0:", List.of())).hasSize(depth);
    }
}
