package dev.migrate.adoption;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;

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

    /**
     * Returns the positions as they are recorded.
     *
     * @param recorded the positions that are recorded now
     * @param position the new position of the history
     */
    static String recorded(String recorded, HistoryTable table, String position) {
        String prefix = prefix(table);
        return Stream.concat(recorded.lines().filter((line) -> !line.startsWith(prefix)), Stream.of(prefix + position))
                .collect(Collectors.joining("\n"));
    }

    /**
     * Returns the position at which a history ends: the number of its last row, and a checksum of the scripts up to it.
     * Tools reuse the numbers of rows that they delete.
     */
    static String end(Tool tool, List<Entry> entries) {
        if (tool == Tool.ALEMBIC) {
            return entries.stream().map(Entry::identifier).sorted().collect(Collectors.joining(","));
        }
        long last = entries.stream().mapToLong(Entry::order).max().orElse(0);
        return last + " " + checksum(entries, last);
    }

    private static String checksum(List<Entry> entries, long last) {
        CRC32 checksum = new CRC32();
        entries.stream()
                .filter((entry) -> entry.order() <= last && entry.kind() != Entry.Kind.FAILED)
                .map((entry) -> entry.order() + " " + entry.kind() + " " + entry.identifier() + "\n")
                .forEach((line) -> checksum.update(line.getBytes(StandardCharsets.UTF_8)));
        return Long.toHexString(checksum.getValue());
    }

    /** Returns this part; an unknown one if the rows up to the position are not those that were read before. */
    Since checked(Tool tool, List<Entry> entries) {
        boolean checked = tool == Tool.ALEMBIC
                || this.position.isEmpty()
                || this.position.equals(order() + " " + checksum(entries, order()));
        return checked ? this : UNKNOWN;
    }

    private long order() {
        return Long.parseLong(this.position.substring(0, this.position.indexOf(' ')));
    }

    private static String prefix(HistoryTable table) {
        return "%s %s.%s "
                .formatted(
                        table.tool().key(),
                        table.table().schema(),
                        table.table().name());
    }

    boolean includes(Entry entry) {
        return this.position.isEmpty() || entry.order() > order();
    }

    /** Returns the recorded revisions of Alembic. */
    List<String> versions() {
        return this.position.isEmpty() ? List.of() : List.of(this.position.split(","));
    }
}
