package dev.migrate.session;

import dev.migrate.sql.Statement;
import java.util.List;

/**
 * Session state of a command-line client that runs a generated script. Returns the lines that confine the session
 * changes of a revision to that revision, as {@link SessionState} does over JDBC.
 */
public interface ClientSession {

    /** Returns the lines that capture the state and set the limits of the run. */
    default List<String> capture() {
        return List.of();
    }

    /** Registers a statement of a revision that was written. */
    default void beforeStatement(Statement statement) {}

    /**
     * Returns the lines that make the transaction which has just started writable, independent of the defaults that the
     * revision has set.
     */
    default List<String> makeWritable() {
        return List.of();
    }

    /**
     * Returns the lines that switch to the engine's session state for the rest of the open transaction; empty if the
     * engine's own statements run in any state.
     *
     * @param first whether nothing else has run in the transaction
     */
    default List<String> switchToEngine(boolean first) {
        return List.of();
    }

    /** Returns the lines that switch back to the state of the revision, after the transaction. */
    default List<String> switchToScript() {
        return List.of();
    }

    /** Returns the lines that end the state of the revision in the open transaction, before its record is written. */
    default List<String> endScript() {
        return List.of();
    }

    /** Returns the lines that restore, outside a transaction, the state in which a revision begins. */
    default List<String> renew() {
        return List.of();
    }

    /** Returns whether a statement switches to another database, so that {@link #renew} cannot switch back. */
    default boolean switchesDatabase(Statement statement) {
        return false;
    }

    /** Returns whether {@link #renew} releases the lock of the session. */
    default boolean releasesLock() {
        return false;
    }
}
