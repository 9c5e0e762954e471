package dev.migrate.benchmarks.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** What several runs of one thing said. */
final class Samples {

    private final List<Map<String, Long>> runs = new ArrayList<>();

    void add(Map<String, Long> run) {
        this.runs.add(run);
    }

    long median(String key) {
        List<Long> sorted = sorted(key);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    long least(String key) {
        return sorted(key).get(0);
    }

    private List<Long> sorted(String key) {
        if (this.runs.isEmpty()) {
            throw new NoSuchElementException("Nothing was run.");
        }
        return this.runs.stream().map((run) -> run.get(key)).sorted().toList();
    }
}
