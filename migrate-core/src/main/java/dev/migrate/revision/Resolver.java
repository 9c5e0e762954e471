package dev.migrate.revision;

import dev.migrate.error.Command;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.ImpossibleMigrationException;
import dev.migrate.error.Remedy;
import dev.migrate.error.UnknownRevisionException;
import dev.migrate.error.WrongSymbolException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Resolves symbols in a graph, for all commands. Revisions are represented by their positions in the order of the
 * graph.
 */
final class Resolver {

    /** The position below every base. */
    static final int NOTHING = -1;

    private final RevisionGraph graph;

    Resolver(RevisionGraph graph) {
        this.graph = graph;
    }

    BitSet resolve(Symbol symbol, Collection<String> current) {
        if (symbol instanceof Symbol.Relative relative) {
            return single(relative(relative, current));
        }
        return absolute((Symbol.Absolute) symbol, current);
    }

    int resolveOne(Symbol symbol, Collection<String> current) {
        if (symbol instanceof Symbol.Absolute) {
            symbol.branch().ifPresent(this::branch);
        }
        BitSet found = resolve(symbol, current);
        if (found.cardinality() > 1) {
            throw severalHeads(symbol.toString(), found);
        }
        return found.isEmpty() ? NOTHING : found.nextSetBit(0);
    }

    BitSet rows(Collection<String> current) {
        BitSet rows = new BitSet();
        for (String id : current) {
            int position = this.graph.position(id);
            if (position < 0) {
                throw new UnknownRevisionException(
                        ErrorCode.NO_SUCH_REVISION,
                        id,
                        "The database is at revision '%s', but no script with this id was found.".formatted(id),
                        Remedy.of(
                                "Restore the script, deploy a release that includes it, or run %s if the database is known to be at another revision.",
                                new Command("stamp --purge REVISION")),
                        SimilarNames.to(id, this.graph.allIds()));
            }
            rows.set(position);
        }
        return rows;
    }

    int branch(String name) {
        int exact = exact(name);
        if (exact >= 0) {
            return exact;
        }
        List<String> candidates = beginningWith(name, null);
        if (candidates.size() == 1) {
            return exact(candidates.get(0));
        }
        if (candidates.isEmpty()) {
            List<String> near = SimilarNames.to(name, names());
            throw new UnknownRevisionException(
                    ErrorCode.NO_SUCH_BRANCH,
                    name,
                    "Branch '%s' does not exist.".formatted(name),
                    withSuggestion(
                            near,
                            Remedy.of("Write a branch label, a revision id, or a prefix of either before the '@'.")),
                    near);
        }
        throw ambiguous(name, candidates);
    }

    UnknownRevisionException unknown(String name) {
        Set<String> all = names();
        List<String> sources = UnquotedYaml.sourcesOf(name, all);
        if (!sources.isEmpty()) {
            return new UnknownRevisionException(
                    ErrorCode.NO_SUCH_REVISION,
                    name,
                    "No revision or branch is named '%s'.".formatted(name),
                    withSuggestion(sources, Remedy.of(UnquotedYaml.hint(name, sources))),
                    sources);
        }
        all.addAll(Symbol.RESERVED);
        List<String> near = SimilarNames.to(name, all);
        return new UnknownRevisionException(
                ErrorCode.NO_SUCH_REVISION,
                name,
                "No revision or branch is named '%s'.".formatted(name),
                withSuggestion(near, Remedy.of("Run %s to list the revisions.", new Command("history"))),
                near);
    }

    BitSet range(String range, Collection<String> current) {
        List<String> ends = List.of(range.split(":", -1));
        if (ends.size() != 2) {
            throw new WrongSymbolException(
                    ErrorCode.BAD_RANGE,
                    range,
                    "'%s' is not a range of revisions.".formatted(Symbol.abbreviated(range)),
                    "Write START:END; either end can be omitted.",
                    List.of());
        }
        Symbol lower = Symbol.parse(ends.get(0).isEmpty() ? Symbol.BASE : ends.get(0));
        Symbol upper = Symbol.parse(openWithoutRows(ends.get(1), current) ? Symbol.HEADS : ends.get(1));

        BitSet targets = resolve(upper, current);
        if (lower.branch().isPresent()) {
            targets.and(onBranch(targets, lower.branch().get()));
        }
        requireNoOverlap(targets);
        BitSet required = this.graph.closure(targets);
        BitSet start = resolve(lower, current);
        for (int position = start.nextSetBit(0); position >= 0; position = start.nextSetBit(position + 1)) {
            if (!required.get(position)) {
                throw new ImpossibleMigrationException(
                        ErrorCode.RANGE_NOT_ANCESTOR,
                        "%s is not an ancestor of '%s', so the range '%s' to '%s' is empty."
                                .formatted(described(position), upper, lower, upper),
                        "Name two revisions of the same branch, the older one first.",
                        List.of(this.graph.id(position)));
            }
        }
        requireNoOverlap(start);
        if (!start.isEmpty()) {
            required.andNot(this.graph.closure(start));
            required.or(start);
            required.and(this.graph.descendants(start));
        }
        return required;
    }

