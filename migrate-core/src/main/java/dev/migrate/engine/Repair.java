package dev.migrate.engine;

import dev.migrate.error.Command;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.ImpossibleMigrationException;
import dev.migrate.error.InterruptedRevisionException;
import dev.migrate.error.Remedy;
import dev.migrate.error.Wording;
import dev.migrate.history.AppliedRevision;
import dev.migrate.history.HistoryWriter;
import dev.migrate.history.JournalEntry;
import dev.migrate.history.LogEntry;
import dev.migrate.history.LoggedActions;
import dev.migrate.lock.MigrationLock;
import dev.migrate.plan.Direction;
import dev.migrate.plan.HeadsChange;
import dev.migrate.plan.Plan;
import dev.migrate.report.RevisionState;
import dev.migrate.request.RepairRequest;
import dev.migrate.request.RepairRequest.Verdict;
import dev.migrate.revision.Revision;
import dev.migrate.run.InterruptedRevisionErrors;
import dev.migrate.run.JournalCheck;
import dev.migrate.run.PreparedStep;
import dev.migrate.run.Session;
import dev.migrate.script.Script;
import dev.migrate.script.Section;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Settles one interrupted or edited revision while the migration lock is held, by the catalog or by the verdict of the
 * request.
 */
public final class Repair {

    private final Session session;
    private final MigrationLock.Held lock;
    private final HistoryWriter historyWriter;
    private final DatabaseState state;
    private final RepairRequest request;
    private final Revision revision;

    public Repair(
            Session session,
            MigrationLock.Held lock,
            HistoryWriter historyWriter,
            DatabaseState state,
            RepairRequest request,
            Revision revision) {
        this.session = session;
        this.lock = lock;
        this.historyWriter = historyWriter;
        this.state = state;
        this.request = request;
        this.revision = revision;
    }

    /**
     * Result of a repair.
     *
     * @param settled whether no verdict is required
     * @param message a description of the findings and actions
     */
    public record Outcome(boolean settled, String message) {}

    /**
     * Repairs the revision.
     *
     * @throws ImpossibleMigrationException if the verdict of the request does not fit the revision
     */
    public Outcome run() {
        RevisionState revisionState = this.state.stateOf(id());
        if (revisionState == RevisionState.INTERRUPTED) {
            return repairInterrupted(this.state.row(id()).orElseThrow());
        }
        if (revisionState == RevisionState.EDITED) {
            return repairEdited(this.state.script(id()).orElseThrow());
        }
        if (this.request.verdict() != Verdict.NONE) {
            throw refusal("Revision '%s' is %s, so there is nothing to repair.".formatted(id(), revisionState));
        }
        return new Outcome(true, "There is nothing to repair: revision '%s' is %s.".formatted(id(), revisionState));
    }

    private Outcome repairEdited(Script script) {
        if (this.request.verdict() == Verdict.NONE) {
            return new Outcome(
                    false,
                    ("The script of revision '%1$s' was edited after it was applied; a downgrade uses the recorded script."
                                    + " Restore the script, and write a new revision for the change. If the database"
                                    + " matches the edited script, run 'migrate repair %1$s --accept'.")
                            .formatted(id()));
        }
        if (this.request.verdict() != Verdict.ACCEPT) {
            throw refusal("Revision '%s' is edited, not interrupted, so it can only be accepted.".formatted(id()));
        }
        new RecordCheck(this.state).check();
        UnwrittenScriptCheck.check(Stream.of(script));
        List<String> heads = this.state.planner().stamp(List.of(), this.state.currentIds(), true);
        return record(
                () -> {
                    this.historyWriter.accepted(script);
                    this.historyWriter.stamp(
                            this.state.storedState(), this.state.closure(heads), heads, this.state::script);
                },
                "The current script of revision '%s' is now recorded, including its downgrade.".formatted(id()));
    }

