package dev.migrate.history;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the database says of itself.
 *
 * @param tables whether the engine's tables are there
 * @param applied the revisions that it holds, whole or not, by id
 */
public record State(boolean tables, Map<String, Applied> applied) {

    static final State EMPTY = new State(false, Map.of());

    static State of(List<Applied> applied) {
        Map<String, Applied> byId = new LinkedHashMap<>();
        applied.forEach((one) -> byId.put(one.id(), one));
        return new State(true, byId);
    }

    /** The ids of the current revisions, sorted. */
    public List<String> heads() {
        return this.applied.values().stream()
                .filter(Applied::head)
                .map(Applied::id)
                .sorted()
                .toList();
    }

    /** The revision that was begun and not finished, if there is one. */
    public Optional<Applied> interrupted() {
        return this.applied.values().stream()
                .filter((one) -> one.status() != Applied.Status.APPLIED)
                .findFirst();
    }

    @Override
    public String toString() {
        return this.applied.values().stream()
                .map((one) -> one.id() + (one.head() ? "*" : ""))
                .collect(Collectors.joining(" "));
    }
}
