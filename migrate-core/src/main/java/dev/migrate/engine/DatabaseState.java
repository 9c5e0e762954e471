package dev.migrate.engine;

import dev.migrate.contact.ContactDecision;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.WrongSymbolException;
import dev.migrate.history.AppliedRevision;
import dev.migrate.history.StoredState;
import dev.migrate.plan.Direction;
import dev.migrate.plan.Plan;
import dev.migrate.plan.Planner;
import dev.migrate.report.RevisionState;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.revision.Symbol;
import dev.migrate.script.Script;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * State of the database compared with the local scripts. The graph includes revisions that are applied but missing from
 * the scripts, so that they can be listed and reverted. {@link StatePlanner} plans requests on a state.
 */
public final class DatabaseState {

    private final LocalRevisions localRevisions;
    private final StoredState storedState;
    private final boolean busy;
    private final ContactDecision contact;
    private final RevisionGraph graph;
    private final List<Revision> missing;
    private final Set<String> applied;
    private final Set<String> unrecorded;

    /**
     * Combines the scripts and the record.
     *
     * @param busy whether another process is migrating the database, so that a revision recorded as interrupted is
     *     in progress
     * @param contact which commands may run on the database
     */
    DatabaseState(LocalRevisions localRevisions, StoredState storedState, boolean busy, ContactDecision contact) {
        this(localRevisions, storedState, busy, contact, List.of());
    }

    private DatabaseState(
            LocalRevisions localRevisions,
            StoredState storedState,
            boolean busy,
            ContactDecision contact,
            Collection<Revision> furtherRevisions) {
        this.contact = contact;
        this.localRevisions = localRevisions;
        this.storedState = storedState;
        this.busy = busy;
        this.missing = missing(localRevisions, storedState);
        List<Revision> withoutScript =
                Stream.concat(this.missing.stream(), furtherRevisions.stream()).toList();
        this.graph = withoutScript.isEmpty() ? localRevisions.graph() : graphWith(withoutScript);
        this.applied = this.graph.closure(storedState.heads());
        this.unrecorded = new HashSet<>(this.applied);
        this.unrecorded.removeAll(storedState.applied().keySet());
    }

    private static List<Revision> missing(LocalRevisions localRevisions, StoredState storedState) {
        List<Revision> missing = new ArrayList<>();
        for (AppliedRevision row : storedState.applied().values()) {
            if (row.status() != AppliedRevision.Status.UPGRADING
                    && !localRevisions.scripts().containsKey(row.id())) {
                missing.add(row.revision());
            }
        }
        return List.copyOf(missing);
    }

    RevisionGraph graph() {
        return this.graph;
    }

    /** Returns the recorded revisions. */
    public StoredState storedState() {
        return this.storedState;
    }

    /** Returns which commands may run on the database. */
    public ContactDecision contact() {
        return this.contact;
    }

    /** Returns this state with a further revision in the graph, which has no script and is not applied. */
    public DatabaseState including(Revision revision) {
        return this.graph.find(revision.id()).isPresent()
                ? this
                : new DatabaseState(this.localRevisions, this.storedState, this.busy, this.contact, List.of(revision));
    }

    /**
     * Returns the state after what the first upgrade records before its first step: a baseline, or what another tool has
     * applied. Otherwise returns this state.
     */
    DatabaseState afterFirstContact() {
        Map<String, AppliedRevision> recorded = new LinkedHashMap<>();
        if (this.contact instanceof ContactDecision.Baseline baseline) {
            closure(List.of(baseline.revision()))
                    .forEach((revision) -> recorded.put(
                            revision.id(),
                            AppliedRevision.stamped(revision, revision.id().equals(baseline.revision()))));
        }
        this.contact
                .adoption()
                .ifPresent((adoption) -> adoption.revisions()
                        .forEach((adopted) -> recorded.put(
                                adopted.revision().id(),
                                AppliedRevision.stamped(
                                        adopted.revision(),
                                        adoption.heads()
                                                .contains(adopted.revision().id())))));
        return recorded.isEmpty()
                ? this
                : new DatabaseState(this.localRevisions, this.storedState.with(recorded), this.busy, this.contact);
    }

