package dev.migrate.spring.boot.autoconfigure;

import dev.migrate.error.Printable;
import dev.migrate.report.StepReport;
import java.util.List;

/** The database is not where {@code migrate.startup=validate} wants it to be. Nothing was changed. */
public final class PendingRevisionsException extends RuntimeException {

    private final List<StepReport> pending;

    PendingRevisionsException(String target, List<String> current, List<StepReport> pending) {
        super("The database is at %s, not at '%s'. It lacks %d revision(s):%s"
                .formatted(StartupRun.places(current), target, pending.size(), lines(pending)));
        this.pending = List.copyOf(pending);
    }

    private static String lines(List<StepReport> pending) {
        StringBuilder lines = new StringBuilder();
        pending.forEach((step) ->
                lines.append("\n  - '").append(step.revision()).append("': ").append(Printable.line(step.message())));
        return lines.toString();
    }

    /** The steps that lead to where the database should be. */
    public List<StepReport> pending() {
        return this.pending;
    }
}
