package dev.migrate.engine;

import dev.migrate.error.ErrorCode;
import dev.migrate.error.ImpossibleMigrationException;
import dev.migrate.error.InterruptedRevisionException;
import dev.migrate.history.AppliedRevision;
import dev.migrate.history.HistoryWriter;
import dev.migrate.history.JournalEntry;
import dev.migrate.history.LogEntry;
import dev.migrate.history.LoggedPast;
import dev.migrate.lock.MigrationLock;
import dev.migrate.plan.Direction;
import dev.migrate.plan.HeadsChange;
import dev.migrate.plan.Plan;
import dev.migrate.report.RevisionState;
import dev.migrate.request.RepairRequest;
import dev.migrate.request.RepairRequest.Verdict;
import dev.migrate.revision.Revision;
import dev.migrate.run.InterruptedRevisions;
import dev.migrate.run.JournalCheck;
import dev.migrate.run.PreparedStep;
import dev.migrate.run.Session;
import dev.migrate.script.Script;
import dev.migrate.script.Section;
import dev.migrate.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Settles one interrupted or edited revision while the migration lock is held, from the catalog or by the verdict of
 * the request.
 */
public final class Repair {

    private static final String LOOK = "Run 'show %s' to see its state.";

    private final Session session;
    private final MigrationLock.Held lock;
    private final HistoryWriter historyWriter;
    private final DatabaseState now;
    private final RepairRequest request;
    private final Revision revision;

    public Repair(
            Session session,
            MigrationLock.Held lock,
            HistoryWriter historyWriter,
            DatabaseState now,
            RepairRequest request,
            Revision revision) {
        this.session = session;
        this.lock = lock;
        this.historyWriter = historyWriter;
        this.now = now;
        this.request = request;
        this.revision = revision;
    }

    /**
     * Result of a repair.
     *
     * @param settled whether no verdict is required any more
     * @param words a description of the findings and actions
     */
    public record Outcome(boolean settled, String words) {}

    public Outcome run() {
        RevisionState state = this.now.stateOf(id());
        if (state == RevisionState.INTERRUPTED) {
            return interrupted(this.now.row(id()).orElseThrow());
        }
        if (state == RevisionState.EDITED) {
            return edited(this.now.script(id()).orElseThrow());
        }
        if (this.request.verdict() != Verdict.NONE) {
            throw refused("Revision '%s' is %s, so there is nothing to repair.".formatted(id(), state));
        }
        return new Outcome(true, "There is nothing to repair: revision '%s' is %s.".formatted(id(), state));
    }

    private Outcome edited(Script script) {
        if (this.request.verdict() == Verdict.NONE) {
            return new Outcome(
                    false,
                    ("The script of revision '%1$s' is not the one that was applied, and the database keeps that one to go"
                                    + " back. Put the script back as it was, and write a new revision for what is to change."
                                    + " Or, if the database is as the script says now, 'repair %1$s --accept'.")
                            .formatted(id()));
        }
        if (this.request.verdict() != Verdict.ACCEPT) {
            throw refused("Revision '%s' was edited, not interrupted, so the question is only whether to accept it."
                    .formatted(id()));
        }
        this.now.checkConsistent();
        this.now.checkWritten(Stream.of(id()));
        List<String> heads = this.now.planner().stamp(List.of(), this.now.currentIds(), true);
        return done(
                () -> {
                    this.historyWriter.accepted(script);
                    this.historyWriter.stamp(this.now.state(), this.now.closure(heads), heads, this.now::script);
                },
                "The script of revision '%s' and its downgrade are now recorded as they are.".formatted(id()));
    }

    private Outcome interrupted(AppliedRevision row) {
        Optional<JournalEntry> left = this.session.history().journal(id());
        Direction direction = direction(row);
        return switch (this.request.verdict()) {
            case NONE -> asked(left, row, direction);
            case DONE -> settled(unknown(left), row, true);
            case NOT_DONE -> settled(unknown(left), row, false);
            case APPLIED ->
                whole(row, direction, left.map(JournalEntry::statement).orElse(0L));
            case NOT_APPLIED -> nothing(row, direction);
            case ACCEPT -> accepted(left, direction);
        };
    }

    private static Direction direction(AppliedRevision row) {
        return row.status() == AppliedRevision.Status.UPGRADING ? Direction.UPGRADE : Direction.DOWNGRADE;
    }

    private Outcome asked(Optional<JournalEntry> left, AppliedRevision row, Direction direction) {
        if (this.now.isUnshippedUpgrade(row)) {
            InterruptedRevisionException unshipped = InterruptedRevisions.withoutScript(id(), left);
            return new Outcome(false, unshipped.getMessage() + " " + unshipped.remedy());
        }
        return left.filter((entry) -> entry.status() == JournalEntry.Status.STARTED)
                .map((entry) -> proven(entry, row))
                .orElseGet(() -> known(left, direction));
    }

