package dev.migrate.engine;

import dev.migrate.contact.Contact;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.ImpossibleMigrationException;
import dev.migrate.error.InterruptedRevisionException;
import dev.migrate.error.WrongSymbolException;
import dev.migrate.history.AppliedRevision;
import dev.migrate.history.JournalEntry;
import dev.migrate.history.StoredState;
import dev.migrate.plan.Direction;
import dev.migrate.plan.Plan;
import dev.migrate.plan.Planner;
import dev.migrate.report.RevisionState;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.revision.Symbol;
import dev.migrate.run.InterruptedRevisions;
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
 * State of the database compared with the local scripts. The graph includes revisions that are applied but missing from
 * the scripts, so that they can be listed and reverted.
 */
public final class DatabaseState {

    private final LocalRevisions localRevisions;
    private final StoredState storedState;
    private final boolean busy;
    private final Contact contact;
    private final RevisionGraph graph;
    private final List<Revision> missing;
    private final Set<String> applied;
    private final Set<String> skipped;

    /**
     * Combines the scripts and the record.
     *
     * @param busy whether another process is migrating the database, so that a revision recorded as interrupted is
     *     in progress
     * @param contact which commands may run on the database
     */
    DatabaseState(LocalRevisions localRevisions, StoredState storedState, boolean busy, Contact contact) {
        this(localRevisions, storedState, busy, contact, List.of());
    }

    private DatabaseState(
            LocalRevisions localRevisions,
            StoredState storedState,
            boolean busy,
            Contact contact,
            Collection<Revision> furtherRevisions) {
        this.contact = contact;
        this.localRevisions = localRevisions;
        this.storedState = storedState;
        this.busy = busy;
        this.missing = storedState.applied().values().stream()
                .filter((one) -> !localRevisions.scripts().containsKey(one.id()))
                .filter((one) -> one.status() != AppliedRevision.Status.UPGRADING)
                .map(AppliedRevision::revision)
                .toList();
        List<Revision> unshipped =
                Stream.concat(this.missing.stream(), furtherRevisions.stream()).toList();
        this.graph = unshipped.isEmpty() ? localRevisions.graph() : with(unshipped);
        this.applied = this.graph.closure(storedState.heads());
        this.skipped = this.applied.stream()
                .filter((id) -> !storedState.applied().containsKey(id))
                .collect(Collectors.toSet());
    }

    RevisionGraph graph() {
        return this.graph;
    }

    public StoredState state() {
        return this.storedState;
    }

    /** Returns which commands may run on the database. */
    public Contact contact() {
        return this.contact;
    }

    /** Returns this state with a further revision in the graph, which has no script and is not applied. */
    public DatabaseState including(Revision revision) {
        return this.graph.find(revision.id()).isPresent()
                ? this
                : new DatabaseState(this.localRevisions, this.storedState, this.busy, this.contact, List.of(revision));
    }

    /** Returns the state after the baseline is stamped, if the first upgrade does that; otherwise this state. */
    DatabaseState afterBaseline() {
        if (!(this.contact instanceof Contact.Baseline baseline)) {
            return this;
        }
        Map<String, AppliedRevision> stamped = new LinkedHashMap<>();
        closure(List.of(baseline.revision()))
                .forEach((revision) -> stamped.put(
                        revision.id(),
                        AppliedRevision.stamped(revision, revision.id().equals(baseline.revision()))));
        return new DatabaseState(this.localRevisions, this.storedState.with(stamped), this.busy, this.contact);
    }

    /** Returns the applied revisions that have no script here. */
    List<Revision> missing() {
        return this.missing;
    }

    /** Returns the ids of the revisions whose scripts were edited after they were applied. */
    List<String> edited() {
        return this.localRevisions.revisions().stream()
                .map(Revision::id)
                .filter((id) -> stateOf(id) == RevisionState.EDITED)
                .toList();
    }