    void requireNoOverlap(BitSet revisions) {
        int[] pair = this.graph.overlap(revisions);
        if (pair != null) {
            throw new ImpossibleMigrationException(
                    ErrorCode.OVERLAPPING_REVISIONS,
                    "%s is already contained in %s.".formatted(described(pair[0]), described(pair[1])),
                    Remedy.of(
                            "Name only the descendant. If these are the current revisions of the database, run %s with the revisions it is actually at.",
                            new Command("stamp")),
                    ids(IntStream.of(pair)));
        }
    }

    private static boolean openWithoutRows(String end, Collection<String> current) {
        return end.isEmpty() || (current.isEmpty() && end.equals(Symbol.CURRENT));
    }

    private BitSet absolute(Symbol.Absolute symbol, Collection<String> current) {
        Optional<String> branch = symbol.branch();
        if (symbol.is(Symbol.HEADS)) {
            return branch.map((name) -> lineageOnly(this.graph.headPositions(), name))
                    .orElseGet(() -> set(this.graph.realHeadPositions()));
        }
        if (symbol.is(Symbol.HEAD)) {
            BitSet heads = branch.map((name) -> lineageOnly(this.graph.headPositions(), name))
                    .orElseGet(() -> set(this.graph.headPositions()));
            if (heads.cardinality() > 1) {
                throw severalHeads(symbol.toString(), heads);
            }
            return heads;
        }
        if (symbol.is(Symbol.BASE)) {
            return new BitSet();
        }
        if (symbol.is(Symbol.CURRENT)) {
            BitSet rows = rows(current);
            return branch.map((name) -> lineageOnly(rows.stream(), name)).orElse(rows);
        }
        return single(named(symbol.target(), branch));
    }

    private int named(String word, Optional<String> branch) {
        if (branch.isEmpty()) {
            int exact = exact(word);
            return exact >= 0 ? exact : exact(onlyOne(word, beginningWith(word, null), null));
        }
        String name = branch.get();
        int branchRevision = branch(name);
        BitSet lineage = this.graph.lineage(branchRevision);
        int exact = exact(word);
        if (exact < 0) {
            return exact(onlyOne(word, beginningWith(word, lineage), name));
        }
        if (!lineage.get(exact)) {
            throw new WrongSymbolException(
                    ErrorCode.NOT_ON_BRANCH,
                    name + "@" + word,
                    "%s is not on the branch '%s': it is neither an ancestor nor a descendant of %s."
                            .formatted(described(exact), name, described(branchRevision)),
                    "Omit '%s@', or name the branch of the revision.".formatted(name),
                    List.of(this.graph.id(exact)));
        }
        return exact;
    }

    private int exact(String word) {
        int position = this.graph.position(word);
        return position >= 0 ? position : this.graph.labelPosition(word);
    }

    private List<String> beginningWith(String word, @Nullable BitSet lineage) {
        List<String> found = new ArrayList<>();
        for (Collection<String> some : List.of(this.graph.allIds(), this.graph.allLabels())) {
            for (String name : some) {
                if (name.startsWith(word) && (lineage == null || lineage.get(exact(name)))) {
                    found.add(name);
                }
            }
        }
        found.sort(null);
        return found;
    }

    private String onlyOne(String word, List<String> candidates, @Nullable String branch) {
        if (candidates.size() > 1) {
            throw ambiguous(word, candidates);
        }
        if (!candidates.isEmpty()) {
            return candidates.get(0);
        }
        UnknownRevisionException unknown = unknown(word);
        if (branch == null) {
            throw unknown;
        }
        throw new UnknownRevisionException(
                unknown.code(),
                branch + "@" + word,
                "Revision '%s' does not exist on branch '%s'.".formatted(word, branch),
                unknown.remedy(),
                unknown.nearMatches());
    }

    private int relative(Symbol.Relative symbol, Collection<String> current) {
        if (symbol.steps() > 0) {
            int start = symbol.anchor().isPresent()
                    ? resolveOne(symbol.anchorAlone(), current)
                    : startOfWalkUp(symbol, current);
            return walkUp(symbol, start);
        }
        int start = symbol.anchor().isPresent()
                ? resolveOne(symbol.anchorOnBranch(), current)
                : startOfWalkDown(symbol, current);
        return walkDown(symbol, start);
    }

