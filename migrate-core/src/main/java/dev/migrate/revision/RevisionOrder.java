package dev.migrate.revision;

import java.util.Arrays;
import java.util.BitSet;
import java.util.PriorityQueue;

/**
 * Determines the order in which revisions are applied: the load order, changed only so that each revision follows its
 * parents and dependencies. Every plan and listing uses this order or its reverse.
 */
final class RevisionOrder {

    private RevisionOrder() {}

    /**
     * Returns the load order, changed only so that each revision follows its prerequisites. Nodes kept out by a cycle
     * are omitted.
     */
    static int[] of(int[][] prerequisites) {
        int[][] successors = RevisionGraph.reversed(prerequisites);
        int[] missing = new int[prerequisites.length];
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        for (int node = 0; node < missing.length; node++) {
            missing[node] = prerequisites[node].length;
            if (missing[node] == 0) {
                ready.add(node);
            }
        }
        int[] order = new int[missing.length];
        int count = 0;
        Integer next = ready.poll();
        while (next != null) {
            order[count++] = next;
            for (int successor : successors[next]) {
                if (--missing[successor] == 0) {
                    ready.add(successor);
                }
            }
            next = ready.poll();
        }
        return count == order.length ? order : Arrays.copyOf(order, count);
    }

    /** Returns the nodes that cannot be ordered: those on a cycle and their descendants. */
    static BitSet unordered(int[][] edges, BitSet without) {
        int[][] successors = RevisionGraph.reversed(edges);
        int[] missing = new int[edges.length];
        int[] ready = new int[edges.length];
        int count = 0;
        BitSet open = new BitSet();
        open.set(0, edges.length);
        open.andNot(without);
        for (int node = open.nextSetBit(0); node >= 0; node = open.nextSetBit(node + 1)) {
            for (int needed : edges[node]) {
                missing[node] += without.get(needed) ? 0 : 1;
            }
            if (missing[node] == 0) {
                ready[count++] = node;
            }
        }
        for (int next = 0; next < count; next++) {
            open.clear(ready[next]);
            for (int successor : successors[ready[next]]) {
                if (--missing[successor] == 0 && open.get(successor)) {
                    ready[count++] = successor;
                }
            }
        }
        return open;
    }
}
