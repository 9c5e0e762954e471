package dev.migrate.plan;

import dev.migrate.error.Command;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.ImpossibleMigrationException;
import dev.migrate.error.IrreversibleException;
import dev.migrate.error.Remedy;
import dev.migrate.error.WrongSymbolException;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.revision.RevisionSet;
import dev.migrate.revision.Symbol;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Plans upgrades, downgrades, and stamps from the graph, the current revisions, and a target. Rejects impossible
 * requests before anything runs. The order is that of the graph ({@code RevisionOrder}); this class selects.
 */
public final class Planner {

    private final RevisionGraph graph;
    private final Predicate<String> reversible;

    /**
     * Creates a planner.
     *
     * @param graph the revisions
     * @param reversible returns whether the revision with an id has a downgrade
     */
    public Planner(RevisionGraph graph, Predicate<String> reversible) {
        this.graph = graph;
        this.reversible = reversible;
    }

    /**
     * Plans an upgrade of a database with the given current revisions. If the target is already applied, the plan has
     * no steps.
     *
     * @throws dev.migrate.error.UnknownRevisionException if a symbol names no revision or branch
     * @throws WrongSymbolException if the target is malformed or ambiguous
     * @throws ImpossibleMigrationException if the target cannot be reached by an upgrade
     */
    public Plan upgrade(Collection<String> current, String target) {
        checkNoRange(target);
        Symbol symbol = Symbol.parse(target);
        if (symbol instanceof Symbol.Relative relative && relative.anchor().isEmpty() && relative.steps() <= 0) {
            throw wrongDirection(Direction.UPGRADE, target, "'+1'");
        }
        List<String> targets = this.graph.resolve(symbol, current);
        this.graph.requireMaximal(targets);
        RevisionSet rows = this.graph.rows(current);
        this.graph.requireMaximal(rows);
        RevisionSet needed = this.graph.closure(targets).minus(this.graph.closure(rows));
        return plan(Direction.UPGRADE, target, current, needed);
    }

    /**
     * Plans a downgrade to the target, which stays applied. Revisions that descend from or depend on a reverted
     * revision are reverted too; siblings and dependencies stay.
     *
     * @throws IrreversibleException if a step has no downgrade
     * @throws dev.migrate.error.UnknownRevisionException if a symbol names no revision or branch
     * @throws WrongSymbolException if the target is malformed or ambiguous
     * @throws ImpossibleMigrationException if the target cannot be reached by a downgrade
     */
    public Plan downgrade(Collection<String> current, String target) {
        checkNoRange(target);
        Symbol symbol = Symbol.parse(target);
        Optional<String> destination = destination(symbol, current);
        Optional<String> branch = symbol.branch();
        if (symbol instanceof Symbol.Relative relative && relative.anchor().isEmpty() && branch.isEmpty()) {
            branch = current.stream().findFirst();
        }
        List<String> roots = destination.map(this.graph::children).orElseGet(this.graph::bases);
        if (branch.isPresent() && choices(roots, destination) > 1) {
            roots = rootsOf(branch.get(), roots, target);
        }
        RevisionSet rows = this.graph.rows(current);
        RevisionSet reverted = this.graph.withDependants(roots).and(this.graph.closure(rows));
        if (reverted.isEmpty() && destination.isPresent() && !rows.contains(destination.get())) {
            throw new ImpossibleMigrationException(
                    ErrorCode.RANGE_NOT_ANCESTOR,
                    "'%s' is revision '%s', and no applied revision descends from it, so %s cannot be downgraded to it."
                            .formatted(target, destination.get(), named(rows)),
                    Remedy.of(
                            "Name an ancestor of a current revision. Run %s to list the current revisions, %s to list their ancestors.",
                            new Command("current"), new Command("history")),
                    List.of(destination.get()));
        }
        Plan plan = plan(Direction.DOWNGRADE, target, current, reverted);
        checkReversible(plan);
        return plan;
    }

    /**
     * Plans a downgrade that reverts the given revisions, and the applied revisions that descend from or depend on
     * them.
     *
     * @throws IrreversibleException if a step has no downgrade
     * @throws dev.migrate.error.UnknownRevisionException if an id names no revision
     */
    public Plan revert(Collection<String> current, Collection<String> revisions) {
        RevisionSet reverted = this.graph.withDependants(revisions).and(this.graph.closure(this.graph.rows(current)));
        Plan plan = plan(Direction.DOWNGRADE, String.join(",", revisions), current, reverted);
        checkReversible(plan);
        return plan;
    }

