package dev.migrate;

import dev.migrate.RepairRequest.Verdict;
import dev.migrate.dialect.Statement;
import dev.migrate.error.ImpossibleMoveException;
import dev.migrate.error.InterruptedRevisionException;
import dev.migrate.history.Applied;
import dev.migrate.history.JournalEntry;
import dev.migrate.history.LogLine;
import dev.migrate.history.Past;
import dev.migrate.history.Recorder;
import dev.migrate.lock.MigrationLock;
import dev.migrate.plan.Direction;
import dev.migrate.plan.HeadsChange;
import dev.migrate.plan.Plan;
import dev.migrate.report.RevisionState;
import dev.migrate.revision.Revision;
import dev.migrate.run.Interrupted;
import dev.migrate.run.Session;
import dev.migrate.script.Script;
import dev.migrate.script.Section;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Settles one revision, while the lock is held: by what can be proved, or by what a person says. */
final class Repair {

    private static final String LOOK = "Run 'show %s' to see its state.";

    private final Session session;
    private final MigrationLock.Held lock;
    private final Recorder recorder;
    private final Situation now;
    private final RepairRequest request;
    private final Revision revision;

    Repair(
            Session session,
            MigrationLock.Held lock,
            Recorder recorder,
            Situation now,
            RepairRequest request,
            Revision revision) {
        this.session = session;
        this.lock = lock;
        this.recorder = recorder;
        this.now = now;
        this.request = request;
        this.revision = revision;
    }

    /**
     * What came of it.
     *
     * @param settled whether nothing is left to be said
     * @param words what was found and done
     */
    record Outcome(boolean settled, String words) {}

    Outcome run() {
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
        this.now.refuseUnfit();
        this.now.refuseUnwritten(Stream.of(id()));
        List<String> heads = this.now.planner().stamp(List.of(), this.now.currentIds(), true);
        return done(
                () -> {
                    this.recorder.accepted(script);
                    this.recorder.stamp(this.now.state(), this.now.closure(heads), heads, this.now::script);
                },
                "The script of revision '%s' is recorded as it is now, with its way back.".formatted(id()));
    }

    private Outcome interrupted(Applied row) {
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

    private static Direction direction(Applied row) {
        return row.status() == Applied.Status.UPGRADING ? Direction.UPGRADE : Direction.DOWNGRADE;
    }

    private Outcome asked(Optional<JournalEntry> left, Applied row, Direction direction) {
        if (this.now.isUnshippedUpgrade(row)) {
            InterruptedRevisionException unshipped = Interrupted.unshipped(id(), left);
            return new Outcome(false, unshipped.getMessage() + " " + unshipped.remedy());
        }
        return left.filter((entry) -> entry.status() == JournalEntry.Status.STARTED)
                .map((entry) -> proven(entry, row))
                .orElseGet(() -> known(left, direction));
    }

    /** Takes the script for the rest of an interrupted downgrade; an interrupted upgrade takes it anyway. */
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
        if (left.filter((entry) -> !Interrupted.fits(entry, downgrade)).isPresent()) {
            throw refused(
                    "The downgrade in the script of revision '%s' does not begin with what has run, statements 1 to %d."
                            .formatted(id(), left.map(JournalEntry::statement).orElse(1L) - (isDone(left) ? 0 : 1)));
        }
        if (!sameParents(script.revision())) {
            throw refused("The script of revision '%s' names other parents than are recorded.".formatted(id()));
        }
        return done(
                () -> this.recorder.accepted(script),
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

    /** What the catalogue proves need not be said by anybody. */
    private Outcome proven(JournalEntry entry, Applied row) {
        Direction direction = direction(row);
        Script script = new Texts(this.session, this.now).running(this.revision, direction);
        Section section = direction == Direction.UPGRADE
                ? script.upgrade()
                : script.downgrade().orElseThrow();
        Optional<Statement> statement = Interrupted.statement(entry, section);
        Optional<Boolean> proof = statement.flatMap((known) -> Interrupted.proof(this.session, entry, known));
        if (proof.isPresent()) {
            return settled(entry, row, proof.get());
        }
        InterruptedRevisionException unknown = Interrupted.unknown(entry, script.location());
        return new Outcome(false, unknown.getMessage() + " " + unknown.remedy());
    }

    private JournalEntry unknown(Optional<JournalEntry> left) {
        return left.filter((entry) -> entry.status() == JournalEntry.Status.STARTED)
                .orElseThrow(() -> refused("No statement of revision '%s' is in doubt.".formatted(id())));
    }

    private Outcome settled(JournalEntry entry, Applied row, boolean took) {
        if (took) {
            return done(
                    () -> this.recorder.note(entry.done(null)),
                    "Statement %d of revision '%s' is noted as done; the next %s goes on after it."
                            .formatted(entry.statement(), id(), entry.direction()));
        }
        return done(
                () -> {
                    if (entry.statement() == 1) {
                        this.recorder.abandoned(this.revision, row.status());
                    } else {
                        this.recorder.note(entry.failed("It did not take effect."));
                    }
                },
                "Statement %d of revision '%s' is noted as not done; the next %s runs it."
                        .formatted(entry.statement(), id(), entry.direction()));
    }

    private Outcome whole(Applied row, Direction direction, long statements) {
        return done(
                () -> {
                    if (direction == Direction.UPGRADE) {
                        this.recorder.completed(this.revision, change(direction), statements, null);
                    } else {
                        this.recorder.abandoned(this.revision, row.status());
                    }
                },
                Past.Entry.ofRepair(id(), true));
    }

    private Outcome nothing(Applied row, Direction direction) {
        return done(
                () -> {
                    if (direction == Direction.UPGRADE) {
                        this.recorder.abandoned(this.revision, row.status());
                    } else {
                        this.recorder.undone(this.revision, change(direction));
                    }
                },
                Past.Entry.ofRepair(id(), false));
    }

    /** What it does to the current revisions that this one is settled. */
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
            this.recorder.log(
                    new LogLine("repair", id(), words, this.request.principal(), this.request.tag(), 0, 0, null));
            this.lock.confirm();
            return new Outcome(true, words);
        };
        return this.session.inTransaction(work);
    }

    private ImpossibleMoveException refused(String message) {
        return new ImpossibleMoveException(
                "nothing-to-repair", message, LOOK.formatted(id()) + " Nothing was changed.", List.of(id()));
    }

    private String id() {
        return this.revision.id();
    }
}
