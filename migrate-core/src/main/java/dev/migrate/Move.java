package dev.migrate;

import dev.migrate.contact.Contact;
import dev.migrate.error.ImpossibleMoveException;
import dev.migrate.error.Log;
import dev.migrate.history.JournalEntry;
import dev.migrate.history.RecordFormat;
import dev.migrate.lock.MigrationLock;
import dev.migrate.plan.Direction;
import dev.migrate.plan.Plan;
import dev.migrate.plan.Step;
import dev.migrate.report.Identity;
import dev.migrate.report.MigrateListener;
import dev.migrate.report.MoveReport;
import dev.migrate.report.StepReport;
import dev.migrate.revision.Revision;
import dev.migrate.revision.Symbol;
import dev.migrate.run.RunSettings;
import dev.migrate.run.Runner;
import dev.migrate.run.Session;
import dev.migrate.run.Stop;
import dev.migrate.script.Script;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One request to move the database, in one session: planned, planned again under the lock, and run; or only told. */
final class Move {

    private static final Log LOGGER = Log.of(Move.class);

    private final Access access;
    private final MigrateSettings settings;
    private final Session session;
    private final Direction direction;
    private final MoveRequest request;

    Move(Access access, MigrateSettings settings, Session session, Direction direction, MoveRequest request) {
        this.access = access;
        this.settings = settings;
        this.session = session;
        this.direction = direction;
        this.request = request;
    }

    /** Says what it would do, without the lock. */
    MoveReport told() {
        Situation now = plannedOn();
        List<Plan> plans = plans(now);
        now.refuseAround(plans.get(0), this.session.history()::journal);
        Plan last = plans.get(plans.size() - 1);
        new SafeguardCheck(this.request.safeguards(), now).floor(plans);
        return new MoveReport(
                        last.direction().toString(),
                        last.target(),
                        true,
                        preview(now, plans).steps(),
                        now.currentIds(),
                        Preview.confirmation(last.to()))
                .after(baseline(now));
    }

    private Preview preview(Situation now, List<Plan> plans) {
        return Preview.of(
                plans,
                now.currentIds(),
                new Texts(this.session, now)::scriptOf,
                (step) -> left(now, step),
                this.session.riskReader(),
                this.session.dialect());
    }

    /** Where a step resumes, if it was interrupted. */
    private Optional<JournalEntry> left(Situation now, Step step) {
        String id = step.revision().id();
        return now.interruptedIds().contains(id)
                ? this.session
                        .history()
                        .journal(id)
                        .filter((entry) ->
                                entry.direction().equals(step.direction().toString()))
                : Optional.empty();
    }

    private void check(Situation now, List<Plan> plans) {
        new SafeguardCheck(this.request.safeguards(), now).move(plans, () -> preview(now, plans));
    }

    /** Writes what it would do as a script for the database's own client. */
    void written(Clock clock, Appendable out) {
        Situation now = plannedOn();
        now.refuseInterrupted();
        Texts texts = new Texts(this.session, now);
        String baseline = baseline(now);
        Offline offline = new Offline(this.settings, this.session.dialect(), clock);
        if (baseline == null) {
            offline.move(plans(now), now.graph(), texts::scriptOf, this.request, out);
        } else {
            List<String> rows = List.of(baseline);
            offline.stampAndMove(
                    new Offline.Stamp(now.closure(rows), rows, now::script),
                    plans(now),
                    now.graph(),
                    texts::scriptOf,
                    this.request,
                    out);
        }
    }

    /** Does it, unless there is nothing to do or somebody else does it first. */
    MoveReport done(MigrateListener listener, Stop stop) {
        Situation now = plannedOn();
        Plan plan = plan(now);
        check(now, comesDownFirst(now) ? plans(now) : List.of(plan));
        if (!isNeeded(now, plan)) {
            return nothingToDo(plan);
        }
        this.session.settle();
        Identity who = Identity.ofThisProcess();
        Optional<MigrationLock.Held> held = this.access.lock(this.session, who, this.request.safeguards(), () -> {
            stop.check();
            Situation then = this.access.situationToChange(this.session).afterBaseline();
            return isNeeded(then, planFrom(then, plan));
        });
        if (held.isEmpty()) {
            Situation then = this.access.situationToChange(this.session);
            refuse(then);
            Plan rest = planFrom(then, plan);
            check(then, List.of(rest));
            return nothingToDo(rest);
        }
        try (MigrationLock.Held lock = held.get()) {
            return locked(new Hand(lock, who, listener, stop), plan);
        }
    }

