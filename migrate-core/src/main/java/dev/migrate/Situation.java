package dev.migrate;

import dev.migrate.contact.Contact;
import dev.migrate.error.ImpossibleMoveException;
import dev.migrate.error.InterruptedRevisionException;
import dev.migrate.error.WrongSymbolException;
import dev.migrate.history.Applied;
import dev.migrate.history.JournalEntry;
import dev.migrate.history.State;
import dev.migrate.plan.Direction;
import dev.migrate.plan.Plan;
import dev.migrate.plan.Planner;
import dev.migrate.report.RevisionState;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.revision.Symbol;
import dev.migrate.run.Interrupted;
import dev.migrate.script.Script;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is shipped and what the database holds, seen together. The graph includes what the database has and nobody
 * ships any more, so that it can be listed and undone.
 */
final class Situation {

    private final Shipped shipped;
    private final State state;
    private final boolean busy;
    private final Contact contact;
    private final RevisionGraph graph;
    private final List<Revision> missing;
    private final Set<String> applied;
    private final Set<String> skipped;

    /**
     * Sees both together.
     *
     * @param busy whether somebody is moving the database right now, so that what looks interrupted is under way
     * @param contact what may be done with the database as it was found
     */
    Situation(Shipped shipped, State state, boolean busy, Contact contact) {
        this(shipped, state, busy, contact, List.of());
    }

    private Situation(
            Shipped shipped, State state, boolean busy, Contact contact, Collection<Revision> furtherRevisions) {
        this.contact = contact;
        this.shipped = shipped;
        this.state = state;
        this.busy = busy;
        this.missing = state.applied().values().stream()
                .filter((one) -> !shipped.scripts().containsKey(one.id()))
                .filter((one) -> one.status() != Applied.Status.UPGRADING)
                .map(Applied::revision)
                .toList();
        List<Revision> unshipped =
                Stream.concat(this.missing.stream(), furtherRevisions.stream()).toList();
        this.graph = unshipped.isEmpty() ? shipped.graph() : with(unshipped);
        this.applied = this.graph.closure(state.heads());
        this.skipped = this.applied.stream()
                .filter((id) -> !state.applied().containsKey(id))
                .collect(Collectors.toSet());
    }

    RevisionGraph graph() {
        return this.graph;
    }

    State state() {
        return this.state;
    }

    /** What may be done with the database as it was found. */
    Contact contact() {
        return this.contact;
    }

    /** The same with a revision in the graph that no script has, and that is not applied either. */
    Situation including(Revision revision) {
        return this.graph.find(revision.id()).isPresent()
                ? this
                : new Situation(this.shipped, this.state, this.busy, this.contact, List.of(revision));
    }

    /** The situation after {@code migrate.baseline} is stamped, where that is what the first upgrade does. */
    Situation afterBaseline() {
        if (!(this.contact instanceof Contact.Baseline baseline)) {
            return this;
        }
        Map<String, Applied> stamped = new LinkedHashMap<>();
        closure(List.of(baseline.revision()))
                .forEach((revision) -> stamped.put(
                        revision.id(), Applied.stamped(revision, revision.id().equals(baseline.revision()))));
        return new Situation(this.shipped, this.state.with(stamped), this.busy, this.contact);
    }

    /** What the database has and nobody ships. */
    List<Revision> missing() {
        return this.missing;
    }

    /** The revisions whose scripts are not those that were applied. */
    List<String> edited() {
        return this.shipped.revisions().stream()
                .map(Revision::id)
                .filter((id) -> stateOf(id) == RevisionState.EDITED)
                .toList();
    }

    Plan plan(Direction direction, String target) {
        refuseLostHeads();
        Planner planner = planner();
        Plan plan = direction == Direction.UPGRADE
                ? planner.upgrade(this.state.heads(), shippedHead(target))
                : planner.downgrade(this.state.heads(), target);
        refuseUnfit(plan);
        refuseUnwritten(plan.steps().stream().map((step) -> step.revision().id()));
        return new Plan(plan.direction(), target, plan.from(), plan.steps(), plan.to());
    }

    /** The head is that of the scripts, whatever else the database has. */
    private String shippedHead(String symbol) {
        if (this.missing.isEmpty() || !symbol.equals("head")) {
            return symbol;
        }
        return String.join("", this.shipped.graph().resolve(Symbol.parse(symbol), List.of()));
    }

    /** Refuses to run, or to record as applied, a script that is still to be written. */
    void refuseUnwritten(Stream<String> ids) {
        Unwritten.refuse(ids.flatMap((id) -> script(id).stream()));
    }

