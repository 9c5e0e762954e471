package dev.migrate.spring.boot.autoconfigure;

import dev.migrate.report.StepReport;
import java.util.List;

/** The database is not where {@code migrate.startup=validate} wants it to be. Nothing was changed. */
public final class PendingRevisionsException extends RuntimeException {

    private final List<StepReport> pending;

    PendingRevisionsException(String target, List<String> current, List<StepReport> pending) {
        super("The database is at %s, not at '%s'. Missing, in this order: %s."
                .formatted(
                        StartupRun.places(current),
                        target,
                        String.join(
                                ", ",
                                pending.stream()
                                        .map((step) -> "'%s' (%s)".formatted(step.revision(), step.message()))
                                        .toList())));
        this.pending = List.copyOf(pending);
    }

    /** The steps that lead to where the database should be. */
    public List<StepReport> pending() {
        return this.pending;
    }
}
