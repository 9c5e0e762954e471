package dev.migrate.adoption;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.FoundTable;
import dev.migrate.dialect.HistoryLock;
import dev.migrate.sql.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The lock that another tool holds while it changes its history. It is acquired in the transaction that records the
 * adoption; the tool then waits.
 *
 * @param dialect the dialect of the database
 * @param lock the statements of the lock
 */
public record ToolLock(Dialect dialect, HistoryLock lock) {

    private static final Set<String> COLUMNS_OF_LIQUIBASE = Set.of("lockgranted", "lockedby");

    /**
     * Returns the lock of the tool that writes a history.
     *
     * @throws SQLException if the database cannot be queried
     */
    public static ToolLock of(Connection connection, Dialect dialect, HistoryTable table) throws SQLException {
        FoundTable history = table.table();
        return new ToolLock(
                dialect,
                switch (table.tool()) {
                    case FLYWAY -> dialect.lockOfFlyway(history.schema(), history.name());
                    case LIQUIBASE -> ofLiquibase(connection, dialect, table);
                    case ALEMBIC -> HistoryLock.ofRows(rows(dialect, table.sql(dialect)));
                });
    }

    /** Liquibase marks a row of a table in the same schema, and sets it back when it ends. */
    private static HistoryLock ofLiquibase(Connection connection, Dialect dialect, HistoryTable table)
            throws SQLException {
        List<String> queries =
                dialect.schemas().tables(connection, table.table().schema(), COLUMNS_OF_LIQUIBASE).stream()
                        .filter((found) -> found.columns().containsAll(COLUMNS_OF_LIQUIBASE))
                        .map((found) -> dialect.forUpdate("select case when locked then 0 else 1 end from %s"
                                .formatted(new HistoryTable(Tool.LIQUIBASE, found).sql(dialect))))
                        .toList();
        return new HistoryLock(queries, null);
    }

    private static String rows(Dialect dialect, String table) {
        return dialect.forUpdate("select 1 from " + table);
    }

    /**
     * Acquires the lock in the open transaction, if it is free.
     *
     * @throws SQLException if the database cannot be queried
     */
    public boolean tryAcquire(Connection connection) throws SQLException {
        for (String query : this.lock.acquire()) {
            try {
                if (Query.rows(connection, query).stream().anyMatch((row) -> !isTrue(row.get(0)))) {
                    return false;
                }
            } catch (SQLException failure) {
                if (this.dialect.isLockTimeout(failure)) {
                    return false;
                }
                throw failure;
            }
        }
        return true;
    }

    private static boolean isTrue(@Nullable String value) {
        return "1".equals(value);
    }

    /**
     * Releases what does not end with the transaction.
     *
     * @throws SQLException if the database cannot be queried
     */
    public void release(Connection connection) throws SQLException {
        String release = this.lock.release();
        if (release != null) {
            Query.rows(connection, release);
        }
    }
}
