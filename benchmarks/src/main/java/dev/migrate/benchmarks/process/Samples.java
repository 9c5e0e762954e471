package dev.migrate.benchmarks.process;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** What several runs with each tool said. */
final class Samples {

    private final Map<Peer, List<Map<String, Long>>> runs = new EnumMap<>(Peer.class);

    void add(Peer peer, Map<String, Long> run) {
        this.runs.computeIfAbsent(peer, (key) -> new ArrayList<>()).add(run);
    }

    long median(Peer peer, String key) {
        List<Long> sorted = sorted(peer, key);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    long least(Peer peer, String key) {
        return sorted(peer, key).get(0);
    }

    private List<Long> sorted(Peer peer, String key) {
        List<Long> values = new ArrayList<>();
        for (Map<String, Long> run : this.runs.getOrDefault(peer, List.of())) {
            Long value = run.get(key);
            if (value == null) {
                throw new NoSuchElementException("%s did not say '%s'.".formatted(peer.label(), key));
            }
            values.add(value);
        }
        if (values.isEmpty()) {
            throw new NoSuchElementException("Nothing was run with %s.".formatted(peer.label()));
        }
        values.sort(null);
        return values;
    }
}
