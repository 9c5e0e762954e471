package dev.migrate.plan;

import dev.migrate.revision.RevisionGraph;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Computes the current revisions after each step, so that they are always the maximal applied revisions. A step costs
 * time proportional to the edges of its revision, regardless of the number of applied revisions.
 */
final class HeadTracker {

    private final RevisionGraph graph;
    private final Set<String> applied;
    private final Set<String> heads;
    private final Map<String, Integer> appliedDependants = new HashMap<>();

    /** Current revisions that are ancestors of other current revisions; the first step removes them. */
    private final Set<String> redundant;

    HeadTracker(RevisionGraph graph, Collection<String> current) {
        this.graph = graph;
        this.applied = graph.closure(current);
        this.heads = new LinkedHashSet<>(graph.maximal(current));
        this.redundant = new LinkedHashSet<>(current);
        this.redundant.removeAll(this.heads);
    }

    HeadsChange apply(String id) {
        List<String> removed = new ArrayList<>();
        for (String needed : this.graph.prerequisites(id)) {
            if (this.heads.remove(needed)) {
                removed.add(needed);
            }
        }
        this.heads.add(id);
        return change(removed, List.of(id));
    }

    HeadsChange revert(String id) {
        List<String> added = new ArrayList<>();
        this.heads.remove(id);
        for (String needed : this.graph.prerequisites(id)) {
            int left = this.appliedDependants.computeIfAbsent(needed, this::countAppliedDependants) - 1;
            this.appliedDependants.put(needed, left);
            if (left == 0) {
                this.heads.add(needed);
                added.add(needed);
            }
        }
        return change(List.of(id), added);
    }

    List<String> heads() {
        return this.graph.maximal(this.heads);
    }

    private int countAppliedDependants(String id) {
        int count = 0;
        for (String dependant : this.graph.dependants(id)) {
            count += this.applied.contains(dependant) ? 1 : 0;
        }
        return count;
    }

    private HeadsChange change(List<String> removed, List<String> added) {
        if (this.redundant.isEmpty()) {
            return new HeadsChange(removed, added);
        }
        Set<String> remove = new LinkedHashSet<>(removed);
        remove.addAll(this.redundant);
        remove.removeAll(this.heads);
        List<String> add = new ArrayList<>(added);
        add.removeAll(this.redundant);
        this.redundant.clear();
        return new HeadsChange(List.copyOf(remove), add);
    }
}
