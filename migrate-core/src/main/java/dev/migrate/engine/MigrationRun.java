package dev.migrate.engine;

import dev.migrate.contact.Contact;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.ImpossibleMigrationException;
import dev.migrate.error.Log;
import dev.migrate.history.JournalEntry;
import dev.migrate.history.RecordFormat;
import dev.migrate.lock.MigrationLock;
import dev.migrate.plan.Direction;
import dev.migrate.plan.Plan;
import dev.migrate.plan.Step;
import dev.migrate.report.Actor;
import dev.migrate.report.MigrateListener;
import dev.migrate.report.MigrationReport;
import dev.migrate.report.StepReport;
import dev.migrate.request.MigrationRequest;
import dev.migrate.request.StampRequest;
import dev.migrate.revision.Revision;
import dev.migrate.revision.Symbol;
import dev.migrate.run.CancellationToken;
import dev.migrate.run.RunSettings;
import dev.migrate.run.Runner;
import dev.migrate.run.Session;
import dev.migrate.script.Script;
import dev.migrate.settings.MigrateSettings;
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

/**
 * Runs one upgrade or downgrade request in one session: plans it, acquires the migration lock, plans it again, and runs
 * it. Alternatively, reports the steps or writes them as a script.
 */
public final class MigrationRun {

    private static final Log LOGGER = Log.of(MigrationRun.class);

    private final SessionTemplate sessionTemplate;
    private final MigrateSettings settings;
    private final Session session;
    private final Direction direction;
    private final MigrationRequest request;

    public MigrationRun(
            SessionTemplate sessionTemplate,
            MigrateSettings settings,
            Session session,
            Direction direction,
            MigrationRequest request) {
        this.sessionTemplate = sessionTemplate;
        this.settings = settings;
        this.session = session;
        this.direction = direction;
        this.request = request;
    }

    /** Reports the steps that would run, without acquiring the lock. */
    public MigrationReport dryRun() {
        DatabaseState now = readState();
        List<Plan> plans = plans(now);
        now.checkAround(plans.get(0), this.session.history()::journal);
        Plan last = plans.get(plans.size() - 1);
        new SafeguardCheck(this.request.safeguards(), now).floor(plans);
        return new MigrationReport(
                        last.direction().toString(),
                        last.target(),
                        true,
                        preview(now, plans).steps(),
                        now.currentIds(),
                        Preview.confirmation(last.to()))
                .after(baseline(now));
    }

    private Preview preview(DatabaseState now, List<Plan> plans) {
        return Preview.of(
                plans,
                now.currentIds(),
                new ScriptResolver(this.session, now)::scriptOf,
                (step) -> left(now, step),
                this.session.riskReader(),
                this.session.dialect());
    }

    /** Returns the journal entry of a step if the step was interrupted. */
    private Optional<JournalEntry> left(DatabaseState now, Step step) {
        String id = step.revision().id();
        return now.interruptedIds().contains(id)
                ? this.session.history().journal(id).filter((entry) -> entry.direction() == step.direction())
                : Optional.empty();
    }

    private void check(DatabaseState now, List<Plan> plans) {
        new SafeguardCheck(this.request.safeguards(), now).move(plans, () -> preview(now, plans));
    }

    /** Writes the steps that would run as a script for the database's command-line client. */
    public void writeSql(Clock clock, Appendable out) {
        DatabaseState now = readState();
        now.checkNotInterrupted();
        ScriptResolver scriptResolver = new ScriptResolver(this.session, now);
        String baseline = baseline(now);
        OfflineSqlWriter offlineSqlWriter = new OfflineSqlWriter(this.settings, this.session.dialect(), clock);
        if (baseline == null) {
            offlineSqlWriter.move(plans(now), now.graph(), scriptResolver::scriptOf, this.request, out);
        } else {
            List<String> rows = List.of(baseline);
            offlineSqlWriter.stampAndMove(
                    new OfflineSqlWriter.Stamp(now.closure(rows), rows, now::script),
                    plans(now),
                    now.graph(),
                    scriptResolver::scriptOf,
                    this.request,
                    out);
        }
    }

