package dev.migrate.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The current revisions of the database, compared with the scripts.
 *
 * @param current the current revisions
 * @param heads the heads of the scripts
 * @param pending the number of revisions not applied
 * @param missing the applied revisions that have no script
 * @param upToDate whether the database is at the heads or ahead of them
 * @param interrupted the interrupted revision, if any
 * @param notice what the next migration does first, or why it is refused; null if it continues from the record
 */
public record CurrentReport(
        List<RevisionReport> current,
        List<RevisionReport> heads,
        int pending,
        List<RevisionReport> missing,
        boolean upToDate,
        List<RevisionReport> interrupted,
        @Nullable String notice) {}