    private int walkUp(Symbol.Relative symbol, int start) {
        int reached = start;
        BitSet lineage = null;
        for (int step = 0; step < symbol.steps(); step++) {
            int[] next = reached == NOTHING ? this.graph.basePositions().toArray() : this.graph.childrenOf(reached);
            if (symbol.branch().isPresent() && next.length > 0) {
                lineage = lineage == null
                        ? this.graph.lineage(branch(symbol.branch().get()))
                        : lineage;
                next = IntStream.of(next).filter(lineage::get).toArray();
            }
            if (next.length == 0) {
                throw outOfRange(symbol, start, step, "the head");
            }
            if (next.length > 1) {
                throw ambiguousWalk(symbol, reached, next, "up");
            }
            reached = next[0];
        }
        return reached;
    }

    private int walkDown(Symbol.Relative symbol, int start) {
        int reached = start;
        for (int step = 0; step < -symbol.steps(); step++) {
            if (reached == NOTHING) {
                throw outOfRange(symbol, start, step, "the base");
            }
            int[] next = this.graph.parentsOf(reached);
            if (next.length > 1) {
                throw ambiguousWalk(symbol, reached, next, "down");
            }
            reached = next.length == 0 ? NOTHING : next[0];
        }
        return reached;
    }

    private int startOfWalkUp(Symbol.Relative symbol, Collection<String> current) {
        if (symbol.branch().isEmpty()) {
            Set<String> distinct = new LinkedHashSet<>(current);
            if (distinct.size() > 1) {
                throw severalRows(ErrorCode.AMBIGUOUS_UPGRADE, symbol, distinct);
            }
            return only(rows(distinct));
        }
        String branch = symbol.branch().get();
        BitSet rows = rows(current);
        BitSet start = lineageOnly(rows.stream(), branch);
        if (start.isEmpty()) {
            BitSet applied = this.graph.closure(rows);
            start = this.graph.uppermost(lineageOnly(applied.stream(), branch));
        }
        if (start.cardinality() > 1) {
            throw severalRows(ErrorCode.AMBIGUOUS_UPGRADE, symbol, ids(start.stream()));
        }
        return only(start);
    }

    private int startOfWalkDown(Symbol.Relative symbol, Collection<String> current) {
        BitSet start;
        if (symbol.branch().isEmpty()) {
            Set<String> distinct = new LinkedHashSet<>(current);
            if (distinct.size() > 1) {
                throw severalRows(ErrorCode.AMBIGUOUS_DOWNGRADE, symbol, distinct);
            }
            start = rows(distinct);
        } else {
            String branch = symbol.branch().get();
            BitSet lineage = this.graph.lineage(branch(branch));
            BitSet rows = rows(current);
            start = (BitSet) rows.clone();
            start.and(lineage);
            if (start.isEmpty()) {
                start = this.graph.tips(rows);
                start.and(lineage);
            }
        }
        if (start.isEmpty() && symbol.steps() < 0) {
            throw new ImpossibleMigrationException(
                    ErrorCode.RELATIVE_OUT_OF_RANGE,
                    symbol.branch()
                            .map(
                                    "No revision of branch '%s' is applied, so there is no revision to count from."
                                            ::formatted)
                            .orElse("No revision is applied, so there is no revision to count from."),
                    "Name a revision instead of '%s'.".formatted(symbol),
                    List.of());
        }
        if (start.cardinality() > 1) {
            throw severalRows(ErrorCode.AMBIGUOUS_DOWNGRADE, symbol, ids(start.stream()));
        }
        return only(start);
    }

    /** Keeps the candidates on a branch. With fewer than two candidates, the branch is not looked up. */
    private BitSet lineageOnly(IntStream candidates, String branch) {
        BitSet found = set(candidates);
        if (!found.isEmpty()) {
            found.and(this.graph.lineage(branch(branch)));
        }
        return found;
    }

    /**
     * Returns the targets that have the label of the branch. A revision id stands for its label if it has exactly one,
     * else for its lineage; an abbreviated id matches nothing.
     */
    private BitSet onBranch(BitSet targets, String name) {
        int branch = branch(name);
        boolean abbreviated = exact(name) < 0;
        List<String> labels = this.graph.labelPosition(name) >= 0 ? List.of(name) : this.graph.labelsAt(branch);
        if (!abbreviated && labels.size() != 1) {
            return this.graph.lineage(branch);
        }
        return set(targets.stream()
                .filter((target) -> !abbreviated && this.graph.labelsAt(target).contains(labels.get(0))));
    }

    private WrongSymbolException ambiguous(String word, List<String> candidates) {
        String choices = candidates.stream()
                .limit(10)
                .map((name) ->
                        this.graph.labelPosition(name) < 0 ? described(exact(name)) : "the branch '%s'".formatted(name))
                .collect(Collectors.joining(", "));
        return new WrongSymbolException(
                ErrorCode.AMBIGUOUS_REVISION,
                word,
                "'%s' is a prefix of %d names: %s%s."
                        .formatted(word, candidates.size(), choices, candidates.size() > 10 ? ", …" : ""),
                "Write more characters of the name.",
                candidates);
    }

