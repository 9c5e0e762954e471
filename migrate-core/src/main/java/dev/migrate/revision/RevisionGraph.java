package dev.migrate.revision;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The graph of revisions with the relations between them. Valid once built, and immutable.
 *
 * <p>The revisions have a single order in which they can be applied: the load order, changed only so that each revision
 * follows its ancestors and dependencies. Every plan and listing uses this order or its reverse, so independent
 * branches always appear in the same order.
 *
 * <p>Methods that take ids throw {@link dev.migrate.error.UnknownRevisionException} with code {@code no-such-revision} for
 * an id that is not in the graph.
 */
public final class RevisionGraph {

    /** The rule for revision ids, as a sentence for messages. */
    public static final String LEGAL_ID =
            "An id has 1 to 64 characters of A-Z a-z 0-9 _ . and is not head, heads, base, or current.";

    /** The rule for branch labels, as a sentence for messages. */
    public static final String LEGAL_LABEL =
            "A label has 1 to 64 characters of A-Z a-z 0-9 _ . and hyphens between them"
                    + " (no digit after a hyphen), and is not head, heads, base, or current.";

    private final List<Revision> revisions;
    private final Revision[] ordered;
    private final int[] loaded;
    private final Map<String, Integer> positions;
    private final Map<String, Integer> labelled;
    private final int[][] parents;
    private final int[][] dependencies;
    private final int[][] prerequisites;
    private final int[][] children;
    private final int[][] dependants;
    private final List<List<String>> labels;
    private final Resolver resolver;

    /**
     * Creates the graph. All edges and maps use positions in the order; {@code loaded} holds the load index of each
     * position.
     */
    RevisionGraph(
            List<Revision> revisions,
            int[] loaded,
            Map<String, Integer> positions,
            Map<String, Integer> labelled,
            int[][] parents,
            int[][] dependencies,
            int[][] prerequisites) {
        this.revisions = revisions;
        this.loaded = loaded;
        this.positions = positions;
        this.labelled = labelled;
        this.parents = parents;
        this.dependencies = dependencies;
        this.prerequisites = prerequisites;
        this.children = reversed(parents);
        this.dependants = reversed(prerequisites);
        this.ordered = new Revision[loaded.length];
        for (int position = 0; position < loaded.length; position++) {
            this.ordered[position] = revisions.get(loaded[position]);
        }
        this.labels = new LabelFlow(this.ordered, parents, this.children, this.dependants).labels();
        this.resolver = new Resolver(this);
    }

    /**
     * Builds the graph of the given revisions, in load order.
     *
     * @throws dev.migrate.error.BrokenGraphException with every fault, if the revisions do not form a graph
     */
    public static RevisionGraph of(List<Revision> revisions) {
        return new GraphBuilder(revisions).build();
    }

    /** Returns whether a new revision can have this id: legal characters, at most 64 of them, not a reserved word. */
    public static boolean isLegalId(String id) {
        return GraphBuilder.legalId(id);
    }

    /** Returns whether a branch can have this label. */
    public static boolean isLegalLabel(String label) {
        return GraphBuilder.legalLabel(label);
    }

    /** Returns all revisions, in load order. */
    public List<Revision> revisions() {
        return this.revisions;
    }

    /** Returns the revision with exactly this id, if any. */
    public Optional<Revision> find(String id) {
        Integer position = this.positions.get(id);
        return position == null ? Optional.empty() : Optional.of(this.ordered[position]);
    }

    /** Returns the revision that declares exactly this branch label, if any. */
    public Optional<Revision> findLabel(String label) {
        Integer position = this.labelled.get(label);
        return position == null ? Optional.empty() : Optional.of(this.ordered[position]);
    }

    /** Returns the revisions without a child, in load order. */
    public List<String> heads() {
        return inLoadOrder(without(this.children));
    }

    /**
     * Returns the revisions without a child or a dependent revision, in load order: the meaning of the symbol {@code
     * heads}.
     */
    public List<String> realHeads() {
        return inLoadOrder(without(this.dependants));
    }

