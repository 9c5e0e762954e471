package dev.migrate.report;

import java.util.List;

/**
 * An upgrade or a downgrade.
 *
 * @param direction {@code upgrade} or {@code downgrade}
 * @param target the symbol that was asked for
 * @param dryRun whether nothing was run
 * @param steps what ran, or would run, in order
 * @param current the current revisions after it; for a dry run, before it
 */
public record MoveReport(
        String direction, String target, boolean dryRun, List<StepReport> steps, List<String> current) {}
