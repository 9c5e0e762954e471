package dev.migrate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Agreement with Alembic on recorded graphs: by default those of the test resources, others with
 * {@code -Dconformance.graphs=DIR}.
 */
class GraphConformanceTests {

    private final Map<Verdict.Kind, Integer> counts = new EnumMap<>(Verdict.Kind.class);
    private final Map<String, Integer> rules = new TreeMap<>();
    private final List<String> disagreements = new ArrayList<>();

    @Test
    void agreesWithRecordedAlembicResults() throws IOException {
        for (Path file : files()) {
            RecordedGraph recorded = new RecordedGraph(file);
            ConformanceCheck check = new ConformanceCheck(recorded);
            for (JsonNode test : recorded.cases()) {
                count(recorded, test, check.judge(test));
            }
        }
        int all = this.counts.values().stream().mapToInt(Integer::intValue).sum();
        String rulesText = this.rules.entrySet().stream()
                .map((rule) -> rule.getKey() + " " + rule.getValue())
                .collect(Collectors.joining(", "));
        System.out.printf(
                "conformance: %d cases, %d agree, %d deviate (%s), %d unscored, %d disagree%n",
                all,
                count(Verdict.Kind.AGREE),
                count(Verdict.Kind.DEVIATE),
                rulesText,
                count(Verdict.Kind.UNSCORED),
                count(Verdict.Kind.DISAGREE));
        assertThat(all).as("cases in %s", folder()).isPositive();
        assertThat(this.disagreements).isEmpty();
    }

    private void count(RecordedGraph recorded, JsonNode test, Verdict verdict) {
        this.counts.merge(verdict.kind(), 1, Integer::sum);
        if (verdict.kind() == Verdict.Kind.DEVIATE) {
            this.rules.merge(verdict.detail(), 1, Integer::sum);
        }
        if (verdict.kind() == Verdict.Kind.DISAGREE) {
            this.disagreements.add(recorded.name() + " " + test + ": " + verdict.detail());
        }
    }

    private int count(Verdict.Kind kind) {
        return this.counts.getOrDefault(kind, 0);
    }

    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> folder = Files.newDirectoryStream(folder(), "*.json")) {
            folder.forEach(files::add);
        }
        return files.stream().sorted().toList();
    }

    /** A relative folder is meant from where Maven was called, which is not where the tests of a module run. */
    private static Path folder() {
        Path given = Path.of(System.getProperty("conformance.graphs", "src/test/resources/conformance/graphs"));
        Path fromRoot = Path.of(System.getProperty("conformance.root", "")).resolve(given);
        return Files.isDirectory(given) ? given : fromRoot;
    }
}
