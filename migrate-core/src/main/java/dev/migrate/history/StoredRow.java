package dev.migrate.history;

import dev.migrate.error.HistoryConflictException;
import dev.migrate.error.OneLine;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.revision.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A row of one of the engine's tables. What the engine has never written there is an error that names its place. */
final class StoredRow {

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");
    private static final String EXAMPLE = "2026-11-23T10:20:00.000Z";

    private final ResultSet row;
    private final String table;
    private final String key;

    /**
     * Reads a row.
     *
     * @param table the table as SQL names it
     * @param key the column of its key
     */
    StoredRow(ResultSet row, String table, String key) {
        this.row = row;
        this.table = table;
        this.key = key;
    }

    /** Returns a text that is there. */
    String text(String column) throws SQLException {
        String value = optional(column);
        if (value == null) {
            throw wrong(column, null, "a text");
        }
        return value;
    }

    /** Returns a text, or none. */
    @Nullable
    String optional(String column) throws SQLException {
        return this.row.getString(column);
    }

    /** Returns the id of a revision. */
    String id(String column) throws SQLException {
        String value = text(column);
        if (!RevisionGraph.isLegalId(value)) {
            throw wrong(column, value, "the id of a revision");
        }
        return value;
    }

    /** Returns the labels of a branch. */
    List<String> labels(String column) throws SQLException {
        List<String> labels = list(column);
        for (String label : labels) {
            if (!RevisionGraph.isLegalLabel(label)) {
                throw wrong(column, label, "a branch label");
            }
        }
        return labels;
    }

    /** Returns what a list of ids or labels holds. */
    List<String> list(String column) throws SQLException {
        String value = optional(column);
        return value == null || value.isBlank()
                ? List.of()
                : Arrays.stream(value.split(","))
                        .map(String::strip)
                        .filter((id) -> !id.isEmpty())
                        .toList();
    }

    /** Returns a moment that is there. */
    Instant moment(String column) throws SQLException {
        Instant value = optionalMoment(column);
        if (value == null) {
            throw wrong(column, null, "a time such as '" + EXAMPLE + "'");
        }
        return value;
    }

    /** Returns a moment, or none. */
    @Nullable
    Instant optionalMoment(String column) throws SQLException {
        String value = optional(column);
        try {
            return value == null ? null : Timestamps.parse(value);
        } catch (DateTimeException unreadable) {
            throw wrong(column, value, "a time such as '" + EXAMPLE + "'");
        }
    }

    /** Returns a number that is there. */
    long number(String column) throws SQLException {
        Long value = optionalNumber(column);
        if (value == null) {
            throw wrong(column, null, "a number");
        }
        return value;
    }

    /** Returns a number, or none; some products keep any text in a column of numbers. */
    @Nullable
    Long optionalNumber(String column) throws SQLException {
        String value = optional(column);
        if (value != null && !NUMBER.matcher(value).matches()) {
            throw wrong(column, value, "a number");
        }
        return value == null ? null : Long.valueOf(value);
    }

    boolean flag(String column) throws SQLException {
        String value = optional(column);
        if (!"0".equals(value) && !"1".equals(value)) {
            throw wrong(column, value, "0 or 1");
        }
        return "1".equals(value);
    }

    /** Returns a constant by its name in lower case. */
    <E extends Enum<E>> E word(String column, Class<E> type) throws SQLException {
        String value = optional(column);
        for (E constant : type.getEnumConstants()) {
            if (word(constant).equals(value)) {
                return constant;
            }
        }
        throw wrong(
                column,
                value,
                oneOf(Arrays.stream(type.getEnumConstants())
                        .map(StoredRow::word)
                        .toList()));
    }

    /** Returns one of the values that a column may have, or an empty text for none. */
    String options(String column, String... known) throws SQLException {
        String value = optional(column);
        if (value != null && !List.of(known).contains(value)) {
            throw wrong(column, value, oneOf(List.of(known)));
        }
        return value == null ? "" : value;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String oneOf(List<String> words) {
        return "one of " + words.stream().map("'%s'"::formatted).collect(Collectors.joining(", "));
    }

    private HistoryConflictException wrong(String column, @Nullable String value, String expected) throws SQLException {
        String id = String.valueOf(this.row.getString(this.key));
        return new HistoryConflictException(
                "Table '%s', row %s '%s', column '%s': %s is not %s."
                        .formatted(
                                this.table,
                                this.key,
                                OneLine.of(id),
                                column,
                                value == null ? "null" : "'" + OneLine.of(value) + "'",
                                expected),
                "The table was changed by hand. Correct the value, which has to be %s, then run the same command again: update %s set %s = … where %s = '%s'. Nothing was changed."
                        .formatted(
                                expected,
                                this.table,
                                column,
                                this.key,
                                OneLine.of(id).replace("'", "''")));
    }
}
