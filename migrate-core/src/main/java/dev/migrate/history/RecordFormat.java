package dev.migrate.history;

import dev.migrate.dialect.RecordTables;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.ImpossibleMigrationException;
import java.util.List;

/**
 * The compatibility of recorded revisions with releases of the engine. Each row stores the lowest format that an engine
 * must support to change the recorded revisions; the highest one applies. A later release raises the format of a row if
 * an older engine would corrupt it. An older engine leaves the column null in the rows that it writes, which does not
 * affect the other rows, and never deletes a row that it must not change. An empty record is not protected.
 */
public final class RecordFormat {

    /** The format of the first release, whose tables have no column for it. */
    static final int FIRST = 1;

    /** The format of this release. */
    static final int CURRENT = 1;

    /** The format returned for rows of a table without the column. */
    static final int NO_COLUMN = -1;

    private RecordFormat() {}

    /**
     * Checks that this release can change the recorded revisions.
     *
     * @throws ImpossibleMigrationException with code {@code newer-record} if they require a later format
     */
    public static void checkNotNewer(StoredState storedState) {
        List<AppliedRevision> newer = storedState.applied().values().stream()
                .filter((row) -> row.format() > CURRENT)
                .toList();
        if (newer.isEmpty()) {
            return;
        }
        int format = newer.stream().mapToInt(AppliedRevision::format).max().orElseThrow();
        throw new ImpossibleMigrationException(
                ErrorCode.NEWER_RECORD,
                "The tables of Migrate in this database have format %d, but this release of Migrate supports formats up to %d."
                        .formatted(format, CURRENT),
                "Use the release of Migrate that last changed this database, or a later one. Nothing was changed.",
                newer.stream().map(AppliedRevision::id).sorted().toList());
    }

    /**
     * Returns a SQL condition under which a script can change the recorded revisions, whether or not the table has the
     * column.
     */
    public static String condition(RecordTables recordTables) {
        return "(select count(*) from %s where %s > %d) = 0"
                .formatted(rows(recordTables), ofRow(recordTables), CURRENT);
    }

    /** Returns the table expression from which {@link #ofRow} reads. */
    static String rows(RecordTables recordTables) {
        return "%s r cross join (select %d as %s) no_column"
                .formatted(recordTables.revision(), NO_COLUMN, RecordTables.FORMAT);
    }

    /**
     * Returns the format of a row as a SQL expression that works whether or not the table has the column: inside the
     * subquery, the name resolves to the column of the table or, if it has none, to that of the enclosing query.
     */
    static String ofRow(RecordTables recordTables) {
        return "(select %s from %s own_row where own_row.revision = r.revision)"
                .formatted(RecordTables.FORMAT, recordTables.revision());
    }
}