    /** Returns the revisions without a parent, in load order. */
    public List<String> bases() {
        return inLoadOrder(without(this.parents));
    }

    /** Returns the revisions without a parent or a dependency, in load order. */
    public List<String> realBases() {
        return inLoadOrder(without(this.prerequisites));
    }

    /** Returns the revisions with more than one child, in the order of {@link #history()}. */
    public List<String> branchPoints() {
        return newestFirst()
                .filter((position) -> this.children[position].length > 1)
                .mapToObj(this::id)
                .toList();
    }

    /** Returns all ids, newest first: each revision precedes its ancestors and dependencies. */
    public List<String> history() {
        return newestFirst().mapToObj(this::id).toList();
    }

    /** Returns the parents of a revision, in the order of its header. */
    public List<String> parents(String id) {
        return ids(this.parents[existing(id)]);
    }

    /** Returns the children of a revision, in load order. */
    public List<String> children(String id) {
        return inLoadOrder(Arrays.stream(this.children[existing(id)]));
    }

    /** Returns the dependencies of a revision, with labels resolved to ids. */
    public List<String> dependencies(String id) {
        return ids(this.dependencies[existing(id)]);
    }

    /** Returns the parents and dependencies of a revision, without duplicates. */
    public List<String> prerequisites(String id) {
        return ids(this.prerequisites[existing(id)]);
    }

    /** Returns the revisions that directly require a revision: its children and the revisions that depend on it. */
    public List<String> dependants(String id) {
        return ids(this.dependants[existing(id)]);
    }

    /** Returns every branch label in effect at a revision, sorted. */
    public List<String> labels(String id) {
        return this.labels.get(existing(id));
    }

    /** Returns the given revisions with all their ancestors and dependencies. */
    public RevisionSet closure(Collection<String> ids) {
        return new RevisionSet(this, below(members(ids), this.prerequisites));
    }

    /** Returns the given revisions with all revisions that descend from or depend on them. */
    public RevisionSet withDependants(Collection<String> ids) {
        return new RevisionSet(this, above(members(ids), this.dependants));
    }

    /** Returns the given revisions with all their ancestors, ignoring dependencies. */
    public RevisionSet ancestors(Collection<String> ids) {
        return new RevisionSet(this, below(members(ids), this.parents));
    }

    /** Returns the given revisions with all their descendants, ignoring dependencies. */
    public RevisionSet descendants(Collection<String> ids) {
        return new RevisionSet(this, above(members(ids), this.children));
    }

    /** Returns the given revisions that are not an ancestor or a dependency of another of them, in load order. */
    public List<String> maximal(Collection<String> ids) {
        BitSet members = members(ids);
        members.andNot(strictlyBelow(members));
        return inLoadOrder(members.stream());
    }

    /**
     * Checks that none of the given revisions is an ancestor or a dependency of another of them.
     *
     * @throws dev.migrate.error.ImpossibleMigrationException with code {@code overlapping-revisions} if one is
     */
    public void requireMaximal(Collection<String> ids) {
        this.resolver.requireNoOverlap(members(ids));
    }

    /**
     * Returns the current revisions of a database as a set of this graph.
     *
     * @throws dev.migrate.error.UnknownRevisionException with code {@code no-such-revision} for a revision not in this
     * graph
     */
    public RevisionSet rows(Collection<String> current) {
        return new RevisionSet(this, this.resolver.rows(current));
    }

    /**
     * Returns the tips of a database, in load order: its current revisions, and the heads that are only implied because
     * a current revision depends on them.
     */
    public List<String> tips(Collection<String> current) {
        return inLoadOrder(tips(this.resolver.rows(current)).stream());
    }

    /** Returns whether a database with these current revisions is at all heads. */
    public boolean atHeads(Collection<String> current) {
        BitSet heads = new BitSet();
        without(this.dependants).forEach(heads::set);
        return this.resolver.rows(current).equals(heads);
    }

