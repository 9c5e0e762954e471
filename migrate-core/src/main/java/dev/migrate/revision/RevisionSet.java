package dev.migrate.revision;

import java.util.AbstractSet;
import java.util.BitSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * An immutable set of revisions of one graph, iterated in the order in which they can be applied: ancestors and
 * dependencies first.
 */
public final class RevisionSet extends AbstractSet<String> {

    private final RevisionGraph graph;
    private final BitSet members;
    private final int size;

    RevisionSet(RevisionGraph graph, BitSet members) {
        this.graph = graph;
        this.members = members;
        this.size = members.cardinality();
    }

    /** Returns the revisions of this set that are not in the other. */
    public RevisionSet minus(RevisionSet others) {
        BitSet rest = copy();
        rest.andNot(others.members);
        return new RevisionSet(this.graph, rest);
    }

    /** Returns the revisions that are in both sets. */
    public RevisionSet and(RevisionSet others) {
        BitSet both = copy();
        both.and(others.members);
        return new RevisionSet(this.graph, both);
    }

    /** Returns the revisions that are in either set. */
    public RevisionSet or(RevisionSet others) {
        BitSet all = copy();
        all.or(others.members);
        return new RevisionSet(this.graph, all);
    }

    /** Returns these revisions in the order in which they are reverted: newest first. */
    public Iterable<String> newestFirst() {
        return () -> new Iterator<>() {
            private int next = RevisionSet.this.members.length() - 1;

            @Override
            public boolean hasNext() {
                return this.next >= 0;
            }

            @Override
            public String next() {
                if (this.next < 0) {
                    throw new NoSuchElementException();
                }
                int position = this.next;
                this.next = RevisionSet.this.members.previousSetBit(position - 1);
                return RevisionSet.this.graph.id(position);
            }
        };
    }

    @Override
    public Iterator<String> iterator() {
        return new Iterator<>() {
            private int next = RevisionSet.this.members.nextSetBit(0);

            @Override
            public boolean hasNext() {
                return this.next >= 0;
            }

            @Override
            public String next() {
                if (this.next < 0) {
                    throw new NoSuchElementException();
                }
                int position = this.next;
                this.next = RevisionSet.this.members.nextSetBit(position + 1);
                return RevisionSet.this.graph.id(position);
            }
        };
    }

    @Override
    public boolean contains(@Nullable Object id) {
        int position = id instanceof String text ? this.graph.position(text) : -1;
        return position >= 0 && this.members.get(position);
    }

    @Override
    public int size() {
        return this.size;
    }

    BitSet copy() {
        return (BitSet) this.members.clone();
    }

    boolean of(RevisionGraph other) {
        return this.graph == other;
    }
}
