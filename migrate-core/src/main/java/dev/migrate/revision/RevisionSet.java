package dev.migrate.revision;

import java.util.AbstractSet;
import java.util.BitSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Some revisions of one graph, in the order in which they can be applied: each comes after everything that it descends
 * from or depends on. Immutable.
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

    /** Those of these revisions that are not among the others. */
    public RevisionSet minus(RevisionSet others) {
        BitSet rest = copy();
        rest.andNot(others.members);
        return new RevisionSet(this.graph, rest);
    }

    /** Those of these revisions that are among the others too. */
    public RevisionSet and(RevisionSet others) {
        BitSet both = copy();
        both.and(others.members);
        return new RevisionSet(this.graph, both);
    }

    /** These revisions and the others. */
    public RevisionSet or(RevisionSet others) {
        BitSet all = copy();
        all.or(others.members);
        return new RevisionSet(this.graph, all);
    }

    /** The same revisions the other way round, as they are undone: newest first. */
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