    /** Runs the request, unless there is nothing to do or another process does it first. */
    public MigrationReport execute(MigrateListener listener, CancellationToken cancellation) {
        DatabaseState now = readState();
        Plan plan = plan(now);
        check(now, downgradesFirst(now) ? plans(now) : List.of(plan));
        if (!isNeeded(now, plan)) {
            return nothingToDo(plan);
        }
        this.session.resolveSchema();
        Actor actor = Actor.ofThisProcess();
        Optional<MigrationLock.Held> held =
                this.sessionTemplate.lock(this.session, actor, this.request.safeguards(), () -> {
                    cancellation.throwIfCancelled();
                    DatabaseState then =
                            this.sessionTemplate.stateToChange(this.session).afterBaseline();
                    return isNeeded(then, planFrom(then, plan));
                });
        if (held.isEmpty()) {
            DatabaseState then = this.sessionTemplate.stateToChange(this.session);
            checkAllowed(then);
            Plan rest = planFrom(then, plan);
            check(then, List.of(rest));
            return nothingToDo(rest);
        }
        try (MigrationLock.Held lock = held.get()) {
            return executeLocked(new RunContext(lock, actor, listener, cancellation), plan);
        }
    }

    private DatabaseState readState() {
        DatabaseState now = this.sessionTemplate.stateToChange(this.session);
        checkAllowed(now);
        warnAboutDrift(now);
        return now.afterBaseline();
    }

    private void checkAllowed(DatabaseState now) {
        if (this.direction == Direction.UPGRADE) {
            now.contact().checkUpgrade();
        } else {
            now.contact().checkDowngrade();
        }
        checkFormat(now);
        checkAhead(now);
        checkEdited(now);
        checkBaselineWritten(now);
    }

    /**
     * Rejects a record of a newer format, unless the request changes nothing. This lets an older release start if all
     * of its revisions are applied.
     */
    private void checkFormat(DatabaseState now) {
        boolean changes = this.direction == Direction.DOWNGRADE || !now.upToDate() || downgradesFirst(now);
        if (changes) {
            RecordFormat.checkNotNewer(now.state());
        }
    }

    private void checkAhead(DatabaseState now) {
        if (!now.missing().isEmpty() && this.settings.ahead() == MigrateSettings.Ahead.FAIL) {
            now.checkNotAhead();
        }
    }

    private void checkEdited(DatabaseState now) {
        if (this.direction == Direction.UPGRADE
                && this.settings.edited() == MigrateSettings.Edited.FAIL
                && !now.edited().isEmpty()) {
            now.checkNoneEdited();
        }
    }

    private void checkBaselineWritten(DatabaseState now) {
        String baseline = baseline(now);
        if (baseline != null) {
            now.checkWritten(now.closure(List.of(baseline)).stream().map(Revision::id));
        }
    }

