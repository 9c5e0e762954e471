package dev.migrate.revision;

import dev.migrate.error.BrokenGraphException;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.Problem;
import dev.migrate.error.Problems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Validates loaded revisions, reports every fault found, and builds the graph in {@link RevisionOrder}.
 */
final class GraphBuilder {

    private static final Pattern LEGAL_LABEL = Pattern.compile(Symbol.WORD);
    private static final int LONGEST_NAME = 64;
    private static final int[] NONE = {};

    private final List<Revision> revisions;
    private final Problems problems = new Problems();
    private final Map<String, Integer> ids;
    private final Map<String, Integer> labels = new HashMap<>();
    private final int[][] parents;
    private final int[][] dependencies;
    private final int[][] prerequisites;

    GraphBuilder(List<Revision> revisions) {
        this.revisions = List.copyOf(revisions);
        this.ids = new HashMap<>(revisions.size() * 2);
        this.parents = new int[revisions.size()][];
        this.dependencies = new int[revisions.size()][];
        this.prerequisites = new int[revisions.size()][];
    }

    RevisionGraph build() {
        readIds();
        readLabels();
        readEdges();
        int[] order = RevisionOrder.of(this.prerequisites);
        if (order.length < this.revisions.size()) {
            findCycles(ErrorCode.CYCLE, "form a cycle of parents", this.parents, new BitSet());
        }
        this.problems.throwIfAny(BrokenGraphException::new);
        return inOrder(order);
    }

    static boolean legalId(String id) {
        boolean legal = !id.isEmpty() && id.length() <= LONGEST_NAME;
        for (int index = 0; legal && index < id.length(); index++) {
            char character = id.charAt(index);
            legal = (character >= 'a' && character <= 'z')
                    || (character >= 'A' && character <= 'Z')
                    || (character >= '0' && character <= '9')
                    || character == '_'
                    || character == '.';
        }
        return legal && !Symbol.RESERVED.contains(id);
    }

    static boolean legalLabel(String label) {
        return label.length() <= LONGEST_NAME
                && LEGAL_LABEL.matcher(label).matches()
                && !Symbol.RESERVED.contains(label);
    }

    private void readIds() {
        for (int index = 0; index < this.revisions.size(); index++) {
            Revision revision = this.revisions.get(index);
            if (!legalId(revision.id())) {
                report(
                        revision,
                        ErrorCode.ILLEGAL_REVISION_ID,
                        "'%s' cannot be a revision id.".formatted(Symbol.abbreviated(revision.id())),
                        RevisionGraph.LEGAL_ID);
            }
            Integer first = this.ids.putIfAbsent(revision.id(), index);
            if (first != null) {
                report(
                        revision,
                        ErrorCode.DUPLICATE_REVISION,
                        "Revision id '%s' is duplicated; it is also used by %s."
                                .formatted(revision.id(), described(this.revisions.get(first))),
                        "Change the id of one of the revisions, or remove one.");
            }
        }
    }

    private void readLabels() {
        for (int index = 0; index < this.revisions.size(); index++) {
            Revision revision = this.revisions.get(index);
            Set<String> seen = new HashSet<>();
            for (String label : revision.branchLabels()) {
                if (seen.add(label)) {
                    readLabel(index, revision, label);
                } else {
                    report(
                            revision,
                            ErrorCode.DUPLICATE_LABEL,
                            "Revision '%s' declares the branch label '%s' twice.".formatted(revision.id(), label),
                            "Remove the duplicate label.");
                }
            }
        }
    }

    private void readLabel(int index, Revision revision, String label) {
        if (!legalLabel(label)) {
            report(
                    revision,
                    ErrorCode.ILLEGAL_BRANCH_LABEL,
                    "'%s' cannot be a branch label.".formatted(Symbol.abbreviated(label)),
                    RevisionGraph.LEGAL_LABEL);
        }
        Integer sameId = this.ids.get(label);
        if (sameId != null) {
            report(
                    revision,
                    ErrorCode.DUPLICATE_LABEL,
                    "Branch label '%s' is also the id of %s.".formatted(label, described(this.revisions.get(sameId))),
                    "Choose another label.");
            return;
        }
        Integer first = this.labels.putIfAbsent(label, index);
        if (first != null) {
            report(
                    revision,
                    ErrorCode.DUPLICATE_LABEL,
                    "Branch label '%s' is already declared by %s."
                            .formatted(label, described(this.revisions.get(first))),
                    "Choose another label, or remove one of the declarations.");
        }
    }

    private void readEdges() {
        for (int index = 0; index < this.revisions.size(); index++) {
            Revision revision = this.revisions.get(index);
            int[] up = empty(revision.revises().size());
            int parentCount = 0;
            for (String parent : revision.revises()) {
                parentCount = add(up, parentCount, parent(index, revision, parent));
            }
            int[] across = empty(revision.dependsOn().size());
            int dependencyCount = 0;
            for (String dependency : revision.dependsOn()) {
                dependencyCount = add(across, dependencyCount, dependency(index, revision, dependency));
            }
            this.parents[index] = first(up, parentCount);
            this.dependencies[index] = first(across, dependencyCount);
            this.prerequisites[index] = joined(this.parents[index], this.dependencies[index]);
        }
    }

    private int parent(int index, Revision revision, String parent) {
        Integer found = this.ids.get(parent);
        if (found == null) {
            report(
                    revision,
                    ErrorCode.MISSING_DOWN_REVISION,
                    "Revision '%s' revises '%s', which does not exist.".formatted(revision.id(), parent),
                    withSuggestion(parent, this.ids.keySet(), "Add the missing script, or correct 'Revises'."));
            return -1;
        }
        if (found == index) {
            report(
                    revision,
                    ErrorCode.LOOP,
                    "Revision '%s' revises itself.".formatted(revision.id()),
                    "Set 'Revises' to the parent revision, or leave it empty.");
            return -1;
        }
        return found;
    }

