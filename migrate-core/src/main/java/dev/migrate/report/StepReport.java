package dev.migrate.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One revision that was applied or undone, or would be.
 *
 * @param revision its id
 * @param message what it is for
 * @param statements how many statements ran, or would run
 * @param durationMs how long they took, in milliseconds; zero if nothing ran
 * @param heads the current revisions after it
 * @param warnings for a dry run: what to think about before it runs, each with its place in the script
 * @param sql for a dry run: its section of the script
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

    /** A step that was run. */
    public StepReport(String revision, String message, long statements, long durationMs, List<String> heads) {
        this(revision, message, statements, durationMs, heads, List.of(), null);
    }
}
