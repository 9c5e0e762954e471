package dev.migrate.plan;

import dev.migrate.error.ImpossibleMoveException;
import dev.migrate.error.IrreversibleException;
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

/** Graph, state and target to a plan; refuses here, before anything runs, what cannot be done. */
public final class Planner {

    private final RevisionGraph graph;
    private final Predicate<String> reversible;

    /**
     * Makes a planner.
     *
     * @param graph the revisions
     * @param reversible says whether the revision with an id has a way back
     */
    public Planner(RevisionGraph graph, Predicate<String> reversible) {
        this.graph = graph;
        this.reversible = reversible;
    }

    /**
     * Plans an upgrade of a database whose rows are {@code current}. What is applied already is not an error: the plan
     * has no step then.
     */
    public Plan upgrade(Collection<String> current, String target) {
        refuseRange(target);
        Symbol symbol = Symbol.parse(target);
        if (symbol instanceof Symbol.Relative relative && relative.anchor().isEmpty() && relative.steps() <= 0) {
            throw wrongWay(Direction.UPGRADE, target, "'+1'");
        }
        List<String> targets = this.graph.resolve(symbol, current);
        this.graph.requireMaximal(targets);
        RevisionSet rows = this.graph.rows(current);
        this.graph.requireMaximal(rows);
        RevisionSet needed = this.graph.closure(targets).minus(this.graph.closure(rows));
        return plan(Direction.UPGRADE, target, current, needed);
    }

    /**
     * Plans a downgrade. The target itself stays; what descends from or depends on what is undone goes with it, and
     * siblings and dependencies are left alone. Throws {@code IrreversibleException} where a step has no way back.
     */
    public Plan downgrade(Collection<String> current, String target) {
        refuseRange(target);
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
        RevisionSet undone = this.graph.withDependants(roots).and(this.graph.closure(rows));
        if (undone.isEmpty() && destination.isPresent() && !rows.contains(destination.get())) {
            throw new ImpossibleMoveException(
                    "range-not-ancestor",
                    "'%s' is '%s', and nothing above it is applied, so there is nothing to downgrade to it from %s."
                            .formatted(target, destination.get(), named(rows)),
                    "Name a revision below a current one; 'current' lists those, 'history' what is below them.",
                    List.of(destination.get()));
        }
        Plan plan = plan(Direction.DOWNGRADE, target, current, undone);
        refuseIrreversible(plan);
        return plan;
    }

    /** Plans the undoing of revisions with whatever descends from them or depends on them, as far as it is applied. */
    public Plan undo(Collection<String> current, Collection<String> revisions) {
        RevisionSet undone = this.graph.withDependants(revisions).and(this.graph.closure(this.graph.rows(current)));
        Plan plan = plan(Direction.DOWNGRADE, String.join(",", revisions), current, undone);
        refuseIrreversible(plan);
        return plan;
    }

    /** Plans the upgrade of a range {@code [FROM:]TO}, for a script instead of a database; without FROM, from base. */
    public Plan offlineUpgrade(String range) {
        int colon = range.indexOf(':');
        return colon < 0
                ? upgrade(List.of(), range)
                : upgrade(start(range, range.substring(0, colon)), end(range, range.substring(colon + 1)));
    }

    /** Plans the downgrade of a range {@code FROM:TO}, for a script instead of a database. */
    public Plan offlineDowngrade(String range) {
        int colon = range.indexOf(':');
        if (colon < 0) {
            throw new WrongSymbolException(
                    "range-required",
                    range,
                    "A downgrade written as SQL does not ask the database where it is, so '%s' is not enough."
                            .formatted(range),
                    "Write FROM:TO.",
                    List.of());
        }
        return downgrade(start(range, range.substring(0, colon)), end(range, range.substring(colon + 1)));
    }