    /** Refuses a database that was not moved along this graph. */
    void refuseUnfit() {
        refuseLostHeads();
        refuseUnfit(new Plan(Direction.UPGRADE, "", currentIds(), List.of(), currentIds()));
    }

    /** Refuses to move a database that was not moved along this graph. */
    private void refuseUnfit(Plan plan) {
        Stream<String> concerned = plan.direction() == Direction.UPGRADE
                ? this.skipped.stream()
                : plan.steps().stream()
                        .flatMap((step) ->
                                Stream.concat(Stream.of(step.revision().id()), step.change().add().stream()))
                        .filter(this.skipped::contains);
        concerned = Stream.concat(concerned, strays().stream());
        List<String> unfit = concerned.distinct().sorted().toList();
        if (!unfit.isEmpty()) {
            String first = unfit.get(0);
            throw new ImpossibleMoveException(
                    "graph-has-changed",
                    this.skipped.contains(first)
                            ? "By the scripts '%s' comes before what is applied, and the record of this database does not contain it."
                                    .formatted(first)
                            : "This database has '%s', and by the scripts no current revision comes after it."
                                    .formatted(first),
                    "Put the parents in the headers back as they were. Or bring the database to what the scripts say by"
                            + " hand, and 'stamp' its current revisions. Nothing was changed.",
                    unfit);
        }
    }

    /** Refuses a record whose rows do not say which of them are current: no move would reach the others. */
    private void refuseLostHeads() {
        Set<String> reached = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(this.state.heads());
        while (!open.isEmpty()) {
            String id = open.pop();
            if (reached.add(id)) {
                row(id).map(Applied::revision).ifPresent((revision) -> {
                    open.addAll(revision.revises());
                    open.addAll(revision.dependsOn());
                });
            }
        }
        List<String> lost =
                strays().stream().filter((id) -> !reached.contains(id)).sorted().toList();
        if (!lost.isEmpty()) {
            List<String> applied = this.state.applied().values().stream()
                    .filter((row) -> row.status() == Applied.Status.APPLIED)
                    .map(Applied::id)
                    .toList();
            throw new ImpossibleMoveException(
                    "record-damaged",
                    "The record of this database is damaged: it has the applied revisions %s, and no current revision comes after them."
                            .formatted(lost.stream().map("'%s'"::formatted).collect(Collectors.joining(", "))),
                    "Check which revisions this database contains. If it contains all that the record has, run 'stamp %s'."
                                    .formatted(String.join(" ", this.graph.maximal(applied)))
                            + " Nothing was changed.",
                    lost);
        }
    }

    /** What is applied, and no current revision leads to it. */
    private List<String> strays() {
        return this.state.applied().values().stream()
                .filter((row) -> row.status() == Applied.Status.APPLIED)
                .map(Applied::id)
                .filter((id) -> !this.applied.contains(id))
                .toList();
    }

    /** The way down from what nobody ships, by what the database keeps of it. */
    Plan planWithoutMissing() {
        return planner()
                .undo(
                        this.state.heads(),
                        this.missing.stream().map(Revision::id).toList());
    }

    /** What will be when a way down has been gone. */
    Situation after(Plan down) {
        Map<String, Applied> left = new LinkedHashMap<>();
        this.state
                .applied()
                .forEach((id, row) -> left.put(id, row.asHead(down.to().contains(id))));
        down.steps().forEach((step) -> left.remove(step.revision().id()));
        return new Situation(this.shipped, this.state.with(left), this.busy, this.contact);
    }

    Planner planner() {
        return new Planner(this.graph, this::reversible);
    }

    /** The rows after a stamp. A purge deletes the record, so its symbols name what the scripts have and no more. */
    List<String> stamped(List<String> targets, boolean purge) {
        if (!purge) {
            return planner().stamp(currentIds(), targets, false);
        }
        RevisionGraph scripts = this.shipped.graph();
        List<String> known = currentIds().stream()
                .filter((id) -> scripts.find(id).isPresent())
                .toList();
        return new Planner(scripts, this::reversible).stamp(known, targets, true);
    }

    /**
     * Refuses a plan that does not first settle what was begun and not finished.
     *
     * @param journal says where the run of a revision stands
     */
    void refuseAround(Plan plan, Function<String, Optional<JournalEntry>> journal) {
        Optional<Applied> left = this.state.interrupted();
        if (left.isEmpty()) {
            return;
        }
        Direction begun = left.get().status() == Applied.Status.UPGRADING ? Direction.UPGRADE : Direction.DOWNGRADE;
        boolean goesOn = plan.direction() == begun
                && plan.steps().stream()
                        .anyMatch(
                                (step) -> step.revision().id().equals(left.get().id()));
        if (!goesOn) {
            String id = left.get().id();
            if (isUnshippedUpgrade(left.get())) {
                throw Interrupted.unshipped(id, journal.apply(id));
            }
            String script = script(id).map(Script::location).orElse("database:" + id);
            throw journal.apply(id)
                    .map((entry) -> Interrupted.elsewhere(entry, script))
                    .orElseGet(() -> Interrupted.begun(id, begun));
        }
    }

