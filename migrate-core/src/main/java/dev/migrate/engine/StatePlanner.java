package dev.migrate.engine;

import dev.migrate.error.ImpossibleMigrationException;
import dev.migrate.plan.Direction;
import dev.migrate.plan.Plan;
import dev.migrate.plan.Planner;
import dev.migrate.revision.Revision;
import java.util.List;

/** Plans from a state of the database. Rejects a plan that the record or the scripts do not permit. */
public record StatePlanner(DatabaseState state) {

    /**
     * Plans an upgrade or a downgrade.
     *
     * @throws ImpossibleMigrationException if the record does not agree with the scripts, or if a script is still to
     *     be written
     */
    Plan plan(Direction direction, String target) {
        RecordCheck recordCheck = new RecordCheck(this.state);
        recordCheck.checkReachable();
        Planner planner = this.state.planner();
        Plan plan = direction == Direction.UPGRADE
                ? planner.upgrade(this.state.currentIds(), this.state.withLocalHead(target))
                : planner.downgrade(this.state.currentIds(), target);
        recordCheck.check(plan);
        UnwrittenScriptCheck.check(this.state.scripts(
                plan.steps().stream().map((step) -> step.revision().id())));
        return new Plan(plan.direction(), target, plan.from(), plan.steps(), plan.to());
    }

    /** Plans the downgrade of the missing revisions, by their recorded downgrades. */
    Plan downgradeMissing() {
        return this.state
                .planner()
                .revert(
                        this.state.currentIds(),
                        this.state.missing().stream().map(Revision::id).toList());
    }

    /**
     * Returns the current revisions after a stamp. A purge deletes the record, so its symbols are resolved against the
     * scripts alone.
     */
    public List<String> stamp(List<String> targets, boolean purge) {
        List<String> current = this.state.currentIds();
        if (!purge) {
            return this.state.planner().stamp(current, targets, false);
        }
        List<String> local = current.stream()
                .filter((id) -> this.state.script(id).isPresent())
                .toList();
        return this.state.localPlanner().stamp(local, targets, true);
    }
}
