package dev.migrate.engine;

import dev.migrate.adoption.Adoption;
import dev.migrate.plan.Plan;
import dev.migrate.report.MigrationReport;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        List<Adoption> adoptions = Stream.concat(
                        this.context.plans().adoption(state).stream(),
                        new LaterHistory(this.context).adoptions(state, plans).stream())
                .filter((adoption) -> !adoption.isEmpty())
                .toList();
        Set<String> adopted = adoptions.stream()
                .flatMap((adoption) -> adoption.revisions().stream())
                .map((one) -> one.revision().id())
                .collect(Collectors.toSet());
        return new MigrationReport(
                last.direction(),
                last.target(),
                true,
                this.context.preview(state, plans).steps().stream()
                        .filter((step) -> !adopted.contains(step.revision()))
                        .toList(),
                state.currentIds(),
                this.context.plans().baseline(state),
                adoptions.isEmpty()
                        ? null
                        : "Adopts %s."
                                .formatted(adoptions.stream()
                                        .map(Adoption::toString)
                                        .collect(Collectors.joining(", and "))),
                Preview.confirmation(last.to()));
    }
}
