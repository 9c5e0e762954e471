package dev.migrate.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of an upgrade or a downgrade.
 *
 * @param direction {@code upgrade} or {@code downgrade}
 * @param target the requested symbol
 * @param dryRun whether nothing was run
 * @param steps the steps that ran, or would run, in order
 * @param current the current revisions after the run; for a dry run, before it
 * @param baseline the revision that was, or would be, stamped before the first step
 * @param confirm for a dry run, the current revisions after the run, as a remote caller must confirm them
 */
public record MigrationReport(
        String direction,
        String target,
        boolean dryRun,
        List<StepReport> steps,
        List<String> current,
        @Nullable String baseline,
        @Nullable String confirm) {

    /** Creates the report of a run without a baseline. */
    public MigrationReport(
            String direction,
            String target,
            boolean dryRun,
            List<StepReport> steps,
            List<String> current,
            @Nullable String confirm) {
        this(direction, target, dryRun, steps, current, null, confirm);
    }

    /** Returns this report with the baseline that was stamped first. */
    public MigrationReport after(@Nullable String stamped) {
        return new MigrationReport(
                this.direction, this.target, this.dryRun, this.steps, this.current, stamped, this.confirm);
    }

    /** Creates the report of a run that was executed. */
    public MigrationReport(String direction, String target, List<StepReport> steps, List<String> current) {
        this(direction, target, false, steps, current, null, null);
    }

    /** Returns the warnings about the steps, in the order of the steps. */
    public List<String> warnings() {
        return this.steps.stream().flatMap((step) -> step.warnings().stream()).toList();
    }
}
