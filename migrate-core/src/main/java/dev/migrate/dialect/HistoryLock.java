package dev.migrate.dialect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of the lock that another migration tool holds while it changes its history.
 *
 * @param acquire the queries that acquire the lock in the open transaction; each row holds 1 if it was acquired
 * @param release the query that releases what does not end with the transaction; null if there is nothing
 */
public record HistoryLock(List<String> acquire, @Nullable String release) {

    public HistoryLock {
        acquire = List.copyOf(acquire);
    }

    /**
     * Returns a lock of all rows of a table.
     *
     * @param query the query that locks them
     */
    public static HistoryLock ofRows(String query) {
        return new HistoryLock(List.of(query), null);
    }
}
