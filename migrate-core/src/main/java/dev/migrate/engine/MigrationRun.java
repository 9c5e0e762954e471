package dev.migrate.engine;

import dev.migrate.adoption.Adoption;
import dev.migrate.lock.MigrationLock;
import dev.migrate.plan.Plan;
import dev.migrate.report.Actor;
import dev.migrate.report.MigrateListener;
import dev.migrate.report.MigrationReport;
import dev.migrate.report.StepReport;
import dev.migrate.request.StampRequest;
import dev.migrate.run.CancellationToken;
import dev.migrate.run.PlanRunner;
import dev.migrate.run.RunContext;
import dev.migrate.run.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Executes an upgrade or a downgrade: plans it, acquires the migration lock, plans it again, and runs it. */
public final class MigrationRun {

    private final MigrationContext context;
    private final MigrationPlans plans;
    private final MigrationChecks checks;
    private final SessionTemplate sessionTemplate;
    private final StateReader stateReader;
    private final Session session;
    private final MigrateListener listener;
    private final CancellationToken cancellation;

    public MigrationRun(MigrationContext context, MigrateListener listener, CancellationToken cancellation) {
        this.context = context;
        this.plans = context.plans();
        this.checks = context.checks();
        this.sessionTemplate = context.sessionTemplate();
        this.stateReader = context.stateReader();
        this.session = context.session();
        this.listener = listener;
        this.cancellation = cancellation;
    }

    /**
     * Executes the request, unless there is nothing to do or another process does it first.
     *
     * @throws dev.migrate.error.MigrateException if the request is refused, fails, or is canceled
     */
    public MigrationReport execute() {
        DatabaseState state = this.context.readState();
        Plan plan = this.plans.plan(state);
        this.checks.checkSafeguards(state, this.plans.all(state, plan));
        if (!this.plans.isNeeded(state, plan)) {
            return nothingToDo(plan);
        }
        return acquireLock(plan).map((lock) -> runLocked(lock, plan)).orElseGet(() -> doneElsewhere(plan));
    }

    /** Waits for the migration lock; empty if another process has completed the plan in the meantime. */
    private Optional<MigrationLock.Held> acquireLock(Plan plan) {
        this.session.resolveSchema();
        return this.sessionTemplate.lock(
                this.session, Actor.ofThisProcess(), this.context.request().safeguards(), () -> {
                    this.cancellation.throwIfCancelled();
                    DatabaseState state =
                            this.stateReader.readToChange(this.session).afterFirstContact();
                    return this.plans.isNeeded(state, this.plans.replan(state, plan));
                });
    }

    private MigrationReport doneElsewhere(Plan plan) {
        DatabaseState state = this.stateReader.readToChange(this.session);
        this.checks.checkAllowed(state);
        Plan rest = this.plans.replan(state, plan);
        this.checks.checkSafeguards(state, List.of(rest));
        return nothingToDo(rest);
    }

    private MigrationReport runLocked(MigrationLock.Held acquired, Plan plan) {
        try (MigrationLock.Held lock = acquired) {
            this.session.prepare(this.context.runSettings().limits());
            DatabaseState state = this.stateReader.readLocked(this.session);
            this.checks.checkAllowed(state);
            RunContext runContext = runContext(lock);
            Optional<Adoption> adoption = this.plans.adoption(state);
            if (adoption.isPresent()) {
                return adoptAndRun(runContext, state, adoption.get(), plan);
            }
            String baseline = this.plans.baseline(state);
            return baseline == null
                    ? runPlans(runContext, state, plan)
                    : runPlans(runContext, stampBaseline(runContext, state, baseline), plan)
                            .withBaseline(baseline);
        }
    }

    private RunContext runContext(MigrationLock.Held lock) {
        return new RunContext(
                this.session,
                lock,
                Actor.ofThisProcess(),
                this.listener,
                this.context.runSettings(),
                this.cancellation);
    }