    /**
     * Returns the revision identified by a branch name: the one that declares the label, or the one with the id.
     *
     * @throws dev.migrate.error.UnknownRevisionException with code {@code no-such-branch} if there is none
     */
    public String branch(String name) {
        return id(this.resolver.branch(name));
    }

    /**
     * Resolves a symbol to revision ids.
     *
     * @param current the current revisions of the database, for {@code current} and relative symbols
     * @return ids in load order; empty for {@code base}
     * @throws dev.migrate.error.UnknownRevisionException if no revision or branch has the name
     * @throws dev.migrate.error.WrongSymbolException if the symbol is ambiguous
     * @throws dev.migrate.error.ImpossibleMigrationException if a relative symbol cannot be counted from {@code current}
     */
    public List<String> resolve(Symbol symbol, Collection<String> current) {
        return inLoadOrder(this.resolver.resolve(symbol, current).stream());
    }

    /**
     * Resolves a symbol that must identify a single revision.
     *
     * @param current the current revisions of the database, for {@code current} and relative symbols
     * @return the id; empty for {@code base}
     * @throws dev.migrate.error.UnknownRevisionException if no revision or branch has the name
     * @throws dev.migrate.error.WrongSymbolException if the symbol is ambiguous
     * @throws dev.migrate.error.ImpossibleMigrationException with code {@code multiple-heads} if it identifies several, or
     * if a relative symbol cannot be counted from {@code current}
     */
    public Optional<String> resolveOne(Symbol symbol, Collection<String> current) {
        int position = this.resolver.resolveOne(symbol, current);
        return position == Resolver.NOTHING ? Optional.empty() : Optional.of(id(position));
    }

    /**
     * Resolves {@code [symbol]:[symbol]} to the ids between, both ends included, newest first. An end is open if it is
     * omitted, or if it is {@code current} while no revision is applied.
     *
     * @throws dev.migrate.error.WrongSymbolException with code {@code bad-range} if the text is not a range
     * @throws dev.migrate.error.ImpossibleMigrationException with code {@code range-not-ancestor} if the start is not an
     * ancestor of the end
     */
    public List<String> range(String range, Collection<String> current) {
        BitSet members = this.resolver.range(range, current);
        return newestFirst().filter(members::get).mapToObj(this::id).toList();
    }

    static int[][] reversed(int[][] edges) {
        int[] counts = new int[edges.length];
        for (int[] targets : edges) {
            for (int target : targets) {
                counts[target]++;
            }
        }
        int[][] reversed = new int[edges.length][];
        for (int node = 0; node < edges.length; node++) {
            reversed[node] = new int[counts[node]];
        }
        for (int node = edges.length - 1; node >= 0; node--) {
            for (int target : edges[node]) {
                reversed[target][--counts[target]] = node;
            }
        }
        return reversed;
    }

    int position(String id) {
        return this.positions.getOrDefault(id, -1);
    }

    int labelPosition(String label) {
        return this.labelled.getOrDefault(label, -1);
    }

    Collection<String> allIds() {
        return this.positions.keySet();
    }

    Collection<String> allLabels() {
        return this.labelled.keySet();
    }

    String id(int position) {
        return this.ordered[position].id();
    }

    Revision revision(int position) {
        return this.ordered[position];
    }

    int[] parentsOf(int position) {
        return this.parents[position];
    }

    int[] childrenOf(int position) {
        return this.children[position];
    }

    List<String> labelsAt(int position) {
        return this.labels.get(position);
    }

    IntStream headPositions() {
        return without(this.children);
    }

    IntStream realHeadPositions() {
        return without(this.dependants);
    }

    IntStream basePositions() {
        return without(this.parents);
    }

    /** Returns a revision with its ancestors and descendants, ignoring dependencies. */
    BitSet lineage(int position) {
        BitSet start = new BitSet();
        start.set(position);
        BitSet lineage = below(start, this.parents);
        lineage.or(above(start, this.children));
        return lineage;
    }