    private Outcome repairInterrupted(AppliedRevision row) {
        Optional<JournalEntry> entry = this.session.history().journal(id());
        Direction direction = InterruptionCheck.directionOf(row);
        return switch (this.request.verdict()) {
            case NONE -> settleWithoutVerdict(entry, row, direction);
            case DONE -> settle(unsettled(entry), row, true);
            case NOT_DONE -> settle(unsettled(entry), row, false);
            case APPLIED ->
                markApplied(row, direction, entry.map(JournalEntry::statement).orElse(0L));
            case NOT_APPLIED -> markNotApplied(row, direction);
            case ACCEPT -> acceptScript(entry, direction);
        };
    }

    private Outcome settleWithoutVerdict(Optional<JournalEntry> entry, AppliedRevision row, Direction direction) {
        if (this.state.isUpgradeWithoutScript(row)) {
            InterruptedRevisionException noScript = InterruptedRevisionErrors.withoutScript(id(), entry);
            return new Outcome(false, text(noScript));
        }
        return entry.filter(Repair::isStarted)
                .map((started) -> settleByCatalog(started, row))
                .orElseGet(() -> resumesAt(entry, direction));
    }

    /**
     * Accepts the edited script for the rest of an interrupted downgrade. An interrupted upgrade always uses the
     * current script.
     */
    private Outcome acceptScript(Optional<JournalEntry> entry, Direction direction) {
        if (direction == Direction.UPGRADE && this.state.script(id()).isPresent()) {
            throw refusal("The upgrade of revision '%s' is interrupted, and the next upgrade uses its current script."
                    .formatted(id()));
        }
        Script script = this.state
                .script(id())
                .orElseThrow(() -> refusal("Revision '%s' has no script in this release to accept.".formatted(id())));
        Section downgrade = script.downgrade()
                .orElseThrow(() -> refusal("The script of revision '%s' has no downgrade.".formatted(id())));
        if (entry.filter(Repair::isStarted).isPresent()) {
            throw refusal(
                    "It is unknown whether a statement of the downgrade of revision '%1$s' took effect. Run 'repair %1$s' first."
                            .formatted(id()));
        }
        if (entry.filter((known) -> !JournalCheck.beginsWithExecuted(downgrade, known))
                .isPresent()) {
            throw refusal(
                    "The downgrade in the script of revision '%s' does not begin with the statements that have run (1 to %d)."
                            .formatted(id(), nextStatement(entry) - 1));
        }
        if (!hasRecordedParents(script.revision())) {
            throw refusal(
                    "The parents in the script of revision '%s' differ from the recorded parents.".formatted(id()));
        }
        return record(
                () -> this.historyWriter.accepted(script),
                "The current script of revision '%s' is now recorded; the next downgrade resumes with it."
                        .formatted(id()));
    }

    private boolean hasRecordedParents(Revision script) {
        Revision recorded = this.state.row(id()).orElseThrow().revision();
        return Set.copyOf(script.revises()).equals(Set.copyOf(recorded.revises()))
                && Set.copyOf(script.dependsOn()).equals(Set.copyOf(recorded.dependsOn()));
    }

    private Outcome resumesAt(Optional<JournalEntry> entry, Direction direction) {
        return new Outcome(
                true,
                "The outcome of each statement of revision '%s' is known. The next %s resumes at statement %d."
                        .formatted(id(), direction, nextStatement(entry)));
    }

    private static boolean isStarted(JournalEntry entry) {
        return entry.status() == JournalEntry.Status.STARTED;
    }

    /** Returns the number of the first statement that has not run. */
    private static long nextStatement(Optional<JournalEntry> entry) {
        return entry.map((known) -> known.statement() + (known.status() == JournalEntry.Status.DONE ? 1 : 0))
                .orElse(1L);
    }

