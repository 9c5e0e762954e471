package dev.migrate.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The recorded revisions of a database at one point in time.
 *
 * @param hasTables whether the engine's tables exist
 * @param hasAllColumns whether they are known to have all columns, which an empty table does not show
 * @param applied the recorded revisions by id, including interrupted ones
 */
public record StoredState(boolean hasTables, boolean hasAllColumns, Map<String, AppliedRevision> applied) {

    static final StoredState EMPTY = new StoredState(false, false, Map.of());

    static StoredState of(boolean hasAllColumns, List<AppliedRevision> applied) {
        Map<String, AppliedRevision> byId = new LinkedHashMap<>();
        for (AppliedRevision one : applied) {
            byId.put(one.id(), one);
        }
        return new StoredState(true, hasAllColumns && !applied.isEmpty(), byId);
    }

    /** Returns this state with other revisions. */
    public StoredState with(Map<String, AppliedRevision> others) {
        return new StoredState(this.hasTables, this.hasAllColumns, others);
    }

    /** Returns the ids of the current revisions, sorted. */
    public List<String> heads() {
        List<String> heads = new ArrayList<>();
        for (AppliedRevision one : this.applied.values()) {
            if (one.head()) {
                heads.add(one.id());
            }
        }
        Collections.sort(heads);
        return heads;
    }

    /** Returns the interrupted revision, if any. */
    public Optional<AppliedRevision> interrupted() {
        for (AppliedRevision one : this.applied.values()) {
            if (one.status() != AppliedRevision.Status.APPLIED) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return this.applied.values().stream()
                .map((one) -> one.id() + (one.head() ? "*" : ""))
                .collect(Collectors.joining(" "));
    }
}