    /** Returns whether a revision was imported from another tool. */
    boolean isImported(String id) {
        Script script = this.localRevisions.scripts().get(id);
        return script != null && script.importedFrom().isPresent();
    }

    /** Returns whether any script was imported from another tool. */
    boolean hasImported() {
        return this.localRevisions.scripts().values().stream()
                .anyMatch((script) -> script.importedFrom().isPresent());
    }

    /** Returns the applied revisions that are missing from the scripts. */
    List<Revision> missing() {
        return this.missing;
    }

    /** Returns the ids of the revisions whose scripts were edited after they were applied. */
    List<String> edited() {
        List<String> edited = new ArrayList<>();
        for (Revision revision : this.localRevisions.revisions()) {
            if (stateOf(revision.id()) == RevisionState.EDITED) {
                edited.add(revision.id());
            }
        }
        return edited;
    }

    /** Returns the revisions that applied revisions require, and that are not recorded. */
    Set<String> unrecorded() {
        return this.unrecorded;
    }

    /** Returns the applied revisions that are not ancestors of a current revision according to the scripts. */
    List<String> unreachable() {
        List<String> unreachable = new ArrayList<>();
        for (AppliedRevision row : this.storedState.applied().values()) {
            if (row.status() == AppliedRevision.Status.APPLIED && !this.applied.contains(row.id())) {
                unreachable.add(row.id());
            }
        }
        return unreachable;
    }

    /** Returns the state after a downgrade. */
    DatabaseState afterDowngrade(Plan downgrade) {
        Map<String, AppliedRevision> remaining = new LinkedHashMap<>();
        this.storedState
                .applied()
                .forEach(
                        (id, row) -> remaining.put(id, row.asHead(downgrade.to().contains(id))));
        downgrade.steps().forEach((step) -> remaining.remove(step.revision().id()));
        return new DatabaseState(this.localRevisions, this.storedState.with(remaining), this.busy, this.contact);
    }

    Planner planner() {
        return new Planner(this.graph, this::isReversible);
    }

    /** Returns a planner whose symbols are resolved against the scripts alone. */
    Planner localPlanner() {
        return new Planner(this.localRevisions.graph(), this::isReversible);
    }

    /** Returns whether a revision is an interrupted upgrade without a script, which only another release can resume. */
    boolean isUpgradeWithoutScript(AppliedRevision row) {
        return row.status() == AppliedRevision.Status.UPGRADING
                && script(row.id()).isEmpty();
    }

    boolean isBusy() {
        return this.busy;
    }

    boolean isInterrupted() {
        return this.storedState.interrupted().isPresent();
    }

    /** Returns the number of pending revisions. */
    public int pending() {
        return (int) this.localRevisions.revisions().stream()
                .filter((revision) -> !isApplied(revision.id()))
                .count();
    }