    /** Settles an interrupted statement if the catalog shows its outcome; otherwise returns the required verdict. */
    private Outcome settleByCatalog(JournalEntry entry, AppliedRevision row) {
        Direction direction = InterruptionCheck.directionOf(row);
        Script script = new ScriptResolver(this.session, this.state).resolve(this.revision, direction);
        Section section = PreparedStep.section(script, direction);
        Optional<Boolean> tookEffect = JournalCheck.statement(section, entry)
                .flatMap((statement) -> JournalCheck.tookEffect(this.session, entry, statement));
        if (tookEffect.isPresent()) {
            return settle(entry, row, tookEffect.get());
        }
        InterruptedRevisionException unknown = InterruptedRevisionErrors.unverified(entry, script.location());
        return new Outcome(false, text(unknown));
    }

    private JournalEntry unsettled(Optional<JournalEntry> entry) {
        return entry.filter(Repair::isStarted)
                .orElseThrow(() -> refusal("No statement of revision '%s' has an unknown outcome.".formatted(id())));
    }

    private Outcome settle(JournalEntry entry, AppliedRevision row, boolean tookEffect) {
        if (tookEffect) {
            return record(
                    () -> this.historyWriter.saveProgress(entry.done(null)),
                    "Statement %d of revision '%s' is recorded as done; the next %s resumes after it."
                            .formatted(entry.statement(), id(), entry.direction()));
        }
        return record(
                () -> {
                    if (entry.statement() == 1) {
                        this.historyWriter.abandoned(this.revision, row.status());
                    } else {
                        this.historyWriter.saveProgress(entry.failed("The statement did not take effect."));
                    }
                },
                "Statement %d of revision '%s' is recorded as not done; the next %s runs it."
                        .formatted(entry.statement(), id(), entry.direction()));
    }

    private Outcome markApplied(AppliedRevision row, Direction direction, long statements) {
        return record(
                () -> {
                    if (direction == Direction.UPGRADE) {
                        this.historyWriter.completed(this.revision, change(direction), statements, null);
                    } else {
                        this.historyWriter.abandoned(this.revision, row.status());
                    }
                },
                LoggedActions.Entry.ofRepair(id(), true));
    }

    private Outcome markNotApplied(AppliedRevision row, Direction direction) {
        return record(
                () -> {
                    if (direction == Direction.UPGRADE) {
                        this.historyWriter.abandoned(this.revision, row.status());
                    } else {
                        this.historyWriter.reverted(this.revision, change(direction));
                    }
                },
                LoggedActions.Entry.ofRepair(id(), false));
    }

    /** Returns the change of the current revisions when this revision is settled. */
    private HeadsChange change(Direction direction) {
        Plan plan = direction == Direction.UPGRADE
                ? this.state.planner().upgrade(this.state.currentIds(), id())
                : this.state.planner().revert(this.state.currentIds(), List.of(id()));
        return plan.steps().stream()
                .filter((step) -> step.revision().id().equals(id()))
                .map((step) -> step.change())
                .findFirst()
                .orElseThrow(() -> refusal("The parents of revision '%s' are not among the scripts.".formatted(id())));
    }

    private Outcome record(Runnable changes, String message) {
        Supplier<Outcome> work = () -> {
            changes.run();
            this.historyWriter.log(
                    new LogEntry("repair", id(), message, this.request.principal(), this.request.tag(), 0, 0, null));
            this.lock.confirm();
            return new Outcome(true, message);
        };
        return this.session.inTransaction(work);
    }

    private ImpossibleMigrationException refusal(String message) {
        return new ImpossibleMigrationException(
                ErrorCode.NOTHING_TO_REPAIR,
                message,
                Remedy.of("Run %s to see its state. Nothing was changed.", new Command("show " + id())),
                List.of(id()));
    }

    private static String text(InterruptedRevisionException interrupted) {
        return interrupted.getMessage() + " " + interrupted.remedy().in(Wording.properties());
    }

    private String id() {
        return this.revision.id();
    }
}