    /** Whether an upgrade was interrupted that only another release can resume. */
    boolean isUnshippedUpgrade(Applied row) {
        return row.status() == Applied.Status.UPGRADING && script(row.id()).isEmpty();
    }

    /** Refuses to write as a script what would have to go on in the middle of a revision. */
    void refuseInterrupted() {
        this.state.interrupted().ifPresent((left) -> {
            throw new InterruptedRevisionException(
                    left.id(),
                    "Revision '%s' was begun and not finished, so no script can tell what is left to do."
                            .formatted(left.id()),
                    "Run the move again, or 'stamp' what the database really has, and then write the script.");
        });
    }

    /** Refuses a downgrade that reverts missing revisions, unless its target is named by its id. */
    void refuseMissing(Plan plan) {
        Set<String> unshipped = this.missing.stream().map(Revision::id).collect(Collectors.toSet());
        List<String> reverted = plan.steps().stream()
                .map((step) -> step.revision().id())
                .filter(unshipped::contains)
                .toList();
        if (reverted.isEmpty() || isNamedById(plan.target())) {
            return;
        }
        throw new ImpossibleMoveException(
                "missing-revisions",
                "'%s' reverts %s not among the scripts: %s."
                        .formatted(plan.target(), counted(reverted), String.join(", ", reverted)),
                "Downgrade with a release that has their scripts, name the target by its revision id, or run 'downgrade %s"
                                .formatted(plan.target())
                        + " --missing' to revert them by the scripts that the database keeps. Nothing was changed.",
                reverted);
    }

    private static String counted(List<String> ids) {
        return ids.size() == 1 ? "one revision that is" : ids.size() + " revisions that are";
    }

    private boolean isNamedById(String target) {
        return Symbol.parse(target) instanceof Symbol.Absolute absolute
                && !absolute.isBase()
                && this.graph.resolve(absolute.withoutBranch(), currentIds()).stream()
                        .allMatch((id) -> id.startsWith(absolute.target()));
    }

    /** Refuses a database that has what nobody ships. */
    void refuseAhead() {
        List<String> ids = this.missing.stream().map(Revision::id).toList();
        throw new ImpossibleMoveException(
                "database-ahead",
                "The database has %s not among the scripts: %s.".formatted(counted(ids), String.join(", ", ids)),
                "Start a release that ships them, or set 'migrate.ahead' to 'warn' or 'downgrade'. Nothing was changed.",
                ids);
    }

    /** Refuses to upgrade while scripts are not those that were applied. */
    void refuseEdited() {
        List<String> ids = edited();
        throw new ImpossibleMoveException(
                "edited-scripts",
                "Scripts were edited after they were applied, and 'migrate.edited' is 'fail': %s."
                        .formatted(ids.stream()
                                .map((id) -> "'%s' (%s)"
                                        .formatted(id, script(id).orElseThrow().location()))
                                .collect(Collectors.joining(", "))),
                "Restore the scripts, and write a new revision for the change. If the database is as a script says now,"
                        + " run 'migrate repair ID --accept'. Nothing was changed.",
                ids);
    }

    boolean isBusy() {
        return this.busy;
    }

    boolean isInterrupted() {
        return this.state.interrupted().isPresent();
    }

    int pending() {
        return (int) this.shipped.revisions().stream()
                .filter((revision) -> !has(revision.id()))
                .count();
    }

    int applied() {
        return this.applied.size() - this.skipped.size();
    }

    boolean upToDate() {
        return pending() == 0 && !isInterrupted();
    }

    List<String> currentIds() {
        return this.state.heads();
    }

    List<String> headIds() {
        return this.shipped.graph().heads();
    }

    List<Revision> resolve(String symbol) {
        return this.graph.resolve(Symbol.parse(shippedHead(symbol)), currentIds()).stream()
                .map(this::revision)
                .toList();
    }

    /** The one revision that a symbol names. */
    Revision one(String symbol) {
        List<Revision> found = resolve(symbol);
        if (found.size() != 1) {
            List<String> ids = found.stream().map(Revision::id).toList();
            throw new WrongSymbolException(
                    "one-revision-required",
                    symbol,
                    "'%s' names %s, and one revision is asked for."
                            .formatted(symbol, found.isEmpty() ? "no revision" : String.join(" and ", ids)),
                    "Name it by its id.",
                    ids);
        }
        return found.get(0);
    }

