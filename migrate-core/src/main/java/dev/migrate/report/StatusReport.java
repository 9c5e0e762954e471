package dev.migrate.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of one engine in a line.
 *
 * @param current the ids of the current revisions
 * @param heads the ids of the heads
 * @param pending how many revisions are not applied
 * @param applied how many revisions are applied, those that are not shipped here among them
 * @param upToDate whether the database is at the heads
 * @param interrupted the ids of what was begun and not finished
 * @param lock who holds the migration lock, if anyone does
 * @param notice what the next move will do, unless it just begins where the record says
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