    /**
     * Works out the rows after a stamp: the maximal elements of the targets, and of those rows that share no lineage
     * with any target. {@code base} shares lineage with everything, {@code LABEL@base} with all of that branch.
     *
     * @param purge whether the rows that are there count for nothing
     */
    public List<String> stamp(Collection<String> current, List<String> targets, boolean purge) {
        RevisionSet rows = this.graph.rows(purge ? List.of() : current);
        targets.forEach(Planner::refuseRange);
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

    /** A target that names nothing, or too much, is told before one that is merely on another branch. */
    private void lookUp(Symbol symbol, Collection<String> current, RevisionSet rows) {
        if (symbol instanceof Symbol.Absolute absolute && absolute.namesHeads()) {
            this.graph.resolve(symbol, current);
        } else if (!rows.isEmpty()) {
            symbol.branch().ifPresentOrElse(this.graph::branch, () -> this.graph.resolve(symbol, current));
        }
    }

    /** Where a downgrade goes to; the name of a branch only says what to take down, not where the target lies. */
    private Optional<String> destination(Symbol symbol, Collection<String> current) {
        if (symbol instanceof Symbol.Absolute absolute) {
            return this.graph.resolveOne(absolute.withoutBranch(), current);
        }
        Symbol.Relative relative = (Symbol.Relative) symbol;
        if (relative.anchor().isEmpty() && relative.steps() >= 0) {
            throw wrongWay(Direction.DOWNGRADE, symbol.toString(), "'-1'");
        }
        return this.graph.resolveOne(relative.steps() == 0 ? relative.anchorAlone() : relative, current);
    }

    /** Between how many names a branch chooses; above base, the label of a base is a name of its own. */
    private int choices(List<String> roots, Optional<String> destination) {
        int choices = roots.size();
        for (String root : destination.isPresent() ? List.<String>of() : roots) {
            choices += this.graph.find(root).orElseThrow().branchLabels().size();
        }
        return choices;
    }

    /** Of the revisions above the target, those that lead to a branch. */
    private List<String> rootsOf(String branch, List<String> roots, String target) {
        RevisionSet ancestors = this.graph.ancestors(List.of(this.graph.branch(branch)));
        List<String> chosen = roots.stream().filter(ancestors::contains).toList();
        if (chosen.isEmpty()) {
            throw new ImpossibleMoveException(
                    "invalid-downgrade-target",
                    "'%s' is no target for the branch '%s': none of the revisions directly above it (%s) leads there."
                            .formatted(target, branch, named(roots)),
                    "Name a revision of the branch, or leave the branch out to take down everything above the target.",
                    roots);
        }
        return chosen;
    }

    private RevisionSet related(Collection<String> ids) {
        return this.graph.closure(ids).or(this.graph.withDependants(ids));
    }

    /** The rows that go when a target is the base of everything, of a branch, or of what a walk came down along. */
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
        HeadKeeper heads = new HeadKeeper(this.graph, current);
        List<Step> steps = new ArrayList<>(revisions.size());
        for (String id : direction == Direction.UPGRADE ? revisions : revisions.newestFirst()) {
            Revision revision = this.graph.find(id).orElseThrow();
            HeadsChange change = direction == Direction.UPGRADE ? heads.apply(id) : heads.undo(id);
            steps.add(new Step(direction, revision, change));
        }
        return new Plan(direction, target, List.copyOf(new LinkedHashSet<>(current)), steps, heads.heads());
    }

    private void refuseIrreversible(Plan plan) {
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
            throw badRange(range, "its start counts from the database, which is not asked");
        }
        return this.graph.resolveOne(symbol, List.of()).map(List::of).orElseGet(List::of);
    }

    private static String end(String range, String to) {
        if (to.isEmpty() || to.contains(":")) {
            throw badRange(range, to.isEmpty() ? "its end is missing" : "it has more than two ends");
        }
        return to;
    }

    private static WrongSymbolException badRange(String range, String why) {
        return new WrongSymbolException(
                "bad-range",
                range,
                "'%s' is not a range that can be written as SQL: %s.".formatted(range, why),
                "Write FROM:TO with two revisions, such as 'base:head'.",
                List.of());
    }

    private static void refuseRange(String target) {
        if (target.contains(":")) {
            throw new WrongSymbolException(
                    "range-not-allowed",
                    target,
                    "'%s' is a range; a database is moved from where it is.".formatted(target),
                    "Name only the target, or add '--sql' to have the range written as SQL.",
                    List.of());
        }
    }

    private static ImpossibleMoveException wrongWay(Direction direction, String target, String example) {
        return new ImpossibleMoveException(
                "relative-out-of-range",
                "'%s' leads nowhere in %s %s."
                        .formatted(target, direction == Direction.UPGRADE ? "an" : "a", direction),
                "Count the other way, as in %s, or name the target.".formatted(example),
                List.of());
    }

    private static String named(Collection<String> rows) {
        return rows.isEmpty() ? "an empty database" : "'" + String.join("', '", rows) + "'";
    }
}
