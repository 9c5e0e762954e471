package dev.migrate.dialect;

import dev.migrate.error.HistoryConflictException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A statement on the engine's own tables.
 *
 * @param sql the statement, with a question mark for each value
 * @param values the values
 * @param conflict returns the exception if the statement changes other than one row or, as a query, returns other than
 *     1; null if it can change any number of rows
 */
public record RecordWrite(
        String sql, List<@Nullable Object> values, @Nullable Supplier<HistoryConflictException> conflict) {

    public RecordWrite {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    /** Returns whether the statement is a query. */
    boolean isQuery() {
        return this.sql.startsWith("select");
    }

    /** Returns the number of characters of all values. */
    long length() {
        return this.values.stream()
                .mapToLong((value) -> String.valueOf(value).length())
                .sum();
    }

    /** Checks the number of changed rows, or the result of a query. */
    void check(int result) {
        if (this.conflict != null && result != 1) {
            throw this.conflict.get();
        }
    }
}
