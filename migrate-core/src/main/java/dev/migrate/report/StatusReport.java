package dev.migrate.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of one engine in a line.
 *
 * @param current the ids of the current revisions
 * @param heads the ids of the heads
 * @param pending how many revisions are not applied
 * @param upToDate whether the database is at the heads
 * @param interrupted the ids of what was begun and not finished
 * @param lock who holds the migration lock, if anyone does
 */
public record StatusReport(
        List<String> current,
        List<String> heads,
        int pending,
        boolean upToDate,
        List<String> interrupted,
        @Nullable LockHolder lock) {}
