package dev.migrate.session;

import dev.migrate.sql.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The state of a session apart from the data: its settings, its user, and whatever else statements can leave in it.
 * Captured once, before the first script runs. Each revision begins in the captured state with the limits of the run;
 * the engine's own statements run in it too; the pool gets the session back in the captured state.
 */
public abstract class SessionState {

    /** Sets the limits of the run. */
    public abstract void limit(Connection connection) throws SQLException;

    /** Sets the limits of the run for the transaction that has just begun, where nothing outlives a transaction. */
    public void begun(Connection connection) throws SQLException {}

    /** Lets the next transaction begin, whatever a script has set. */
    public void opening(Connection connection) throws SQLException {}

    /** Lets the transaction that has just begun write, whatever a script has set as the default. */
    public void writable(Connection connection) throws SQLException {}

    /** Notes that a statement of a script is about to run. */
    public void scripted(Statement statement) {}

    /**
     * Changes to the engine's own state, for statements of the engine in an open transaction.
     *
     * @param first whether nothing else has run in the transaction
     */
    public abstract void own(Connection connection, boolean first) throws SQLException;

    /** Changes back to the state of the script. */
    public void script(Connection connection) throws SQLException {}

    /** Ends the state of the script in the open transaction, before the record is written. */
    public abstract void end(Connection connection) throws SQLException;

    /** Ends, outside a transaction, what {@link #end} could not. */
    public void clear(Connection connection) throws SQLException {}

    /** Ends the state of a script that failed, outside a transaction, as far as the engine's own statements need it. */
    public abstract void recover(Connection connection) throws SQLException;

    /** Whether only a {@link #reset} brings back the state in which a revision begins. */
    public boolean needsReset(Connection connection) throws SQLException {
        return false;
    }

    /** Resets the session to the state in which a revision begins. Gives up all locks of the session. */
    public void reset(Connection connection) throws SQLException {
        throw new UnsupportedOperationException();
    }

    /**
     * Resets the session to the captured state, once the lock of the session is released.
     *
     * @return the names of what still differs
     */
    public abstract List<String> giveBack(Connection connection) throws SQLException;

    /** Gives the settings their captured values and keeps the locks of the session. */
    public void restoreSettings(Connection connection) throws SQLException {
        recover(connection);
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
