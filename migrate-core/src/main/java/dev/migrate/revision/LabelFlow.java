package dev.migrate.revision;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Computes the branch labels in effect at each revision. A label flows to all descendants of the revision that declares
 * it. It also flows up to the ancestors while the line from ancestor to tip has no merge point and no fork; a dependent
 * revision next to a child counts as a fork.
 */
final class LabelFlow {

    private final Revision[] revisions;
    private final int[][] parents;
    private final int[][] children;
    private final int[][] dependants;

    LabelFlow(Revision[] revisions, int[][] parents, int[][] children, int[][] dependants) {
        this.revisions = revisions;
        this.parents = parents;
        this.children = children;
        this.dependants = dependants;
    }

    /** Returns the sorted labels of each revision. Equal lists of neighboring revisions are the same instance. */
    List<List<String>> labels() {
        List<List<String>> labels = new ArrayList<>(this.revisions.length);
        boolean any = false;
        for (Revision revision : this.revisions) {
            any |= !revision.branchLabels().isEmpty();
        }
        for (int position = 0; position < this.revisions.length; position++) {
            labels.add(any ? fromParents(position, labels) : List.of());
        }
        if (any) {
            flowUp(labels);
        }
        return List.copyOf(labels);
    }

    private List<String> fromParents(int position, List<List<String>> labels) {
        List<String> own = this.revisions[position].branchLabels();
        List<String> inherited = this.parents[position].length == 0 ? List.of() : labels.get(this.parents[position][0]);
        if (own.isEmpty() && this.parents[position].length <= 1) {
            return inherited;
        }
        Set<String> all = new TreeSet<>(own);
        for (int parent : this.parents[position]) {
            all.addAll(labels.get(parent));
        }
        return all.size() == inherited.size() ? inherited : List.copyOf(all);
    }

    private void flowUp(List<List<String>> labels) {
        boolean[] straight = new boolean[this.revisions.length];
        for (int position = this.revisions.length - 1; position >= 0; position--) {
            int[] next = this.children[position];
            straight[position] = this.parents[position].length <= 1
                    && this.dependants[position].length <= 1
                    && (next.length == 0 || straight[next[0]]);
            if (straight[position] && next.length == 1) {
                labels.set(position, labels.get(next[0]));
            }
        }
    }
}
