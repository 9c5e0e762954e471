package dev.migrate.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The current revisions of the database, compared with the scripts.
 *
 * @param current the current revisions
 * @param heads the heads of the scripts
 * @param pending the number of revisions not applied
 * @param upToDate whether the database is at the heads
 * @param interrupted the interrupted revision, if any
 * @param notice the action that the first run will take for a database without usable record, if any
 */
public record CurrentReport(
        List<RevisionReport> current,
        List<RevisionReport> heads,
        int pending,
        boolean upToDate,
        List<RevisionReport> interrupted,
        @Nullable String notice) {}
