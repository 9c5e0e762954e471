package dev.migrate.engine;

import dev.migrate.plan.Plan;
import dev.migrate.report.MigrationReport;
import java.util.List;

/** Reports the steps that an upgrade or a downgrade would run, without acquiring the migration lock. */
public record MigrationDryRun(MigrationContext context) {

    /**
     * Returns the report.
     *
     * @throws dev.migrate.error.MigrateException if the upgrade or the downgrade would be refused
     */
    public MigrationReport report() {
        DatabaseState state = this.context.readState();
        List<Plan> plans = this.context.plans().all(state);
        this.context.checks().checkResumes(state, plans.get(0));
        new SafeguardCheck(this.context.request().safeguards(), state).checkFloor(plans);
        Plan last = plans.get(plans.size() - 1);
        return new MigrationReport(
                last.direction(),
                last.target(),
                true,
                this.context.preview(state, plans).steps(),
                state.currentIds(),
                this.context.plans().baseline(state),
                this.context
                        .plans()
                        .adoption(state)
                        .filter((adoption) -> !adoption.isEmpty())
                        .map((adoption) -> "Adopts " + adoption + ".")
                        .orElse(null),
                Preview.confirmation(last.to()));
    }
}
