package dev.migrate.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A revision that was, or would be, applied or reverted.
 *
 * @param revision the id
 * @param message the message
 * @param statements the number of statements that ran, or would run
 * @param durationMs the duration in milliseconds; zero if nothing ran
 * @param heads the current revisions after the step
 * @param warnings for a dry run, the warnings with their locations in the script
 * @param sql for a dry run, the section of the script
 */
public record StepReport(
        String revision,
        String message,
        long statements,
        long durationMs,
        List<String> heads,
        List<String> warnings,
        @Nullable String sql) {

    public StepReport {
        heads = List.copyOf(heads);
        warnings = List.copyOf(warnings);
    }

    /** Creates the report of a step that was executed. */
    public StepReport(String revision, String message, long statements, long durationMs, List<String> heads) {
        this(revision, message, statements, durationMs, heads, List.of(), null);
    }
}
