package dev.migrate.revision;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The revisions and what lies between them; valid when built, immutable after. */
public final class RevisionGraph {

    private RevisionGraph() {}

    /** Builds the graph of revisions given in load order, or throws {@code BrokenGraphException} with every fault. */
    public static RevisionGraph of(List<Revision> revisions) {
        throw new UnsupportedOperationException("TODO");
    }

    /** All revisions, in load order. */
    public List<Revision> revisions() {
        throw new UnsupportedOperationException("TODO");
    }

    /** The revision with exactly this id. */
    public Optional<Revision> find(String id) {
        throw new UnsupportedOperationException("TODO");
    }

    /** Revisions without a child, in load order. */
    public List<String> heads() {
        throw new UnsupportedOperationException("TODO");
    }

    /** Revisions without a child or a dependant, in load order: what the symbol {@code heads} means. */
    public List<String> realHeads() {
        throw new UnsupportedOperationException("TODO");
    }

    /** Revisions without a parent, in load order. */
    public List<String> bases() {
        throw new UnsupportedOperationException("TODO");
    }

    /** Revisions without a parent or a dependency, in load order. */
    public List<String> realBases() {
        throw new UnsupportedOperationException("TODO");
    }

    /** Revisions with more than one child, in the order of {@link #history()}. */
    public List<String> branchPoints() {
        throw new UnsupportedOperationException("TODO");
    }

    /** All ids, newest first: each before everything it descends from or depends on. */
    public List<String> history() {
        throw new UnsupportedOperationException("TODO");
    }

    /** The children of a revision. */
    public List<String> children(String id) {
        throw new UnsupportedOperationException("TODO");
    }

    /** The dependencies of a revision, labels resolved to ids. */
    public List<String> dependencies(String id) {
        throw new UnsupportedOperationException("TODO");
    }

    /** Every label in effect at a revision, sorted. */
    public List<String> labels(String id) {
        throw new UnsupportedOperationException("TODO");
    }

    /** The given revisions with everything that they descend from or depend on. */
    public Set<String> closure(Collection<String> ids) {
        throw new UnsupportedOperationException("TODO");
    }

    /** Those of the given revisions that are no ancestor or dependency of another of them, in load order. */
    public List<String> maximal(Collection<String> ids) {
        throw new UnsupportedOperationException("TODO");
    }

    /**
     * Resolves a symbol.
     *
     * @param current the rows of the database, for {@code current} and relative symbols
     * @return ids in load order; none for {@code base}
     */
    public List<String> resolve(Symbol symbol, Collection<String> current) {
        throw new UnsupportedOperationException("TODO");
    }

    /** Resolves {@code [symbol]:[symbol]} to the ids between, both ends included, newest first. */
    public List<String> range(String range, Collection<String> current) {
        throw new UnsupportedOperationException("TODO");
    }
}
