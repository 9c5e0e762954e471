package dev.migrate.history;

import dev.migrate.dialect.Tables;
import dev.migrate.error.ImpossibleMoveException;
import java.util.List;

/**
 * Which engines may change a record. Each row names the lowest format that an engine must know to change the record; the
 * highest one counts. A later release raises the format of a row when an older engine would do harm with it: it cannot
 * be asked what it understands, but it can be told to leave the record alone. An older engine leaves the column null in
 * the rows that it writes, which takes nothing from the others, and it never deletes a row that it must not change. An
 * empty record has nothing to protect.
 */
public final class RecordFormat {

    /** The format of the first release, whose tables have no column for it. */
    static final int FIRST = 1;

    /** The format of this release. */
    static final int CURRENT = 1;

    /** What a row says whose table does not have the column yet. */
    static final int NO_COLUMN = -1;

    private RecordFormat() {}

    /** Refuses to change a record that demands more than this release knows. */
    public static void refuseNewer(State state) {
        List<Applied> newer = state.applied().values().stream()
                .filter((row) -> row.format() > CURRENT)
                .toList();
        if (newer.isEmpty()) {
            return;
        }
        int format = newer.stream().mapToInt(Applied::format).max().orElseThrow();
        throw new ImpossibleMoveException(
                "newer-record",
                "The record of this database has format %d, and this release of Migrate changes records up to format %d."
                        .formatted(format, CURRENT),
                "Use the release of Migrate that last changed this database, or a later one. Nothing was changed.",
                newer.stream().map(Applied::id).sorted().toList());
    }

    /** The condition under which a script may change a record, whether its table has the column or not. */
    public static String condition(Tables tables) {
        return "(select count(*) from %s where %s > %d) = 0".formatted(rows(tables), ofRow(tables), CURRENT);
    }

    /** What {@link #ofRow} is read from. */
    static String rows(Tables tables) {
        return "%s r cross join (select %d as %s) no_column".formatted(tables.revision(), NO_COLUMN, Tables.FORMAT);
    }

    /**
     * The format of a row, as an expression that works whether the table has the column or not: inside the brackets
     * the name means the table's column, and only where there is none that of the query around it.
     */
    static String ofRow(Tables tables) {
        return "(select %s from %s own_row where own_row.revision = r.revision)"
                .formatted(Tables.FORMAT, tables.revision());
    }
}