    /**
     * Plans the upgrade of a range {@code [FROM:]TO} without a database; FROM defaults to base.
     *
     * @throws WrongSymbolException with code {@code bad-range} if the range is malformed, or if an end is ambiguous
     * @throws dev.migrate.error.UnknownRevisionException if an end names no revision or branch
     * @throws ImpossibleMigrationException if TO cannot be reached from FROM by an upgrade
     */
    public Plan offlineUpgrade(String range) {
        int colon = range.indexOf(':');
        return colon < 0
                ? upgrade(List.of(), range)
                : upgrade(start(range, range.substring(0, colon)), end(range, range.substring(colon + 1)));
    }

    /**
     * Plans the downgrade of a range {@code FROM:TO} without a database.
     *
     * @throws WrongSymbolException with code {@code range-required} or {@code bad-range} if the range is missing or
     * malformed
     * @throws IrreversibleException if a step has no downgrade
     * @throws dev.migrate.error.UnknownRevisionException if an end names no revision or branch
     * @throws ImpossibleMigrationException if TO cannot be reached from FROM by a downgrade
     */
    public Plan offlineDowngrade(String range) {
        int colon = range.indexOf(':');
        if (colon < 0) {
            throw new WrongSymbolException(
                    ErrorCode.RANGE_REQUIRED,
                    range,
                    "A downgrade with '--sql' does not read the current revisions from the database, so '%s' is not enough."
                            .formatted(range),
                    "Write a range FROM:TO, such as 'head:base'.",
                    List.of());
        }
        return downgrade(start(range, range.substring(0, colon)), end(range, range.substring(colon + 1)));
    }

    /**
     * Returns the current revisions after a stamp: the maximal elements of the targets and of those current revisions
     * that share no lineage with any target. {@code base} shares lineage with all revisions, {@code LABEL@base} with
     * all revisions of that branch.
     *
     * @param purge whether to ignore the given current revisions
     * @throws dev.migrate.error.UnknownRevisionException if a symbol names no revision or branch
     * @throws WrongSymbolException if a target is malformed or ambiguous
     * @throws ImpossibleMigrationException if a target identifies several revisions, or cannot be counted from the
     *     current revisions
     */
    public List<String> stamp(Collection<String> current, List<String> targets, boolean purge) {
        RevisionSet rows = this.graph.rows(purge ? List.of() : current);
        targets.forEach(Planner::checkNoRange);
        List<Symbol> symbols = targets.stream().map(Symbol::parse).toList();
        symbols.forEach((symbol) -> lookUp(symbol, current, rows));
        Set<String> stamped = new LinkedHashSet<>();
        RevisionSet kept = rows;
        for (Symbol symbol : symbols) {
            List<String> resolved = this.graph.resolve(symbol, current);
            stamped.addAll(resolved);
            kept = kept.minus(resolved.isEmpty() ? aboveBase(symbol, current, kept) : related(resolved));
        }
        stamped.addAll(kept);
        return this.graph.maximal(stamped);
    }

    /** Resolves the symbol, so that unknown and ambiguous names are reported before a target on another branch. */
    private void lookUp(Symbol symbol, Collection<String> current, RevisionSet rows) {
        if (symbol instanceof Symbol.Absolute absolute && absolute.namesHeads()) {
            this.graph.resolve(symbol, current);
        } else if (!rows.isEmpty()) {
            symbol.branch().ifPresentOrElse(this.graph::branch, () -> this.graph.resolve(symbol, current));
        }
    }

    /** Returns the target revision of a downgrade; the branch of the symbol only selects the revisions to revert. */
    private Optional<String> destination(Symbol symbol, Collection<String> current) {
        if (symbol instanceof Symbol.Absolute absolute) {
            return this.graph.resolveOne(absolute.withoutBranch(), current);
        }
        Symbol.Relative relative = (Symbol.Relative) symbol;
        if (relative.anchor().isEmpty() && relative.steps() >= 0) {
            throw wrongDirection(Direction.DOWNGRADE, symbol.toString(), "'-1'");
        }
        return this.graph.resolveOne(relative.steps() == 0 ? relative.anchorAlone() : relative, current);
    }

    /** Returns the number of names among which a branch selects; above base, the label of a base counts as a name. */
    private int choices(List<String> roots, Optional<String> destination) {
        int choices = roots.size();
        for (String root : destination.isPresent() ? List.<String>of() : roots) {
            choices += this.graph.find(root).orElseThrow().branchLabels().size();
        }
        return choices;
    }