    private Situation plannedOn() {
        Situation now = this.access.situationToChange(this.session);
        refuse(now);
        tellOddities(now);
        return now.afterBaseline();
    }

    private void refuse(Situation now) {
        if (this.direction == Direction.UPGRADE) {
            now.contact().checkUpgrade();
        } else {
            now.contact().checkDowngrade();
        }
        refuseNewer(now);
        refuseAhead(now);
        refuseEdited(now);
        refuseUnwrittenBaseline(now);
    }

    /** A start of an older release that finds all its revisions applied changes nothing, whatever the format. */
    private void refuseNewer(Situation now) {
        boolean changes = this.direction == Direction.DOWNGRADE || !now.upToDate() || comesDownFirst(now);
        if (changes) {
            RecordFormat.refuseNewer(now.state());
        }
    }

    private void refuseAhead(Situation now) {
        if (!now.missing().isEmpty() && this.settings.ahead() == MigrateSettings.Ahead.FAIL) {
            now.refuseAhead();
        }
    }

    private void refuseEdited(Situation now) {
        if (this.direction == Direction.UPGRADE
                && this.settings.edited() == MigrateSettings.Edited.FAIL
                && !now.edited().isEmpty()) {
            now.refuseEdited();
        }
    }

    private void refuseUnwrittenBaseline(Situation now) {
        String baseline = baseline(now);
        if (baseline != null) {
            now.refuseUnwritten(now.closure(List.of(baseline)).stream().map(Revision::id));
        }
    }

    private void tellOddities(Situation now) {
        if (!now.missing().isEmpty() && this.direction == Direction.UPGRADE) {
            LOGGER.warn(
                    "The database has revisions that are not among the scripts: {}. A newer release has applied them, or"
                            + " their scripts were removed; 'migrate.ahead' says what is done then, and now it is '{}'.",
                    now.missing().stream()
                            .map((revision) -> "'%s' (%s)".formatted(revision.id(), revision.message()))
                            .collect(Collectors.joining(", ")),
                    this.settings.ahead().name().toLowerCase(Locale.ROOT));
        }
        List<String> edited = now.edited();
        if (!edited.isEmpty()) {
            LOGGER.warn(
                    "Scripts were edited after they were applied, and the database stays as it is: {}. Write a new"
                            + " revision for what is to change.",
                    edited.stream()
                            .map((id) -> now.script(id).map(Script::location).orElse(id))
                            .collect(Collectors.joining(", ")));
        }
    }

    /** What a move is made of: the way down from what nobody ships comes first where that is asked for. */
    private List<Plan> plans(Situation now) {
        if (!comesDownFirst(now)) {
            return List.of(plan(now));
        }
        Plan down = now.planWithoutMissing();
        return List.of(down, plan(now.after(down)));
    }

    private Plan plan(Situation now) {
        Plan plan = now.plan(this.direction, this.request.target());
        if (this.direction == Direction.DOWNGRADE && !this.request.missing()) {
            now.refuseMissing(plan);
        }
        return plan;
    }

    private boolean comesDownFirst(Situation now) {
        return this.direction == Direction.UPGRADE
                && this.settings.ahead() == MigrateSettings.Ahead.DOWNGRADE
                && !now.missing().isEmpty();
    }

    private boolean isNeeded(Situation now, Plan plan) {
        return !plan.steps().isEmpty() || now.isInterrupted() || comesDownFirst(now) || baseline(now) != null;
    }