    Plan plan(Direction direction, String target) {
        checkHeads();
        Planner planner = planner();
        Plan plan = direction == Direction.UPGRADE
                ? planner.upgrade(this.storedState.heads(), shippedHead(target))
                : planner.downgrade(this.storedState.heads(), target);
        checkConsistent(plan);
        checkWritten(plan.steps().stream().map((step) -> step.revision().id()));
        return new Plan(plan.direction(), target, plan.from(), plan.steps(), plan.to());
    }

    /** Resolves {@code head} to the head of the scripts, independent of missing revisions. */
    private String shippedHead(String symbol) {
        if (this.missing.isEmpty() || !symbol.equals("head")) {
            return symbol;
        }
        return String.join("", this.localRevisions.graph().resolve(Symbol.parse(symbol), List.of()));
    }

    /** Rejects scripts that are still to be written, before they are run or recorded as applied. */
    public void checkWritten(Stream<String> ids) {
        UnwrittenScriptCheck.check(ids.flatMap((id) -> script(id).stream()));
    }

    /** Rejects a database whose record does not agree with the graph of the scripts. */
    void checkConsistent() {
        checkHeads();
        checkConsistent(new Plan(Direction.UPGRADE, "", currentIds(), List.of(), currentIds()));
    }

    /** Rejects a plan if the record does not agree with the graph of the scripts where it matters to the plan. */
    private void checkConsistent(Plan plan) {
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
            throw new ImpossibleMigrationException(
                    ErrorCode.GRAPH_HAS_CHANGED,
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

    /**
     * Rejects a record with applied revisions that no current revision leads to: no upgrade or downgrade would reach
     * them.
     */
    private void checkHeads() {
        Set<String> reached = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(this.storedState.heads());
        while (!open.isEmpty()) {
            String id = open.pop();
            if (reached.add(id)) {
                row(id).map(AppliedRevision::revision).ifPresent((revision) -> {
                    open.addAll(revision.revises());
                    open.addAll(revision.dependsOn());
                });
            }
        }
        List<String> lost =
                strays().stream().filter((id) -> !reached.contains(id)).sorted().toList();
        if (!lost.isEmpty()) {
            List<String> applied = this.storedState.applied().values().stream()
                    .filter((row) -> row.status() == AppliedRevision.Status.APPLIED)
                    .map(AppliedRevision::id)
                    .toList();
            throw new ImpossibleMigrationException(
                    ErrorCode.RECORD_DAMAGED,
                    "The record of this database is damaged: it has the applied revisions %s, and no current revision comes after them."
                            .formatted(lost.stream().map("'%s'"::formatted).collect(Collectors.joining(", "))),
                    "Check which revisions this database contains. If it contains all that the record has, run 'stamp %s'."
                                    .formatted(String.join(" ", this.graph.maximal(applied)))
                            + " Nothing was changed.",
                    lost);
        }
    }

    /** Returns the applied revisions that no current revision leads to. */
    private List<String> strays() {
        return this.storedState.applied().values().stream()
                .filter((row) -> row.status() == AppliedRevision.Status.APPLIED)
                .map(AppliedRevision::id)
                .filter((id) -> !this.applied.contains(id))
                .toList();
    }

    /** Plans the downgrade of the missing revisions, by their recorded downgrades. */
    Plan planWithoutMissing() {
        return planner()
                .undo(
                        this.storedState.heads(),
                        this.missing.stream().map(Revision::id).toList());
    }

    /** Returns the state after a downgrade. */
    DatabaseState after(Plan down) {
        Map<String, AppliedRevision> left = new LinkedHashMap<>();
        this.storedState
                .applied()
                .forEach((id, row) -> left.put(id, row.asHead(down.to().contains(id))));
        down.steps().forEach((step) -> left.remove(step.revision().id()));
        return new DatabaseState(this.localRevisions, this.storedState.with(left), this.busy, this.contact);
    }

    Planner planner() {
        return new Planner(this.graph, this::reversible);
    }

    /**
     * Returns the current revisions after a stamp. A purge deletes the record, so its symbols are resolved against the
     * scripts alone.
     */
    public List<String> stamped(List<String> targets, boolean purge) {
        if (!purge) {
            return planner().stamp(currentIds(), targets, false);
        }
        RevisionGraph scripts = this.localRevisions.graph();
        List<String> known = currentIds().stream()
                .filter((id) -> scripts.find(id).isPresent())
                .toList();
        return new Planner(scripts, this::reversible).stamp(known, targets, true);
    }

    /**
     * Rejects a plan that does not first resume an interrupted revision.
     *
     * @param journal returns the journal entry of a revision
     */
    void checkAround(Plan plan, Function<String, Optional<JournalEntry>> journal) {
        Optional<AppliedRevision> left = this.storedState.interrupted();
        if (left.isEmpty()) {
            return;
        }
        Direction begun =
                left.get().status() == AppliedRevision.Status.UPGRADING ? Direction.UPGRADE : Direction.DOWNGRADE;
        boolean goesOn = plan.direction() == begun
                && plan.steps().stream()
                        .anyMatch(
                                (step) -> step.revision().id().equals(left.get().id()));
        if (!goesOn) {
            String id = left.get().id();
            if (isUnshippedUpgrade(left.get())) {
                throw InterruptedRevisions.withoutScript(id, journal.apply(id));
            }
            String script = script(id).map(Script::location).orElse("database:" + id);
            throw journal.apply(id)
                    .map((entry) -> InterruptedRevisions.conflicting(entry, script))
                    .orElseGet(() -> InterruptedRevisions.beforeFirstStatement(id, begun));
        }
    }

    /** Returns whether an upgrade was interrupted that only another release can resume. */
    boolean isUnshippedUpgrade(AppliedRevision row) {
        return row.status() == AppliedRevision.Status.UPGRADING
                && script(row.id()).isEmpty();
    }

    /** Rejects writing a script that would have to resume in the middle of a revision. */
    void checkNotInterrupted() {
        this.storedState.interrupted().ifPresent((left) -> {
            throw new InterruptedRevisionException(
                    left.id(),
                    "Revision '%s' was begun and not finished, so no script can tell what is left to do."
                            .formatted(left.id()),
                    "Run the move again, or 'stamp' what the database really has, and then write the script.");
        });
    }

    /** Rejects a downgrade that reverts missing revisions, unless its target is named by its id. */
    void checkNoneMissing(Plan plan) {
        Set<String> unshipped = this.missing.stream().map(Revision::id).collect(Collectors.toSet());
        List<String> reverted = plan.steps().stream()
                .map((step) -> step.revision().id())
                .filter(unshipped::contains)
                .toList();
        if (reverted.isEmpty() || isNamedById(plan.target())) {
            return;
        }
        throw new ImpossibleMigrationException(
                ErrorCode.MISSING_REVISIONS,
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

    /** Rejects a database with missing revisions. Must be called only if there are any. */
    void checkNotAhead() {
        List<String> ids = this.missing.stream().map(Revision::id).toList();
        throw new ImpossibleMigrationException(
                ErrorCode.DATABASE_AHEAD,
                "The database has %s not among the scripts: %s.".formatted(counted(ids), String.join(", ", ids)),
                "Start a release that ships them, or set 'migrate.ahead' to 'warn' or 'downgrade'. Nothing was changed.",
                ids);
    }

    /** Rejects an upgrade because of edited scripts. Must be called only if there are any. */
    void checkNoneEdited() {
        List<String> ids = edited();
        throw new ImpossibleMigrationException(
                ErrorCode.EDITED_SCRIPTS,
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
        return this.storedState.interrupted().isPresent();
    }

    public int pending() {
        return (int) this.localRevisions.revisions().stream()
                .filter((revision) -> !has(revision.id()))
                .count();
    }

    public int applied() {
        return this.applied.size() - this.skipped.size();
    }

    public boolean upToDate() {
        return pending() == 0 && !isInterrupted();
    }

    public List<String> currentIds() {
        return this.storedState.heads();
    }

    public List<String> headIds() {
        return this.localRevisions.graph().heads();
    }

    public List<Revision> resolve(String symbol) {
        return this.graph.resolve(Symbol.parse(shippedHead(symbol)), currentIds()).stream()
                .map(this::revision)
                .toList();
    }

    /**
     * Returns the only revision that a symbol names.
     *
     * @throws WrongSymbolException if it names none or several
     */
    Revision one(String symbol) {
        List<Revision> found = resolve(symbol);
        if (found.size() != 1) {
            List<String> ids = found.stream().map(Revision::id).toList();
            throw new WrongSymbolException(
                    ErrorCode.ONE_REVISION_REQUIRED,
                    symbol,
                    "'%s' names %s, and one revision is asked for."
                            .formatted(symbol, found.isEmpty() ? "no revision" : String.join(" and ", ids)),
                    "Name it by its id.",
                    ids);
        }
        return found.get(0);
    }

    /** Returns the revision to repair. An id can also name an interrupted upgrade without a script. */
    public Revision repaired(String symbol) {
        return row(symbol)
                .filter(this::isUnshippedUpgrade)
                .map(AppliedRevision::revision)
                .orElseGet(() -> one(symbol));
    }

    Revision revision(String id) {
        return this.graph.find(id).orElseThrow();
    }

    public List<Revision> closure(Collection<String> ids) {
        Set<String> closure = this.graph.closure(ids);
        return this.graph.revisions().stream()
                .filter((revision) -> closure.contains(revision.id()))
                .toList();
    }

    /** Returns the record of a revision. */
    Optional<AppliedRevision> row(String id) {
        return Optional.ofNullable(this.storedState.applied().get(id));
    }

    Optional<Script> script(String id) {
        return Optional.ofNullable(this.localRevisions.scripts().get(id));
    }

    /** Returns whether a revision can be downgraded. If its script was edited, the recorded downgrade decides. */
    boolean reversible(String id) {
        Script script = this.localRevisions.scripts().get(id);
        AppliedRevision row = this.storedState.applied().get(id);
        if (script != null && !usesRecordedDowngrade(id)) {
            return script.downgrade().isPresent();
        }
        return row != null && row.reversible();
    }

    /**
     * Returns whether the recorded downgrade of a revision takes precedence over its script, because the script was
     * edited.
     */
    boolean usesRecordedDowngrade(String id) {
        Script script = this.localRevisions.scripts().get(id);
        AppliedRevision row = this.storedState.applied().get(id);
        return script != null
                && row != null
                && row.status() != AppliedRevision.Status.UPGRADING
                && row.checksum() != null
                && !row.checksum().equals(script.checksum());
    }

    /** Returns the interrupted revision; empty while another process is migrating the database. */
    public List<String> interruptedIds() {
        return this.busy
                ? List.of()
                : this.storedState.interrupted().map(AppliedRevision::id).stream()
                        .toList();
    }

    /**
     * Describes, in sentences, what the next upgrade or downgrade will do; empty if it starts from the recorded
     * revisions without further effects.
     */
    public Optional<String> notice() {
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

    public RevisionState stateOf(String id) {
        AppliedRevision row = this.storedState.applied().get(id);
        Script script = this.localRevisions.scripts().get(id);
        if (row != null && row.status() != AppliedRevision.Status.APPLIED && !this.busy) {
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

    static boolean isEdited(AppliedRevision row, Script script) {
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
        Set<String> taken = new HashSet<>(this.localRevisions.scripts().keySet());
        this.localRevisions.revisions().forEach((revision) -> taken.addAll(revision.branchLabels()));
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
                Stream.concat(this.localRevisions.revisions().stream(), kept).toList());
    }
}
