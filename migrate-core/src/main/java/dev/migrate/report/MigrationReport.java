package dev.migrate.report;

import dev.migrate.plan.Direction;
import dev.migrate.plan.Plan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of an upgrade or a downgrade.
 *
 * @param direction whether it is an upgrade or a downgrade
 * @param target the requested symbol
 * @param dryRun whether nothing was run
 * @param steps the steps that ran, or would run, in order
 * @param current the current revisions after the run; for a dry run, before it
 * @param baseline the revision that was, or would be, stamped before the first step
 * @param adoption a sentence about the revisions of another tool that were, or would be, recorded before the first
 *     step; null if there are none
 * @param confirm for a dry run, the current revisions after the run, as a remote caller must confirm them
 */
public record MigrationReport(
        Direction direction,
        String target,
        boolean dryRun,
        List<StepReport> steps,
        List<String> current,
        @Nullable String baseline,
        @Nullable String adoption,
        @Nullable String confirm) {

    public MigrationReport {
        steps = List.copyOf(steps);
        current = List.copyOf(current);
    }

    /**
     * Returns the report of a plan that was executed.
     *
     * @param current the current revisions after the run
     */
    public static MigrationReport executed(Plan plan, List<StepReport> steps, List<String> current) {
        return new MigrationReport(plan.direction(), plan.target(), false, steps, current, null, null, null);
    }

    /** Returns this report with other steps. */
    public MigrationReport withSteps(List<StepReport> others) {
        return new MigrationReport(
                this.direction,
                this.target,
                this.dryRun,
                others,
                this.current,
                this.baseline,
                this.adoption,
                this.confirm);
    }

    /** Returns this report with the baseline that was stamped first. */
    public MigrationReport withBaseline(@Nullable String stamped) {
        return new MigrationReport(
                this.direction,
                this.target,
                this.dryRun,
                this.steps,
                this.current,
                stamped,
                this.adoption,
                this.confirm);
    }

    /** Returns this report with a sentence about what was recorded first according to the history of another tool. */
    public MigrationReport withAdoption(@Nullable String adopted) {
        return new MigrationReport(
                this.direction,
                this.target,
                this.dryRun,
                this.steps,
                this.current,
                this.baseline,
                adopted,
                this.confirm);
    }

    /** Returns the warnings about the steps, in the order of the steps. */
    public List<String> warnings() {
        return this.steps.stream().flatMap((step) -> step.warnings().stream()).toList();
    }
}