    private void warnAboutDrift(DatabaseState now) {
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

    /**
     * Returns the plans of the request. With {@code migrate.ahead=downgrade}, the downgrade of the missing revisions
     * precedes the upgrade.
     */
    private List<Plan> plans(DatabaseState now) {
        if (!downgradesFirst(now)) {
            return List.of(plan(now));
        }
        Plan down = now.planWithoutMissing();
        return List.of(down, plan(now.after(down)));
    }

    private Plan plan(DatabaseState now) {
        Plan plan = now.plan(this.direction, this.request.target());
        if (this.direction == Direction.DOWNGRADE && !this.request.missing()) {
            now.checkNoneMissing(plan);
        }
        return plan;
    }

    private boolean downgradesFirst(DatabaseState now) {
        return this.direction == Direction.UPGRADE
                && this.settings.ahead() == MigrateSettings.Ahead.DOWNGRADE
                && !now.missing().isEmpty();
    }

    private boolean isNeeded(DatabaseState now, Plan plan) {
        return !plan.steps().isEmpty() || now.isInterrupted() || downgradesFirst(now) || baseline(now) != null;
    }

    /**
     * Plans the request again, since another process might have migrated the database. A target that is relative to the
     * current revisions keeps the meaning that it had at first, so that two concurrent requests for it take effect
     * once.
     */
    private Plan planFrom(DatabaseState now, Plan asked) {
        String target = this.request.target();
        if (!Symbol.parse(target).countsFromCurrent() || now.currentIds().equals(sorted(asked.from()))) {
            return plan(now);
        }
        if (now.currentIds().equals(sorted(asked.to()))) {
            return new Plan(this.direction, target, asked.to(), List.of(), asked.to());
        }
        throw new ImpossibleMigrationException(
                ErrorCode.MOVED_MEANWHILE,
                "'%s' was counted from %s, and another process has moved the database to %s meanwhile."
                        .formatted(target, asked.from(), now.currentIds()),
                "Look where it is now, and ask again. Nothing was changed by this request.",
                now.currentIds());
    }

    private static List<String> sorted(List<String> ids) {
        return ids.stream().sorted().toList();
    }

    private MigrationReport executeLocked(RunContext runContext, Plan asked) {
        this.session.prepare(SessionTemplate.limits(this.settings));
        DatabaseState found = this.sessionTemplate.lockedState(this.session);
        checkAllowed(found);
        String baseline = baseline(found);
        if (baseline == null) {
            return migrateFrom(found, runContext, asked);
        }
        check(found.afterBaseline(), plans(found.afterBaseline()));
        this.sessionTemplate.completeTables(this.session, runContext.who(), found.state());
        return migrateFrom(stampBaseline(runContext, found, baseline), runContext, asked)
                .after(baseline);
    }

    /**
     * Stamps the revision of {@code migrate.baseline}. The revisions after it are then run as on any other database.
     */
    private DatabaseState stampBaseline(RunContext runContext, DatabaseState found, String baseline) {
        StampRequest request =
                StampRequest.to(baseline).by(this.request.principal()).tagged(this.request.tag());
        new Stamp(this.session, runContext.lock(), runContext.who(), runContext.listener())
                .record(found, request, List.of(baseline), "Stamped by migrate.baseline");
        return this.sessionTemplate.lockedState(this.session);
    }

    private @Nullable String baseline(DatabaseState now) {
        return this.direction == Direction.UPGRADE && now.contact() instanceof Contact.Baseline baseline
                ? baseline.revision()
                : null;
    }

    private MigrationReport migrateFrom(DatabaseState now, RunContext runContext, Plan asked) {
        if (!downgradesFirst(now)) {
            Plan plan = planFrom(now, asked);
            check(now, List.of(plan));
            return run(runContext, now, plan);
        }
        check(now, plans(now));
        MigrationReport down = run(runContext, now, now.planWithoutMissing());
        DatabaseState then = this.sessionTemplate.stateToChange(this.session);
        MigrationReport up = run(runContext, then, plan(then));
        List<StepReport> steps = new ArrayList<>(down.steps());
        steps.addAll(up.steps());
        return new MigrationReport(up.direction(), up.target(), steps, up.current());
    }

    /**
     * Runs a plan. Does not add missing columns before an interrupted revision, since its resumption might still be
     * refused; the next upgrade or downgrade adds them.
     */
    private MigrationReport run(RunContext runContext, DatabaseState now, Plan plan) {
        now.checkAround(plan, this.session.history()::journal);
        if (plan.steps().isEmpty()) {
            return nothingToDo(plan);
        }
        if (!now.isInterrupted()) {
            this.sessionTemplate.completeTables(this.session, runContext.who(), now.state());
        }
        RunSettings how = new RunSettings(
                this.settings.transaction() == MigrateSettings.TransactionMode.PER_RUN,
                SessionTemplate.limits(this.settings),
                this.settings.lockRetry(),
                this.request.principal(),
                this.request.tag());
        ScriptResolver scriptResolver = new ScriptResolver(this.session, now);
        Map<String, Script> scripts = new HashMap<>();
        Function<Step, Script> script =
                (step) -> scripts.computeIfAbsent(step.revision().id(), (id) -> scriptResolver.scriptOf(step));
        return new Runner(
                        this.session,
                        runContext.lock(),
                        runContext.who(),
                        runContext.listener(),
                        how,
                        runContext.stop(),
                        script)
                .run(plan);
    }

    private static MigrationReport nothingToDo(Plan plan) {
        return new MigrationReport(plan.direction().toString(), plan.target(), List.of(), plan.to());
    }

    /** Values that are fixed for a run under the migration lock. */
    private record RunContext(MigrationLock.Held lock, Actor who, MigrateListener listener, CancellationToken stop) {}
}
