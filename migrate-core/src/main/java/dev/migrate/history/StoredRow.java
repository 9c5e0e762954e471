package dev.migrate.history;

import dev.migrate.error.HistoryConflictException;
import dev.migrate.error.OneLine;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.revision.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a row of one of the engine's tables. An invalid value is reported with its table, row, and column. */
final class StoredRow {

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");
    private static final String TIMESTAMP_EXAMPLE = "2026-11-23T10:20:00.000Z";

    private final ResultSet row;
    private final String table;
    private final String key;

    /**
     * Creates a reader of the current row.
     *
     * @param table the table as written in SQL
     * @param key the key column
     */
    StoredRow(ResultSet row, String table, String key) {
        this.row = row;
        this.table = table;
        this.key = key;
    }

    /** Returns a required text. */
    String text(String column) throws SQLException {
        String value = optional(column);
        if (value == null) {
            throw invalid(column, null, "a text");
        }
        return value;
    }

    /** Returns a text, or null. */
    @Nullable
    String optional(String column) throws SQLException {
        return this.row.getString(column);
    }

    /** Returns a revision id. */
    String id(String column) throws SQLException {
        String value = text(column);
        if (!RevisionGraph.isLegalId(value)) {
            throw invalid(column, value, "the id of a revision");
        }
        return value;
    }

    /** Returns branch labels. */
    List<String> labels(String column) throws SQLException {
        List<String> labels = list(column);
        for (String label : labels) {
            if (!RevisionGraph.isLegalLabel(label)) {
                throw invalid(column, label, "a branch label");
            }
        }
        return labels;
    }

    /** Returns the elements of a list of ids or labels. */
    List<String> list(String column) throws SQLException {
        String value = optional(column);
        if (value == null || value.isBlank()) {
            return List.of();
        }
        List<String> elements = new ArrayList<>();
        for (String element : value.split(",", -1)) {
            if (!element.isBlank()) {
                elements.add(element.strip());
            }
        }
        return List.copyOf(elements);
    }

    /** Returns a required timestamp. */
    Instant timestamp(String column) throws SQLException {
        Instant value = optionalTimestamp(column);
        if (value == null) {
            throw invalid(column, null, "a timestamp such as '" + TIMESTAMP_EXAMPLE + "'");
        }
        return value;
    }

    /** Returns a timestamp, or null. */
    @Nullable
    Instant optionalTimestamp(String column) throws SQLException {
        String value = optional(column);
        try {
            return value == null ? null : Timestamps.parse(value);
        } catch (DateTimeException invalid) {
            throw invalid(column, value, "a timestamp such as '" + TIMESTAMP_EXAMPLE + "'");
        }
    }

    /** Returns a required number. */
    long number(String column) throws SQLException {
        Long value = optionalNumber(column);
        if (value == null) {
            throw invalid(column, null, "a number");
        }
        return value;
    }

    /** Returns a number, or null; some products accept any text in a numeric column. */
    @Nullable
    Long optionalNumber(String column) throws SQLException {
        String value = optional(column);
        if (value != null && !NUMBER.matcher(value).matches()) {
            throw invalid(column, value, "a number");
        }
        return value == null ? null : Long.valueOf(value);
    }

    boolean flag(String column) throws SQLException {
        String value = optional(column);
        if (!"0".equals(value) && !"1".equals(value)) {
            throw invalid(column, value, "0 or 1");
        }
        return "1".equals(value);
    }

    /** Returns an enum constant stored as its name in lower case. */
    <E extends Enum<E>> E constant(String column, Class<E> type) throws SQLException {
        String value = optional(column);
        for (E constant : type.getEnumConstants()) {
            if (nameOf(constant).equals(value)) {
                return constant;
            }
        }
        throw invalid(
                column,
                value,
                oneOf(Arrays.stream(type.getEnumConstants())
                        .map(StoredRow::nameOf)
                        .toList()));
    }

    /** Returns one of the known values, or an empty text if the column is null. */
    String option(String column, String... known) throws SQLException {
        String value = optional(column);
        if (value != null && !List.of(known).contains(value)) {
            throw invalid(column, value, oneOf(List.of(known)));
        }
        return value == null ? "" : value;
    }

    private static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String oneOf(List<String> names) {
        return "one of " + names.stream().map("'%s'"::formatted).collect(Collectors.joining(", "));
    }

    private HistoryConflictException invalid(String column, @Nullable String value, String expected)
            throws SQLException {
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
                "The table was edited manually. Correct the value, which must be %s, with: update %s set %s = … where %s = '%s'. Then retry. Nothing was changed."
                        .formatted(
                                expected,
                                this.table,
                                column,
                                this.key,
                                OneLine.of(id).replace("'", "''")));
    }
}
