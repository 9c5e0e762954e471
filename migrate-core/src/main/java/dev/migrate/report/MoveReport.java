package dev.migrate.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An upgrade or a downgrade.
 *
 * @param direction {@code upgrade} or {@code downgrade}
 * @param target the symbol that was asked for
 * @param dryRun whether nothing was run
 * @param baseline the revision that was stamped before the first step, or would be
 * @param steps what ran, or would run, in order
 * @param current the current revisions after it; for a dry run, before it
 */
public record MoveReport(
        String direction,
        String target,
        boolean dryRun,
        @Nullable String baseline,
        List<StepReport> steps,
        List<String> current) {

    /** A move that stamps nothing. */
    public MoveReport(String direction, String target, boolean dryRun, List<StepReport> steps, List<String> current) {
        this(direction, target, dryRun, null, steps, current);
    }

    /** The same move, after a stamp. */
    public MoveReport after(@Nullable String stamped) {
        return new MoveReport(this.direction, this.target, this.dryRun, stamped, this.steps, this.current);
    }
}
