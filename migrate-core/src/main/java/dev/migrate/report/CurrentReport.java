package dev.migrate.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is, and where it could be.
 *
 * @param current the database's current revisions
 * @param heads the heads of the scripts
 * @param pending how many revisions are not applied
 * @param upToDate whether the database is at the heads
 * @param interrupted what was begun and not finished
 * @param notice what the next move will do, unless it just begins where the record says
 */
public record CurrentReport(
        List<RevisionReport> current,
        List<RevisionReport> heads,
        int pending,
        boolean upToDate,
        List<RevisionReport> interrupted,
        @Nullable String notice) {}
