package dev.migrate.inspect;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A row of a catalogue query; the case of column names does not matter. */
record Row(Map<String, @Nullable Object> values) {

    /** A value that is always there. */
    String text(String column) {
        return Objects.requireNonNull(maybe(column), column);
    }

    /** A value that may be missing. */
    @Nullable
    String maybe(String column) {
        Object value = this.values.get(column);
        return value instanceof byte[] bytes
                ? new String(bytes, StandardCharsets.UTF_8)
                : value == null ? null : value.toString();
    }

    long number(String column) {
        Object value = Objects.requireNonNull(this.values.get(column), column);
        return value instanceof Number number ? number.longValue() : Long.parseLong(value.toString());
    }

    /** Whether a flag is set, however the catalogue says so. */
    boolean yes(String column) {
        String value = maybe(column);
        return "YES".equalsIgnoreCase(value) || "true".equalsIgnoreCase(value) || "1".equals(value);
    }
}
