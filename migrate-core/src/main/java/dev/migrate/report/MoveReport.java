package dev.migrate.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An upgrade or a downgrade.
 *
 * @param direction {@code upgrade} or {@code downgrade}
 * @param target the symbol that was asked for
 * @param dryRun whether nothing was run
 * @param steps what ran, or would run, in order
 * @param current the current revisions after it; for a dry run, before it
 * @param baseline the revision that was stamped before the first step, or would be
 * @param confirm for a dry run: where the database would stand, as a remote caller confirms it
 */
public record MoveReport(
        String direction,
        String target,
        boolean dryRun,
        List<StepReport> steps,
        List<String> current,
        @Nullable String baseline,
        @Nullable String confirm) {

    /** A move that stamps nothing. */
    public MoveReport(
            String direction,
            String target,
            boolean dryRun,
            List<StepReport> steps,
            List<String> current,
            @Nullable String confirm) {
        this(direction, target, dryRun, steps, current, null, confirm);
    }

    /** The same move, after a stamp. */
    public MoveReport after(@Nullable String stamped) {
        return new MoveReport(
                this.direction, this.target, this.dryRun, this.steps, this.current, stamped, this.confirm);
    }

    /** A move that was run. */
    public MoveReport(String direction, String target, List<StepReport> steps, List<String> current) {
        this(direction, target, false, steps, current, null, null);
    }

    /** What to think about before it runs, in the order of the steps. */
    public List<String> warnings() {
        return this.steps.stream().flatMap((step) -> step.warnings().stream()).toList();
    }
}
