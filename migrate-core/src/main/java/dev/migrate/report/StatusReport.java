package dev.migrate.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A summary of the state of one engine.
 *
 * @param current the ids of the current revisions
 * @param heads the ids of the heads
 * @param pending the number of revisions not applied
 * @param applied the number of applied revisions, including missing ones
 * @param upToDate whether the database is at the heads
 * @param interrupted the ids of interrupted revisions
 * @param lock the holder of the migration lock, if any
 * @param notice what the next migration does first, or why it is refused; null if it continues from the record
 */
public record StatusReport(
        List<String> current,
        List<String> heads,
        int pending,
        int applied,
        boolean upToDate,
        List<String> interrupted,
        @Nullable LockHolder lock,
        @Nullable String notice) {}