    private int dependency(int index, Revision revision, String dependency) {
        Integer found = this.ids.getOrDefault(dependency, this.labels.get(dependency));
        if (found == null) {
            Set<String> names = new LinkedHashSet<>(this.ids.keySet());
            names.addAll(this.labels.keySet());
            report(
                    revision,
                    ErrorCode.MISSING_DEPENDENCY,
                    "Revision '%s' depends on '%s', which is neither a revision nor a branch label."
                            .formatted(revision.id(), dependency),
                    withSuggestion(dependency, names, "Add the missing script, or correct 'Depends On'."));
            return -1;
        }
        if (found == index) {
            report(
                    revision,
                    ErrorCode.DEPENDENCY_LOOP,
                    "Revision '%s' depends on itself.".formatted(revision.id()),
                    "Remove this entry from 'Depends On'.");
            return -1;
        }
        return found;
    }

    /**
     * Finds every cycle of the given edges, then the cycles that only dependencies close. A reported cycle is removed
     * before the next is searched, so that each is reported once.
     */
    private void findCycles(ErrorCode code, String how, int[][] edges, BitSet reported) {
        boolean found = true;
        while (found) {
            found = false;
            BitSet open = RevisionOrder.unordered(edges, reported);
            BitSet visited = new BitSet();
            for (int start = open.nextSetBit(0); start >= 0; start = open.nextSetBit(start + 1)) {
                List<Integer> cycle = walkBack(start, edges, open, visited);
                if (!cycle.isEmpty()) {
                    found = true;
                    cycle.forEach(reported::set);
                    reportCycle(code, how, cycle);
                }
            }
        }
        if (edges != this.prerequisites) {
            findCycles(ErrorCode.DEPENDENCY_CYCLE, "form a cycle of dependencies", this.prerequisites, reported);
        }
    }

    /** Walks from child to parent through the unordered nodes until the walk meets itself or an earlier walk. */
    private static List<Integer> walkBack(int start, int[][] edges, BitSet open, BitSet visited) {
        List<Integer> path = new ArrayList<>();
        BitSet onPath = new BitSet();
        int node = start;
        while (node >= 0 && !visited.get(node)) {
            visited.set(node);
            onPath.set(node);
            path.add(node);
            node = Arrays.stream(edges[node]).filter(open::get).findFirst().orElse(-1);
        }
        if (node < 0 || !onPath.get(node)) {
            return List.of();
        }
        List<Integer> cycle = new ArrayList<>(path.subList(path.indexOf(node), path.size()));
        Collections.reverse(cycle);
        return cycle;
    }

    private void reportCycle(ErrorCode code, String how, List<Integer> cycle) {
        Revision first = this.revisions.get(cycle.get(0));
        String members = cycle.stream()
                .map((index) -> described(this.revisions.get(index)))
                .collect(Collectors.joining(" -> "));
        report(
                first,
                code,
                "These revisions %s: %s -> '%s'.".formatted(how, members, first.id()),
                "Correct 'Revises' or 'Depends On' in one of these revisions.");
    }

    private RevisionGraph inOrder(int[] order) {
        int[] position = new int[order.length];
        for (int index = 0; index < order.length; index++) {
            position[order[index]] = index;
        }
        this.ids.replaceAll((id, index) -> position[index]);
        this.labels.replaceAll((label, index) -> position[index]);
        int[][] movedParents = new int[order.length][];
        int[][] movedDependencies = new int[order.length][];
        int[][] movedPrerequisites = new int[order.length][];
        for (int index = 0; index < order.length; index++) {
            movedParents[index] = moved(this.parents[order[index]], position);
            movedDependencies[index] = moved(this.dependencies[order[index]], position);
            movedPrerequisites[index] = joined(movedParents[index], movedDependencies[index]);
        }
        return new RevisionGraph(
                this.revisions, order, this.ids, this.labels, movedParents, movedDependencies, movedPrerequisites);
    }

    private static int[] moved(int[] nodes, int[] position) {
        for (int index = 0; index < nodes.length; index++) {
            nodes[index] = position[nodes[index]];
        }
        return nodes;
    }

    private static int[] empty(int size) {
        return size == 0 ? NONE : new int[size];
    }

    private static int[] first(int[] nodes, int count) {
        return count == nodes.length ? nodes : Arrays.copyOf(nodes, count);
    }

    private static int[] joined(int[] first, int[] second) {
        return second.length == 0
                ? first
                : IntStream.concat(Arrays.stream(first), Arrays.stream(second))
                        .distinct()
                        .toArray();
    }

    /** Adds a node unless it is negative or already present, and returns the new count. */
    private static int add(int[] nodes, int count, int node) {
        if (node < 0) {
            return count;
        }
        for (int index = 0; index < count; index++) {
            if (nodes[index] == node) {
                return count;
            }
        }
        nodes[count] = node;
        return count + 1;
    }

    private static String withSuggestion(String typed, Set<String> names, String remedy) {
        List<String> near = SimilarNames.to(typed, names);
        return near.isEmpty() ? remedy : "Did you mean %s? %s".formatted(QuotedNames.join(near, " or "), remedy);
    }

    private static String described(Revision revision) {
        return revision.location() == null
                ? "'%s'".formatted(revision.id())
                : "'%s' (%s)".formatted(revision.id(), revision.location());
    }

    private void report(Revision revision, ErrorCode code, String message, String remedy) {
        this.problems.add(new Problem(code, revision.location(), message, remedy));
    }
}