    BitSet closure(BitSet members) {
        return below(members, this.prerequisites);
    }

    BitSet descendants(BitSet members) {
        return above(members, this.children);
    }

    /** Returns the tips of the given revisions and their prerequisites: those from which none of them descends. */
    BitSet tips(BitSet members) {
        BitSet applied = below(members, this.prerequisites);
        BitSet tips = (BitSet) applied.clone();
        for (int position = applied.nextSetBit(0); position >= 0; position = applied.nextSetBit(position + 1)) {
            for (int parent : this.parents[position]) {
                tips.clear(parent);
            }
        }
        return tips;
    }

    /** Returns the given revisions that no other of them directly requires. */
    BitSet uppermost(BitSet members) {
        BitSet uppermost = (BitSet) members.clone();
        for (int position = members.nextSetBit(0); position >= 0; position = members.nextSetBit(position + 1)) {
            for (int needed : this.prerequisites[position]) {
                uppermost.clear(needed);
            }
        }
        return uppermost;
    }

    /**
     * Returns the first pair of which the first is an ancestor or a dependency of the second, or null if there is none.
     */
    int @Nullable [] overlap(BitSet members) {
        BitSet contained = strictlyBelow(members);
        contained.and(members);
        if (contained.isEmpty()) {
            return null;
        }
        int lower = contained.nextSetBit(0);
        BitSet start = new BitSet();
        start.set(lower);
        BitSet higher = above(start, this.dependants);
        higher.and(members);
        return new int[] {lower, higher.nextSetBit(lower + 1)};
    }

    private BitSet strictlyBelow(BitSet members) {
        BitSet needed = new BitSet();
        for (int position = members.nextSetBit(0); position >= 0; position = members.nextSetBit(position + 1)) {
            setAll(needed, this.prerequisites[position]);
        }
        return below(needed, this.prerequisites);
    }

    List<String> inLoadOrder(IntStream positions) {
        return positions
                .map((position) -> this.loaded[position])
                .sorted()
                .mapToObj((index) -> this.revisions.get(index).id())
                .toList();
    }

    /**
     * Returns the start with everything reachable downwards. Prerequisites have smaller positions, so one descending
     * pass is enough.
     */
    private static BitSet below(BitSet start, int[][] edges) {
        BitSet found = (BitSet) start.clone();
        for (int position = found.length() - 1; position >= 0; position = found.previousSetBit(position - 1)) {
            setAll(found, edges[position]);
        }
        return found;
    }

    private static BitSet above(BitSet start, int[][] edges) {
        BitSet found = (BitSet) start.clone();
        for (int position = found.nextSetBit(0); position >= 0; position = found.nextSetBit(position + 1)) {
            setAll(found, edges[position]);
        }
        return found;
    }

    private static void setAll(BitSet set, int[] positions) {
        for (int position : positions) {
            set.set(position);
        }
    }

    private static IntStream without(int[][] edges) {
        return IntStream.range(0, edges.length).filter((position) -> edges[position].length == 0);
    }

    private IntStream newestFirst() {
        return IntStream.rangeClosed(1, this.ordered.length).map((count) -> this.ordered.length - count);
    }

    private List<String> ids(int[] nodes) {
        return switch (nodes.length) {
            case 0 -> List.of();
            case 1 -> List.of(id(nodes[0]));
            default -> Arrays.stream(nodes).mapToObj(this::id).toList();
        };
    }

    private BitSet members(Collection<String> ids) {
        if (ids instanceof RevisionSet set && set.of(this)) {
            return set.copy();
        }
        BitSet members = new BitSet(this.ordered.length);
        for (String id : ids) {
            members.set(existing(id));
        }
        return members;
    }

    private int existing(String id) {
        Integer position = this.positions.get(id);
        if (position == null) {
            throw this.resolver.unknown(id);
        }
        return position;
    }
}
