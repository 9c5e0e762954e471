package dev.migrate.adoption;

import java.util.List;

/**
 * The part of a history that is not recorded yet.
 *
 * @param known whether it is known which part that is
 * @param position the position up to which the history was read before; empty for its beginning
 */
public record Since(boolean known, String position) {

    /** The whole history, for a database without a record. */
    public static final Since BEGINNING = new Since(true, "");

    private static final Since UNKNOWN = new Since(false, "");

    /**
     * Returns the part after a recorded position.
     *
     * @param recorded the positions of all histories, as {@link #recorded} returned them
     */
    public static Since of(HistoryTable table, String recorded) {
        String prefix = prefix(table);
        return recorded.lines()
                .filter((line) -> line.startsWith(prefix))
                .map((line) -> new Since(true, line.substring(prefix.length())))
                .findFirst()
                .orElse(UNKNOWN);
    }

    /** Returns the position of a history as it is recorded. */
    static String recorded(HistoryTable table, String position) {
        return prefix(table) + position;
    }

    private static String prefix(HistoryTable table) {
        return "%s %s.%s "
                .formatted(
                        table.tool().key(),
                        table.table().schema(),
                        table.table().name());
    }

    boolean includes(Entry entry) {
        return this.position.isEmpty() || entry.order() > Long.parseLong(this.position);
    }

    /** Returns the recorded revisions of Alembic. */
    List<String> versions() {
        return this.position.isEmpty() ? List.of() : List.of(this.position.split(","));
    }
}