    /**
     * The plan for the target, now that somebody else may have moved the database. Where the target is counted from
     * where the database is, it means what it meant when it was asked for: going there twice is going there once.
     */
    private Plan planFrom(Situation now, Plan asked) {
        String target = this.request.target();
        if (!Symbol.parse(target).countsFromCurrent() || now.currentIds().equals(sorted(asked.from()))) {
            return plan(now);
        }
        if (now.currentIds().equals(sorted(asked.to()))) {
            return new Plan(this.direction, target, asked.to(), List.of(), asked.to());
        }
        throw new ImpossibleMoveException(
                "moved-meanwhile",
                "'%s' was counted from %s, and another process has moved the database to %s meanwhile."
                        .formatted(target, asked.from(), now.currentIds()),
                "Look where it is now, and ask again. Nothing was changed by this request.",
                now.currentIds());
    }

    private static List<String> sorted(List<String> ids) {
        return ids.stream().sorted().toList();
    }

    private MoveReport locked(Hand hand, Plan asked) {
        this.session.prepare(this.settings.limits());
        Situation found = this.access.lockedSituation(this.session);
        refuse(found);
        String baseline = baseline(found);
        if (baseline == null) {
            return movedFrom(found, hand, asked);
        }
        check(found.afterBaseline(), plans(found.afterBaseline()));
        this.access.completeTables(this.session, hand.who(), found.state());
        return movedFrom(stamped(hand, found, baseline), hand, asked).after(baseline);
    }

    /** Stamps the revision of {@code migrate.baseline}; what follows it is run as on any database that is there. */
    private Situation stamped(Hand hand, Situation found, String baseline) {
        StampRequest request = new StampRequest(List.of(baseline), false, this.request.principal(), this.request.tag());
        new Stamp(this.session, hand.lock(), hand.who(), hand.listener())
                .record(found, request, List.of(baseline), "Stamped by migrate.baseline");
        return this.access.lockedSituation(this.session);
    }

    private @Nullable String baseline(Situation now) {
        return this.direction == Direction.UPGRADE && now.contact() instanceof Contact.Baseline baseline
                ? baseline.revision()
                : null;
    }

    private MoveReport movedFrom(Situation now, Hand hand, Plan asked) {
        if (!comesDownFirst(now)) {
            Plan plan = planFrom(now, asked);
            check(now, List.of(plan));
            return run(hand, now, plan);
        }
        check(now, plans(now));
        MoveReport down = run(hand, now, now.planWithoutMissing());
        Situation then = this.access.situationToChange(this.session);
        MoveReport up = run(hand, then, plan(then));
        List<StepReport> steps = new ArrayList<>(down.steps());
        steps.addAll(up.steps());
        return new MoveReport(up.direction(), up.target(), steps, up.current());
    }

    /** What resumes an interrupted revision may still be refused, so that the next move is the one that adds columns. */
    private MoveReport run(Hand hand, Situation now, Plan plan) {
        now.refuseAround(plan, this.session.history()::journal);
        if (plan.steps().isEmpty()) {
            return nothingToDo(plan);
        }
        if (!now.isInterrupted()) {
            this.access.completeTables(this.session, hand.who(), now.state());
        }
        RunSettings how = new RunSettings(
                this.settings.transaction() == MigrateSettings.TransactionMode.PER_RUN,
                this.settings.limits(),
                this.settings.lockRetry(),
                this.request.principal(),
                this.request.tag());
        Texts texts = new Texts(this.session, now);
        Map<String, Script> scripts = new HashMap<>();
        Function<Step, Script> script =
                (step) -> scripts.computeIfAbsent(step.revision().id(), (id) -> texts.scriptOf(step));
        return new Runner(this.session, hand.lock(), hand.who(), hand.listener(), how, hand.stop(), script).run(plan);
    }

    private static MoveReport nothingToDo(Plan plan) {
        return new MoveReport(plan.direction().toString(), plan.target(), List.of(), plan.to());
    }

    /** Who does it, with the lock in the hand. */
    private record Hand(MigrationLock.Held lock, Identity who, MigrateListener listener, Stop stop) {}
}
