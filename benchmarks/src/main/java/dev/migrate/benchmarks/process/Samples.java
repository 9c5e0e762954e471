package dev.migrate.benchmarks.process;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/** Figures of several runs with each tool. */
final class Samples<T> {

    private final Map<T, List<Map<String, Long>>> runs = new LinkedHashMap<>();

    void add(T tool, Map<String, Long> run) {
        this.runs.computeIfAbsent(tool, (key) -> new ArrayList<>()).add(run);
    }

    /** Returns the tools in the order of their first runs. */
    Set<T> tools() {
        return this.runs.keySet();
    }

    /** Returns whether a tool prints a figure. */
    boolean has(T tool, String key) {
        return this.runs.getOrDefault(tool, List.of()).stream().anyMatch((run) -> run.containsKey(key));
    }

    long median(T tool, String key) {
        List<Long> sorted = sorted(tool, key);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    long least(T tool, String key) {
        return sorted(tool, key).get(0);
    }

    /** Returns one figure of a run. */
    static long figure(Map<String, Long> run, String key) {
        Long value = run.get(key);
        if (value == null) {
            throw new NoSuchElementException("The process did not print '%s': %s".formatted(key, run));
        }
        return value;
    }

    private List<Long> sorted(T tool, String key) {
        List<Long> values = new ArrayList<>();
        for (Map<String, Long> run : this.runs.getOrDefault(tool, List.of())) {
            values.add(figure(run, key));
        }
        if (values.isEmpty()) {
            throw new NoSuchElementException("Nothing was run with %s.".formatted(tool));
        }
        values.sort(null);
        return values;
    }
}
