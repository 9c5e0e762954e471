package dev.migrate.engine;

import dev.migrate.history.JournalEntry;
import dev.migrate.plan.Direction;
import dev.migrate.plan.Plan;
import dev.migrate.request.MigrationRequest;
import dev.migrate.run.PreparedPlan;
import dev.migrate.run.PreparedStep;
import dev.migrate.run.RunSettings;
import dev.migrate.run.Session;
import dev.migrate.settings.MigrateSettings;
import java.util.List;
import java.util.Optional;

/**
 * The context of an upgrade or a downgrade: its session, settings, and request. {@link MigrationRun} executes it, {@link MigrationDryRun} reports its
 * steps, and {@link MigrationClientScript} writes them as a script.
 */
public record MigrationContext(
        SessionTemplate sessionTemplate,
        StateReader stateReader,
        MigrateSettings settings,
        Session session,
        Direction direction,
        MigrationRequest request) {

    /** Returns the planner of the request. */
    MigrationPlans plans() {
        return new MigrationPlans(this.settings, this.direction, this.request);
    }

    /** Returns the checks of the request. */
    MigrationChecks checks() {
        return new MigrationChecks(this);
    }

    /**
     * Reads the state without the migration lock; includes what an upgrade would record before its first step.
     *
     * @throws dev.migrate.error.MigrateException if the state does not allow the request
     */
    DatabaseState readState() {
        DatabaseState state = this.stateReader.readToChange(this.session);
        checks().checkAllowed(state);
        checks().warnAboutDrift(state);
        return state.afterFirstContact();
    }

    /** Binds the steps of a plan to the scripts that they run. */
    PreparedPlan prepare(DatabaseState state, Plan plan) {
        return PreparedPlan.of(plan, new ScriptResolver(this.session, state)::scriptOf);
    }

    /** Binds the steps of several plans. */
    List<PreparedPlan> prepare(DatabaseState state, List<Plan> plans) {
        return plans.stream().map((plan) -> prepare(state, plan)).toList();
    }

    /** Returns a preview of plans. */
    Preview preview(DatabaseState state, List<Plan> plans) {
        return Preview.of(
                prepare(state, plans),
                (step) -> interruptedAt(state, step),
                this.session.riskReader(),
                this.session.dialect());
    }

    /** Returns the journal entry of a step if the step was interrupted. */
    private Optional<JournalEntry> interruptedAt(DatabaseState state, PreparedStep step) {
        String id = step.revision().id();
        return state.interruptedIds().contains(id)
                ? this.session.history().journal(id).filter((entry) -> entry.direction() == step.direction())
                : Optional.empty();
    }

    RunSettings runSettings() {
        return runSettings(this.settings, this.request);
    }

    static RunSettings runSettings(MigrateSettings settings, MigrationRequest request) {
        return new RunSettings(
                settings.transaction() == MigrateSettings.TransactionMode.PER_RUN,
                SessionTemplate.limits(settings),
                settings.lockRetry(),
                request.principal(),
                request.tag());
    }
}
