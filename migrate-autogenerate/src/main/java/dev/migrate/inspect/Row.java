package dev.migrate.inspect;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A row of a catalog query; the case of column names is ignored. */
record Row(Map<String, @Nullable Object> values) {

    /** Returns a value that is never null. */
    String text(String column) {
        return Objects.requireNonNull(maybe(column), column);
    }

    /** Returns a value that might be null. */
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

    /** Whether a flag is set, in any of the representations in the catalogs. */
    boolean yes(String column) {
        String value = maybe(column);
        return "YES".equalsIgnoreCase(value) || "true".equalsIgnoreCase(value) || "1".equals(value);
    }
}
