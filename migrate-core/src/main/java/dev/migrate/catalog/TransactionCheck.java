package dev.migrate.catalog;

import dev.migrate.sql.Statement;
import java.sql.SQLException;

/** Finds the statements that write outside any transaction in a database, regardless of their verb. */
public interface TransactionCheck {

    /** The check of a database in which there are none. */
    TransactionCheck NONE = (statement) -> false;

    /**
     * Whether a statement with the effect {@link InterruptionEffect#TRANSACTIONAL} might write outside any transaction.
     *
     * @throws SQLException if the database cannot be queried
     */
    boolean isNonTransactional(Statement statement) throws SQLException;

    /** Forgets what a statement or Java code, which has just run, might have changed. */
    default void executed(Statement statement) {}
}