    /**
     * Accepts the edited script for the rest of an interrupted downgrade. An interrupted upgrade always uses the
     * current script.
     */
    private Outcome accepted(Optional<JournalEntry> left, Direction direction) {
        if (direction == Direction.UPGRADE && this.now.script(id()).isPresent()) {
            throw refused(
                    "The upgrade of revision '%s' was interrupted, and the next upgrade runs its script as it is now."
                            .formatted(id()));
        }
        Script script = this.now
                .script(id())
                .orElseThrow(() -> refused("There is no script of revision '%s' here to accept.".formatted(id())));
        Section downgrade = script.downgrade()
                .orElseThrow(() -> refused("The script of revision '%s' has no downgrade.".formatted(id())));
        if (left.filter((entry) -> entry.status() == JournalEntry.Status.STARTED)
                .isPresent()) {
            throw refused(
                    "Whether a statement of the downgrade of revision '%1$s' took effect is not known yet: run 'repair %1$s' first."
                            .formatted(id()));
        }
        if (left.filter((entry) -> !JournalCheck.beginsWithExecuted(downgrade, entry))
                .isPresent()) {
            throw refused(
                    "The downgrade in the script of revision '%s' does not begin with what has run, statements 1 to %d."
                            .formatted(id(), left.map(JournalEntry::statement).orElse(1L) - (isDone(left) ? 0 : 1)));
        }
        if (!sameParents(script.revision())) {
            throw refused("The script of revision '%s' names other parents than are recorded.".formatted(id()));
        }
        return done(
                () -> this.historyWriter.accepted(script),
                "The script of revision '%s' is recorded as it is now; the next downgrade resumes with it."
                        .formatted(id()));
    }

    private static boolean isDone(Optional<JournalEntry> left) {
        return left.filter((entry) -> entry.status() == JournalEntry.Status.DONE)
                .isPresent();
    }

    private boolean sameParents(Revision script) {
        Revision recorded = this.now.row(id()).orElseThrow().revision();
        return Set.copyOf(script.revises()).equals(Set.copyOf(recorded.revises()))
                && Set.copyOf(script.dependsOn()).equals(Set.copyOf(recorded.dependsOn()));
    }

    private static Outcome known(Optional<JournalEntry> left, Direction direction) {
        long next = left.map((entry) -> entry.statement() + (entry.status() == JournalEntry.Status.DONE ? 1 : 0))
                .orElse(1L);
        return new Outcome(
                true,
                "Nothing about it is unknown: the next %s goes on with its statement %d.".formatted(direction, next));
    }

    /** Settles an interrupted statement from the catalog, so that no verdict is required. */
    private Outcome proven(JournalEntry entry, AppliedRevision row) {
        Direction direction = direction(row);
        Script script = new ScriptResolver(this.session, this.now).running(this.revision, direction);
        Section section = PreparedStep.section(script, direction);
        Optional<Statement> statement = JournalCheck.statement(section, entry);
        Optional<Boolean> proof = statement.flatMap((known) -> JournalCheck.tookEffect(this.session, entry, known));
        if (proof.isPresent()) {
            return settled(entry, row, proof.get());
        }
        InterruptedRevisionException unknown = InterruptedRevisions.unverified(entry, script.location());
        return new Outcome(false, unknown.getMessage() + " " + unknown.remedy());
    }

    private JournalEntry unknown(Optional<JournalEntry> left) {
        return left.filter((entry) -> entry.status() == JournalEntry.Status.STARTED)
                .orElseThrow(() -> refused("No statement of revision '%s' is in doubt.".formatted(id())));
    }

    private Outcome settled(JournalEntry entry, AppliedRevision row, boolean took) {
        if (took) {
            return done(
                    () -> this.historyWriter.saveProgress(entry.done(null)),
                    "Statement %d of revision '%s' is noted as done; the next %s goes on after it."
                            .formatted(entry.statement(), id(), entry.direction()));
        }
        return done(
                () -> {
                    if (entry.statement() == 1) {
                        this.historyWriter.abandoned(this.revision, row.status());
                    } else {
                        this.historyWriter.saveProgress(entry.failed("It did not take effect."));
                    }
                },
                "Statement %d of revision '%s' is noted as not done; the next %s runs it."
                        .formatted(entry.statement(), id(), entry.direction()));
    }

    private Outcome whole(AppliedRevision row, Direction direction, long statements) {
        return done(
                () -> {
                    if (direction == Direction.UPGRADE) {
                        this.historyWriter.completed(this.revision, change(direction), statements, null);
                    } else {
                        this.historyWriter.abandoned(this.revision, row.status());
                    }
                },
                LoggedPast.Entry.ofRepair(id(), true));
    }

    private Outcome nothing(AppliedRevision row, Direction direction) {
        return done(
                () -> {
                    if (direction == Direction.UPGRADE) {
                        this.historyWriter.abandoned(this.revision, row.status());
                    } else {
                        this.historyWriter.undone(this.revision, change(direction));
                    }
                },
                LoggedPast.Entry.ofRepair(id(), false));
    }

    /** Returns the change of the current revisions when this revision is settled. */
    private HeadsChange change(Direction direction) {
        Plan plan = direction == Direction.UPGRADE
                ? this.now.planner().upgrade(this.now.currentIds(), id())
                : this.now.planner().undo(this.now.currentIds(), List.of(id()));
        return plan.steps().stream()
                .filter((step) -> step.revision().id().equals(id()))
                .map((step) -> step.change())
                .findFirst()
                .orElseThrow(() -> refused("The scripts do not say what revision '%s' stands on.".formatted(id())));
    }

    private Outcome done(Runnable record, String words) {
        Supplier<Outcome> work = () -> {
            record.run();
            this.historyWriter.log(
                    new LogEntry("repair", id(), words, this.request.principal(), this.request.tag(), 0, 0, null));
            this.lock.confirm();
            return new Outcome(true, words);
        };
        return this.session.inTransaction(work);
    }

    private ImpossibleMigrationException refused(String message) {
        return new ImpossibleMigrationException(
                ErrorCode.NOTHING_TO_REPAIR, message, LOOK.formatted(id()) + " Nothing was changed.", List.of(id()));
    }

    private String id() {
        return this.revision.id();
    }
}