    private ImpossibleMigrationException severalHeads(String symbol, BitSet heads) {
        List<String> ids = this.graph.inLoadOrder(heads.stream());
        String choices =
                heads.stream().limit(10).mapToObj(this::describedWithBranch).collect(Collectors.joining(", "));
        return new ImpossibleMigrationException(
                ErrorCode.MULTIPLE_HEADS,
                "'%s' matches %d revisions: %s.".formatted(symbol, ids.size(), choices),
                "Name one of them%s, use 'heads' for all of them where a command accepts several, or merge them."
                        .formatted(examples(heads)),
                ids);
    }

    /** Returns an example such as {@code LABEL@head} for each head that a label identifies. */
    private String examples(BitSet heads) {
        List<String> examples = heads.stream()
                .mapToObj(this.graph::labelsAt)
                .flatMap(List::stream)
                .distinct()
                .filter((label) -> heads.stream()
                                .filter((head) -> this.graph.labelsAt(head).contains(label))
                                .count()
                        == 1)
                .limit(3)
                .map((label) -> label + "@head")
                .toList();
        return examples.isEmpty() ? "" : " (such as %s)".formatted(QuotedNames.join(examples, ", "));
    }

    private ImpossibleMigrationException severalRows(ErrorCode code, Symbol.Relative symbol, Collection<String> rows) {
        return new ImpossibleMigrationException(
                code,
                "The database has %d current revisions (%s), so '%s' is ambiguous."
                        .formatted(rows.size(), QuotedNames.join(rows, ", "), symbol),
                "Count from one of them with 'ID%s', from a branch with 'LABEL@%s', or name the target."
                        .formatted(offset(symbol), offset(symbol)),
                List.copyOf(rows));
    }

    private ImpossibleMigrationException ambiguousWalk(Symbol.Relative symbol, int from, int[] next, String way) {
        String origin = from == NOTHING ? "the base" : described(from);
        String remedy = way.equals("up")
                ? "Name the branch, as in 'LABEL@%s' or 'ID@%s', or name the target.".formatted(symbol, offset(symbol))
                : "Name one of them as the target: this reverts %s and all other descendants of the target, and keeps the rest."
                        .formatted(origin);
        return new ImpossibleMigrationException(
                ErrorCode.AMBIGUOUS_WALK,
                "'%s' is ambiguous: the next steps %s from %s are %s."
                        .formatted(
                                symbol,
                                way,
                                origin,
                                IntStream.of(next).mapToObj(this::described).collect(Collectors.joining(", "))),
                remedy,
                ids(IntStream.of(next)));
    }

    private ImpossibleMigrationException outOfRange(Symbol.Relative symbol, int start, int walked, String end) {
        String origin = start == NOTHING ? "the base" : described(start);
        return new ImpossibleMigrationException(
                ErrorCode.RELATIVE_OUT_OF_RANGE,
                "'%s' goes past %s, which is only %d steps from %s.".formatted(symbol, end, walked, origin),
                "Use fewer steps, or name the target.",
                start == NOTHING ? List.of() : List.of(this.graph.id(start)));
    }

    private static String offset(Symbol.Relative symbol) {
        return symbol.steps() > 0 ? "+" + symbol.steps() : String.valueOf(symbol.steps());
    }

    private static Remedy withSuggestion(List<String> near, Remedy otherwise) {
        return near.isEmpty() ? otherwise : Remedy.of("Did you mean %s? %s", QuotedNames.join(near, " or "), otherwise);
    }

    private Set<String> names() {
        Set<String> names = new LinkedHashSet<>(this.graph.allIds());
        names.addAll(this.graph.allLabels());
        return names;
    }

    private String described(int position) {
        String message = this.graph.revision(position).message();
        return message.isEmpty()
                ? "'%s'".formatted(this.graph.id(position))
                : "'%s' (%s)".formatted(this.graph.id(position), message);
    }

    private String describedWithBranch(int position) {
        List<String> labels = this.graph.labelsAt(position);
        return labels.isEmpty()
                ? described(position)
                : described(position) + " of branch " + QuotedNames.join(labels, " and ");
    }

    private List<String> ids(IntStream positions) {
        return positions.mapToObj(this.graph::id).toList();
    }

    private static int only(BitSet one) {
        return one.isEmpty() ? NOTHING : one.nextSetBit(0);
    }

    private static BitSet single(int position) {
        BitSet single = new BitSet();
        if (position != NOTHING) {
            single.set(position);
        }
        return single;
    }

    private static BitSet set(IntStream positions) {
        BitSet set = new BitSet();
        positions.forEach(set::set);
        return set;
    }
}