    /** Returns those of the revisions above the target that lead to a branch. */
    private List<String> rootsOf(String branch, List<String> roots, String target) {
        RevisionSet ancestors = this.graph.ancestors(List.of(this.graph.branch(branch)));
        List<String> chosen = roots.stream().filter(ancestors::contains).toList();
        if (chosen.isEmpty()) {
            throw new ImpossibleMigrationException(
                    ErrorCode.INVALID_DOWNGRADE_TARGET,
                    "'%s' is not a downgrade target of branch '%s': none of its children (%s) leads to that branch."
                            .formatted(target, branch, named(roots)),
                    "Name a revision of the branch, or omit the branch to revert all descendants of the target.",
                    roots);
        }
        return chosen;
    }

    private RevisionSet related(Collection<String> ids) {
        return this.graph.closure(ids).or(this.graph.withDependants(ids));
    }

    /** Returns the revisions to revert if the target is the base of the graph, of a branch, or of a relative walk. */
    private RevisionSet aboveBase(Symbol symbol, Collection<String> current, RevisionSet rows) {
        if (symbol instanceof Symbol.Relative relative) {
            return related(this.graph.resolve(relative.nearer(), current));
        }
        boolean base = symbol instanceof Symbol.Absolute absolute && absolute.isBase();
        if (!base || symbol.branch().isEmpty() || rows.isEmpty()) {
            return base ? rows : this.graph.rows(List.of());
        }
        return related(List.of(this.graph.branch(symbol.branch().get())));
    }

    private Plan plan(Direction direction, String target, Collection<String> current, RevisionSet revisions) {
        HeadTracker heads = new HeadTracker(this.graph, current);
        List<Step> steps = new ArrayList<>(revisions.size());
        for (String id : direction == Direction.UPGRADE ? revisions : revisions.newestFirst()) {
            Revision revision = this.graph.find(id).orElseThrow();
            HeadsChange change = direction == Direction.UPGRADE ? heads.apply(id) : heads.revert(id);
            steps.add(new Step(direction, revision, change));
        }
        return new Plan(direction, target, List.copyOf(new LinkedHashSet<>(current)), steps, heads.heads());
    }

    private void checkReversible(Plan plan) {
        List<String> irreversible = plan.steps().stream()
                .map((step) -> step.revision().id())
                .filter(this.reversible.negate())
                .toList();
        if (!irreversible.isEmpty()) {
            throw new IrreversibleException(irreversible);
        }
    }

    private List<String> start(String range, String from) {
        if (from.isEmpty()) {
            return List.of();
        }
        Symbol symbol = Symbol.parse(from);
        if (symbol.countsFromCurrent()) {
            throw invalidRange(range, "its start is relative to the current revisions, which are not read");
        }
        return this.graph.resolveOne(symbol, List.of()).map(List::of).orElseGet(List::of);
    }

    private static String end(String range, String to) {
        if (to.isEmpty() || to.contains(":")) {
            throw invalidRange(range, to.isEmpty() ? "its end is missing" : "it has more than one ':'");
        }
        return to;
    }

    private static WrongSymbolException invalidRange(String range, String why) {
        return new WrongSymbolException(
                ErrorCode.BAD_RANGE,
                range,
                "'%s' is not a range for '--sql': %s.".formatted(range, why),
                "Write FROM:TO with two revisions, such as 'base:head'.",
                List.of());
    }

    private static void checkNoRange(String target) {
        if (target.contains(":")) {
            throw new WrongSymbolException(
                    ErrorCode.RANGE_NOT_ALLOWED,
                    target,
                    "'%s' is a range, which requires '--sql': a database starts from its current revisions."
                            .formatted(target),
                    "Name only the target, or add '--sql' to write the range as SQL.",
                    List.of());
        }
    }

    private static ImpossibleMigrationException wrongDirection(Direction direction, String target, String example) {
        return new ImpossibleMigrationException(
                ErrorCode.RELATIVE_OUT_OF_RANGE,
                "'%s' counts in the wrong direction for %s %s."
                        .formatted(target, direction == Direction.UPGRADE ? "an" : "a", direction),
                "Use the other sign, as in %s, or name the target.".formatted(example),
                List.of());
    }

    private static String named(Collection<String> rows) {
        return rows.isEmpty() ? "an empty database" : "'" + String.join("', '", rows) + "'";
    }
}
