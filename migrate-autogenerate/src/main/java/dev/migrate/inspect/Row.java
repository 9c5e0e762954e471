package dev.migrate.inspect;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row of a catalog query.
 *
 * @param values the values by column; the case of column names is ignored
 */
public record Row(Map<String, @Nullable Object> values) {

    /** Returns a value that is never null. */
    public String text(String column) {
        return Objects.requireNonNull(textOrNull(column), column);
    }

    /** Returns a value that might be null. */
    public @Nullable String textOrNull(String column) {
        Object value = this.values.get(column);
        return value instanceof byte[] bytes
                ? new String(bytes, StandardCharsets.UTF_8)
                : value == null ? null : value.toString();
    }

    /** Returns the single character of a value that is never null. */
    public char character(String column) {
        return text(column).charAt(0);
    }

    /** Returns a number that is never null. */
    public long number(String column) {
        Object value = Objects.requireNonNull(this.values.get(column), column);
        return value instanceof Number number ? number.longValue() : Long.parseLong(value.toString());
    }

    /** Returns the elements of an array of texts; none if it is null. */
    public List<String> texts(String column) {
        return elements(column).stream().map(String::valueOf).toList();
    }

    /** Returns the elements of an array of integers; none if it is null. */
    public List<Integer> numbers(String column) {
        return elements(column).stream()
                .map((element) -> ((Number) element).intValue())
                .toList();
    }

    private List<?> elements(String column) {
        return this.values.get(column) instanceof List<?> elements ? elements : List.of();
    }

    /** Whether a flag is set, in any of the representations in the catalogs. */
    public boolean flag(String column) {
        String value = textOrNull(column);
        return "YES".equalsIgnoreCase(value) || "true".equalsIgnoreCase(value) || "1".equals(value);
    }
}
