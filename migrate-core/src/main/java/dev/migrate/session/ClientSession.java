package dev.migrate.session;

import dev.migrate.sql.Statement;
import java.util.List;

/**
 * The state of the session in which a product's own client runs a script: the lines that keep what a revision does to
 * it within that revision, as {@link SessionState} does for an engine.
 */
public interface ClientSession {

    /** Returns what captures the state, with the limits of the run. */
    default List<String> capture() {
        return List.of();
    }

    /** Notes a statement of a revision that was written. */
    default void scripted(Statement statement) {}

    /** Returns what lets the transaction that has just begun write, whatever the revision has set as the default. */
    default List<String> writable() {
        return List.of();
    }

    /**
     * Returns what changes to the engine's own state for the rest of the open transaction; nothing where the engine's
     * own statements run in any state.
     *
     * @param first whether nothing else has run in the transaction
     */
    default List<String> own(boolean first) {
        return List.of();
    }

    /** Returns what changes back to the state of the revision, after the transaction. */
    default List<String> script() {
        return List.of();
    }

    /** Returns what ends the state of the revision in the open transaction, before its record. */
    default List<String> end() {
        return List.of();
    }

    /** Returns what brings back, outside a transaction, the state in which a revision begins. */
    default List<String> renew() {
        return List.of();
    }

    /** Whether a statement leaves the database in a way that {@link #renew} cannot bring back. */
    default boolean leavesDatabase(Statement statement) {
        return false;
    }

    /** Whether {@link #renew} gives up the lock of the session. */
    default boolean releasesLock() {
        return false;
    }
}