    /**
     * Stamps the revision of {@code migrate.baseline}. The revisions after it are then run as on any other database.
     *
     * @return the state after the stamp
     */
    private DatabaseState stampBaseline(RunContext runContext, DatabaseState state, String baseline) {
        DatabaseState stamped = state.afterFirstContact();
        this.checks.checkSafeguards(stamped, this.plans.all(stamped));
        this.sessionTemplate.completeTables(this.session, runContext.actor(), state.storedState());
        StampRequest request = StampRequest.to(baseline)
                .by(this.context.request().principal())
                .tagged(this.context.request().tag());
        new Stamp(this.sessionTemplate, this.session, runContext.lock(), runContext.actor(), this.listener)
                .record(state, request, List.of(baseline), "Stamped by migrate.baseline");
        return this.stateReader.readLocked(this.session);
    }

    /** Records what another tool has applied. The revisions after it are then run as on any other database. */
    private MigrationReport adoptAndRun(RunContext runContext, DatabaseState state, Adoption adoption, Plan plan) {
        DatabaseState adopted = state.afterFirstContact();
        this.checks.checkSafeguards(adopted, this.plans.all(adopted));
        this.sessionTemplate.completeTables(this.session, runContext.actor(), state.storedState());
        String adopts = new HistoryAdoption(this.context, runContext).first(state, adoption.table());
        return runPlansOf(runContext, this.stateReader.readLocked(this.session), plan)
                .withAdoption(adopts);
    }

    /** Records what another tool has completed since the last adoption, if the plan would run it again. */
    private DatabaseState adoptSince(RunContext runContext, DatabaseState state, Plan first) {
        List<Plan> all = this.plans.all(state, this.plans.replan(state, first));
        if (all.stream().noneMatch((plan) -> this.plans.runsImported(state, plan))) {
            return state;
        }
        if (state.isInterrupted()) {
            new LaterHistory(this.context).checkNothingToAdopt(state, all);
            return state;
        }
        return new HistoryAdoption(this.context, runContext).since(state)
                ? this.stateReader.readLocked(this.session)
                : state;
    }

    private MigrationReport runPlans(RunContext runContext, DatabaseState state, Plan first) {
        return runPlansOf(runContext, adoptSince(runContext, state, first), first);
    }

    private MigrationReport runPlansOf(RunContext runContext, DatabaseState state, Plan first) {
        if (this.plans.downgradesFirst(state)) {
            return downgradeAndUpgrade(runContext, state);
        }
        Plan plan = this.plans.replan(state, first);
        this.checks.checkSafeguards(state, List.of(plan));
        return run(runContext, state, plan);
    }

    private MigrationReport downgradeAndUpgrade(RunContext runContext, DatabaseState state) {
        this.checks.checkSafeguards(state, this.plans.all(state));
        MigrationReport down = run(runContext, state, new StatePlanner(state).downgradeMissing());
        DatabaseState downgraded = this.stateReader.readToChange(this.session);
        MigrationReport up = run(runContext, downgraded, this.plans.plan(downgraded));
        List<StepReport> steps = new ArrayList<>(down.steps());
        steps.addAll(up.steps());
        return up.withSteps(steps);
    }

    /**
     * Runs a plan. Does not add missing columns before an interrupted revision, since its resumption might still be
     * refused; the next upgrade or downgrade adds them.
     */
    private MigrationReport run(RunContext runContext, DatabaseState state, Plan plan) {
        this.checks.checkResumes(state, plan);
        if (plan.steps().isEmpty()) {
            return nothingToDo(plan);
        }
        if (!state.isInterrupted()) {
            this.sessionTemplate.completeTables(this.session, runContext.actor(), state.storedState());
        }
        return new PlanRunner(runContext).run(this.context.prepare(state, plan));
    }

    private static MigrationReport nothingToDo(Plan plan) {
        return MigrationReport.executed(plan, List.of(), plan.to());
    }
}