    /** The revision that a repair is about; by its id also one of which only the record knows, as interrupted. */
    Revision repaired(String symbol) {
        return row(symbol)
                .filter(this::isUnshippedUpgrade)
                .map(Applied::revision)
                .orElseGet(() -> one(symbol));
    }

    Revision revision(String id) {
        return this.graph.find(id).orElseThrow();
    }

    List<Revision> closure(Collection<String> ids) {
        Set<String> closure = this.graph.closure(ids);
        return this.graph.revisions().stream()
                .filter((revision) -> closure.contains(revision.id()))
                .toList();
    }

    /** What the database keeps of a revision. */
    Optional<Applied> row(String id) {
        return Optional.ofNullable(this.state.applied().get(id));
    }

    Optional<Script> script(String id) {
        return Optional.ofNullable(this.shipped.scripts().get(id));
    }

    /** The way back is the one that was recorded with the way there, wherever the script says another one now. */
    boolean reversible(String id) {
        Script script = this.shipped.scripts().get(id);
        Applied row = this.state.applied().get(id);
        if (script != null && !goesBackAsRecorded(id)) {
            return script.downgrade().isPresent();
        }
        return row != null && row.reversible();
    }

    /** Whether the database keeps another script of a revision than this one. */
    boolean goesBackAsRecorded(String id) {
        Script script = this.shipped.scripts().get(id);
        Applied row = this.state.applied().get(id);
        return script != null
                && row != null
                && row.status() != Applied.Status.UPGRADING
                && row.checksum() != null
                && !row.checksum().equals(script.checksum());
    }

    /** What was begun and not finished, unless somebody is at it. */
    List<String> interruptedIds() {
        return this.busy
                ? List.of()
                : this.state.interrupted().map(Applied::id).stream().toList();
    }

    /** What the next move will do, in sentences, unless it just begins where the record says. */
    Optional<String> notice() {
        return this.contact
                .notice()
                .or(() -> interruptedIds().stream()
                        .findFirst()
                        .map(
                                ("Revision '%1$s' is interrupted. Run the same move again to resume it, or run 'repair %1$s' to see what"
                                                + " is left.")::formatted));
    }

    private boolean has(String id) {
        return this.applied.contains(id) && !this.skipped.contains(id);
    }

    RevisionState stateOf(String id) {
        Applied row = this.state.applied().get(id);
        Script script = this.shipped.scripts().get(id);
        if (row != null && row.status() != Applied.Status.APPLIED && !this.busy) {
            return RevisionState.INTERRUPTED;
        }
        if (!has(id)) {
            return RevisionState.PENDING;
        }
        if (script == null) {
            return RevisionState.MISSING;
        }
        return row != null && isEdited(row, script) ? RevisionState.EDITED : RevisionState.APPLIED;
    }

    static boolean isEdited(Applied row, Script script) {
        boolean moved = !Set.copyOf(row.revision().revises())
                        .equals(Set.copyOf(script.revision().revises()))
                || !Set.copyOf(row.revision().dependsOn())
                        .equals(Set.copyOf(script.revision().dependsOn()));
        return moved
                || (row.checksum() != null
                        && sameAlgorithm(row.checksum(), script.checksum())
                        && !row.checksum().equals(script.checksum()));
    }

    private static boolean sameAlgorithm(String one, String other) {
        return one.substring(0, one.indexOf(':') + 1).equals(other.substring(0, other.indexOf(':') + 1));
    }

    private RevisionGraph with(List<Revision> unshipped) {
        Set<String> taken = new HashSet<>(this.shipped.scripts().keySet());
        this.shipped.revisions().forEach((revision) -> taken.addAll(revision.branchLabels()));
        Set<String> known = new HashSet<>(taken);
        for (Revision revision : unshipped) {
            known.add(revision.id());
            known.addAll(revision.branchLabels());
        }
        Stream<Revision> kept = unshipped.stream()
                .map((revision) -> new Revision(
                        revision.id(),
                        revision.revises().stream().filter(known::contains).toList(),
                        revision.dependsOn().stream().filter(known::contains).toList(),
                        revision.branchLabels().stream()
                                .filter((label) -> !taken.contains(label))
                                .toList(),
                        revision.message(),
                        revision.author(),
                        revision.created(),
                        null));
        return RevisionGraph.of(
                Stream.concat(this.shipped.revisions().stream(), kept).toList());
    }
}
