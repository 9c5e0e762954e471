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
 * The revisions and what lies between them; valid when built, immutable after.
 *
 * <p>The revisions have one order, in which they can be applied: the order in which they were loaded, except that what
 * a revision descends from or depends on comes before it. Every plan and every listing follows that order or its
 * reverse, so branches that know nothing of each other always come in the same order.
 */
public final class RevisionGraph {

    /** What an id has to be, as a sentence. */
    public static final String LEGAL_ID =
            "An id is 1 to 64 characters of A-Z a-z 0-9 _ . and not one of head, heads, base, current.";

    /** What a branch label has to be, as a sentence. */
    public static final String LEGAL_LABEL = "A label is 1 to 64 characters of A-Z a-z 0-9 _ . and hyphens between them"
            + " (no digit after a hyphen), and not one of head, heads, base, current.";

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

    /** All edges and maps speak of positions in the order; {@code loaded} says when each was loaded. */
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
        this.ordered = Arrays.stream(loaded).mapToObj(revisions::get).toArray(Revision[]::new);
        this.labels = new LabelFlow(this.ordered, parents, this.children, this.dependants).labels();
        this.resolver = new Resolver(this);
    }

    /** Builds the graph of revisions given in load order, or throws {@code BrokenGraphException} with every fault. */
    public static RevisionGraph of(List<Revision> revisions) {
        return new GraphBuilder(revisions).build();
    }

    /** Whether a new revision may have this id: the right characters, not too long, not a word of the symbols. */
    public static boolean isLegalId(String id) {
        return GraphBuilder.legalId(id);
    }

    /** Whether a branch may have this label. */
    public static boolean isLegalLabel(String label) {
        return GraphBuilder.legalLabel(label);
    }

    /** All revisions, in load order. */
    public List<Revision> revisions() {
        return this.revisions;
    }

    /** The revision with exactly this id. */
    public Optional<Revision> find(String id) {
        Integer position = this.positions.get(id);
        return position == null ? Optional.empty() : Optional.of(this.ordered[position]);
    }

    /** The revision that declares exactly this branch label. */
    public Optional<Revision> findLabel(String label) {
        Integer position = this.labelled.get(label);
        return position == null ? Optional.empty() : Optional.of(this.ordered[position]);
    }

    /** Revisions without a child, in load order. */
    public List<String> heads() {
        return inLoadOrder(without(this.children));
    }

    /** Revisions without a child or a dependant, in load order: what the symbol {@code heads} means. */
    public List<String> realHeads() {
        return inLoadOrder(without(this.dependants));
    }

    /** Revisions without a parent, in load order. */
    public List<String> bases() {
        return inLoadOrder(without(this.parents));
    }

    /** Revisions without a parent or a dependency, in load order. */
    public List<String> realBases() {
        return inLoadOrder(without(this.prerequisites));
    }

    /** Revisions with more than one child, in the order of {@link #history()}. */
    public List<String> branchPoints() {
        return newestFirst()
                .filter((position) -> this.children[position].length > 1)
                .mapToObj(this::id)
                .toList();
    }

    /** All ids, newest first: each before everything it descends from or depends on. */
    public List<String> history() {
        return newestFirst().mapToObj(this::id).toList();
    }

    /** The parents of a revision, in the order in which it names them. */
    public List<String> parents(String id) {
        return ids(this.parents[existing(id)]);
    }

    /** The children of a revision, in load order. */
    public List<String> children(String id) {
        return inLoadOrder(Arrays.stream(this.children[existing(id)]));
    }

    /** The dependencies of a revision, labels resolved to ids. */
    public List<String> dependencies(String id) {
        return ids(this.dependencies[existing(id)]);
    }

    /** What has to be applied directly before a revision: its parents and its dependencies, each once. */
    public List<String> prerequisites(String id) {
        return ids(this.prerequisites[existing(id)]);
    }

    /** What directly needs a revision: its children and those that depend on it. */
    public List<String> dependants(String id) {
        return ids(this.dependants[existing(id)]);
    }

    /** Every label in effect at a revision, sorted. */
    public List<String> labels(String id) {
        return this.labels.get(existing(id));
    }

    /** The given revisions with everything that they descend from or depend on. */
    public RevisionSet closure(Collection<String> ids) {
        return new RevisionSet(this, below(members(ids), this.prerequisites));
    }

    /** The given revisions with everything that descends from or depends on them. */
    public RevisionSet withDependants(Collection<String> ids) {
        return new RevisionSet(this, above(members(ids), this.dependants));
    }

    /** The given revisions with everything that they descend from, dependencies left aside. */
    public RevisionSet ancestors(Collection<String> ids) {
        return new RevisionSet(this, below(members(ids), this.parents));
    }

    /** The given revisions with everything that descends from them, dependencies left aside. */
    public RevisionSet descendants(Collection<String> ids) {
        return new RevisionSet(this, above(members(ids), this.children));
    }

    /** Those of the given revisions that are no ancestor or dependency of another of them, in load order. */
    public List<String> maximal(Collection<String> ids) {
        BitSet members = members(ids);
        members.andNot(strictlyBelow(members));
        return inLoadOrder(members.stream());
    }

    /**
     * Makes sure that none of the given revisions is an ancestor or dependency of another of them.
     *
     * @throws dev.migrate.error.ImpossibleMoveException with code {@code overlapping-revisions} if one is
     */
    public void requireMaximal(Collection<String> ids) {
        this.resolver.requireNoOverlap(members(ids));
    }

    /**
     * The rows of a database, checked.
     *
     * @throws dev.migrate.error.UnknownRevisionException with code {@code no-such-revision} for a row that is not here
     */
    public RevisionSet rows(Collection<String> current) {
        return new RevisionSet(this, this.resolver.rows(current));
    }

    /**
     * What a database is at: its rows, and the tips that have no row of their own because a row depends on them, in
     * load order.
     */
    public List<String> tips(Collection<String> current) {
        return inLoadOrder(tips(this.resolver.rows(current)).stream());
    }

    /** Whether a database with these rows is at all the heads. */
    public boolean atHeads(Collection<String> current) {
        BitSet heads = new BitSet();
        without(this.dependants).forEach(heads::set);
        return this.resolver.rows(current).equals(heads);
    }

    /**
     * The revision that the name of a branch stands for: the one that declares the label, or the one with the id.
     *
     * @throws dev.migrate.error.UnknownRevisionException with code {@code no-such-branch}
     */
    public String branch(String name) {
        return id(this.resolver.branch(name));
    }

    /**
     * Resolves a symbol.
     *
     * @param current the rows of the database, for {@code current} and relative symbols
     * @return ids in load order; none for {@code base}
     */
    public List<String> resolve(Symbol symbol, Collection<String> current) {
        return inLoadOrder(this.resolver.resolve(symbol, current).stream());
    }

    /**
     * Resolves a symbol that has to name one place.
     *
     * @param current the rows of the database, for {@code current} and relative symbols
     * @return the id; none for {@code base}
     * @throws dev.migrate.error.ImpossibleMoveException with code {@code multiple-heads} if it names several
     */
    public Optional<String> resolveOne(Symbol symbol, Collection<String> current) {
        int position = this.resolver.resolveOne(symbol, current);
        return position == Resolver.NOTHING ? Optional.empty() : Optional.of(id(position));
    }

    /**
     * Resolves {@code [symbol]:[symbol]} to the ids between, both ends included, newest first. An end that is left out,
     * or that says {@code current} while nothing is applied, is open.
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

    /** Ancestors and descendants of a revision, and itself, dependencies left aside. */
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

    /** Those of the revisions under the given ones, these included, that none of these and their like descends from. */
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

    /** Those of the given revisions that no other of them directly needs. */
    BitSet uppermost(BitSet members) {
        BitSet uppermost = (BitSet) members.clone();
        for (int position = members.nextSetBit(0); position >= 0; position = members.nextSetBit(position + 1)) {
            for (int needed : this.prerequisites[position]) {
                uppermost.clear(needed);
            }
        }
        return uppermost;
    }

    /** The first pair of which the first is an ancestor or dependency of the second, or null if there is none. */
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

    /** What lies under a position has a smaller one, so one pass downwards finds everything. */
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