    /** Returns the number of applied revisions. */
    public int applied() {
        return this.applied.size() - this.unrecorded.size();
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

    /** Replaces {@code head} by the head of the scripts, independent of missing revisions. */
    String withLocalHead(String symbol) {
        if (this.missing.isEmpty() || !symbol.equals("head")) {
            return symbol;
        }
        return String.join("", this.localRevisions.graph().resolve(Symbol.parse(symbol), List.of()));
    }

    /** Returns the revisions to which a symbol resolves. */
    public List<Revision> resolve(String symbol) {
        return this.graph.resolve(Symbol.parse(withLocalHead(symbol)), currentIds()).stream()
                .map(this::revision)
                .toList();
    }

    /**
     * Returns the only revision to which a symbol resolves.
     *
     * @throws WrongSymbolException if it resolves to none or several
     */
    private Revision resolveOne(String symbol) {
        List<Revision> found = resolve(symbol);
        if (found.size() != 1) {
            List<String> ids = found.stream().map(Revision::id).toList();
            throw new WrongSymbolException(
                    ErrorCode.ONE_REVISION_REQUIRED,
                    symbol,
                    "'%s' resolves to %s, but exactly one revision is required."
                            .formatted(symbol, found.isEmpty() ? "no revision" : quoted(ids)),
                    "Use the id of a revision.",
                    ids);
        }
        return found.get(0);
    }

    /** Returns the revision to repair. An id can also name an interrupted upgrade without a script. */
    public Revision revisionToRepair(String symbol) {
        return row(symbol)
                .filter(this::isUpgradeWithoutScript)
                .map(AppliedRevision::revision)
                .orElseGet(() -> resolveOne(symbol));
    }

    Revision revision(String id) {
        return this.graph.find(id).orElseThrow();
    }

    /** Returns revisions with all their ancestors and dependencies, in the order of the graph. */
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

    /** Returns the local scripts of revisions; those of missing revisions are omitted. */
    public Stream<Script> scripts(Stream<String> ids) {
        return ids.flatMap((id) -> script(id).stream());
    }

    /** Returns whether a revision can be downgraded. If its script was edited, the recorded downgrade decides. */
    boolean isReversible(String id) {
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
     * Returns sentences on the effects of the next upgrade or downgrade; empty if it starts from the recorded revisions
     * without further effects.
     */
    public Optional<String> notice() {
        return this.contact
                .notice()
                .or(() -> this.busy
                        ? Optional.empty()
                        : this.storedState.interrupted().map(DatabaseState::interruption));
    }

    private static String interruption(AppliedRevision row) {
        Direction direction = InterruptionCheck.directionOf(row);
        return "The %s of revision '%s' is interrupted. Run 'migrate %s'%s to resume it, or run 'migrate repair %s' to see its state."
                .formatted(
                        direction,
                        row.id(),
                        direction,
                        direction == Direction.UPGRADE ? "" : " with the same target",
                        row.id());
    }

    private boolean isApplied(String id) {
        return this.applied.contains(id) && !this.unrecorded.contains(id);
    }

    public RevisionState stateOf(String id) {
        AppliedRevision row = this.storedState.applied().get(id);
        Script script = this.localRevisions.scripts().get(id);
        if (row != null && row.status() != AppliedRevision.Status.APPLIED && !this.busy) {
            return RevisionState.INTERRUPTED;
        }
        if (!isApplied(id)) {
            return RevisionState.PENDING;
        }
        if (script == null) {
            return RevisionState.MISSING;
        }
        return row != null && isEdited(row, script) ? RevisionState.EDITED : RevisionState.APPLIED;
    }

    static boolean isEdited(AppliedRevision row, Script script) {
        boolean reparented = !Set.copyOf(row.revision().revises())
                        .equals(Set.copyOf(script.revision().revises()))
                || !Set.copyOf(row.revision().dependsOn())
                        .equals(Set.copyOf(script.revision().dependsOn()));
        return reparented
                || (row.checksum() != null
                        && sameAlgorithm(row.checksum(), script.checksum())
                        && !row.checksum().equals(script.checksum()));
    }

    private static String quoted(List<String> ids) {
        return ids.stream().map("'%s'"::formatted).collect(Collectors.joining(", "));
    }

    private static boolean sameAlgorithm(String one, String other) {
        return one.substring(0, one.indexOf(':') + 1).equals(other.substring(0, other.indexOf(':') + 1));
    }

    /**
     * Returns the graph of the scripts with further revisions. Parents that are unknown, and labels that are taken by a
     * script, are omitted from these.
     */
    private RevisionGraph graphWith(List<Revision> withoutScript) {
        Set<String> taken = new HashSet<>(this.localRevisions.scripts().keySet());
        this.localRevisions.revisions().forEach((revision) -> taken.addAll(revision.branchLabels()));
        Set<String> known = new HashSet<>(taken);
        for (Revision revision : withoutScript) {
            known.add(revision.id());
            known.addAll(revision.branchLabels());
        }
        Stream<Revision> added = withoutScript.stream()
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
                Stream.concat(this.localRevisions.revisions().stream(), added).toList());
    }
}
