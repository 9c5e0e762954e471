package dev.migrate.spring.boot.autoconfigure.startup;

import dev.migrate.error.Printable;
import dev.migrate.report.MigrationReport;
import dev.migrate.report.StepReport;
import java.util.List;

/** Thrown by {@code migrate.startup=validate} if the database is not at the target. Nothing was changed. */
public final class PendingRevisionsException extends RuntimeException {

    private final List<StepReport> pending;
    private final String remedy;

    private PendingRevisionsException(String message, String remedy, List<StepReport> pending) {
        super(message + lines(pending));
        this.remedy = remedy;
        this.pending = List.copyOf(pending);
    }

    static PendingRevisionsException of(String target, MigrationReport upgrade) {
        String adoption = upgrade.adoption();
        if (adoption != null) {
            return withoutAdoption(adoption, upgrade.steps());
        }
        return upgrade.baseline() == null
                ? new PendingRevisionsException(
                        "The database is at %s, not at '%s'. It lacks %s:"
                                .formatted(
                                        StartupAction.revisions(upgrade.current()),
                                        target,
                                        counted(upgrade.steps().size())),
                        "Run 'migrate upgrade' before this application starts, or set 'migrate.startup' to 'upgrade'.",
                        upgrade.steps())
                : withoutRecord(upgrade.baseline(), upgrade.steps());
    }

    private static PendingRevisionsException withoutRecord(String baseline, List<StepReport> steps) {
        String further = steps.isEmpty() ? "" : " and run %s after it".formatted(counted(steps.size()));
        return new PendingRevisionsException(
                "The database has no record of revisions. The first upgrade would stamp 'migrate.baseline' %s%s; 'migrate.startup=validate' does not stamp."
                        .formatted(baseline, further),
                "Run 'migrate upgrade' once, or set 'migrate.startup=upgrade'.",
                steps);
    }

    private static PendingRevisionsException withoutAdoption(String adoption, List<StepReport> steps) {
        return new PendingRevisionsException(
                "The database has no record of revisions. The first upgrade: %s 'migrate.startup=validate' does not adopt a history."
                        .formatted(adoption),
                "Run 'migrate upgrade' once, or set 'migrate.startup=upgrade'.",
                steps);
    }

    private static String counted(int revisions) {
        return revisions == 1 ? "1 revision" : revisions + " revisions";
    }

    private static String lines(List<StepReport> pending) {
        StringBuilder lines = new StringBuilder();
        pending.forEach((step) ->
                lines.append("\n  - '").append(step.revision()).append("': ").append(Printable.line(step.message())));
        return lines.toString();
    }

    /** Returns the remedy. */
    public String remedy() {
        return this.remedy;
    }

    /** Returns the pending steps to the target. */
    public List<StepReport> pending() {
        return this.pending;
    }
}
