package dev.migrate.session;

import dev.migrate.sql.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Captures and restores the state of a database session other than its data: settings, user, and objects that statements
 * can leave in it. {@code SessionIsolation} of the run determines when, the subclasses determine how. The state is
 * captured once, before the first script runs. Each revision begins in the captured state with the limits of the run; the
 * engine's own statements run in that state too; the pool gets the session back in the captured state.
 */
public abstract class SessionState {

    /** The label of a result column with statements that a session must still run, see {@link #left}. */
    public static final String LEFT = "left_in_session";

    /** The state of a session that runs no script. */
    public static final SessionState UNCHANGED = new SessionState() {

        @Override
        public void applyLimits(Connection connection) {}

        @Override
        public void switchToEngine(Connection connection, boolean first) {}

        @Override
        public String endScript(Connection connection) {
            return "";
        }

        @Override
        public void recover(Connection connection) {}

        @Override
        public List<String> restoreCaptured(Connection connection) {
            return List.of();
        }
    };

    /** Sets the limits of the run. */
    public abstract void applyLimits(Connection connection) throws SQLException;

    /** Sets the limits of the run for the transaction that has just started, if settings do not outlive a transaction. */
    public void afterBegin(Connection connection) throws SQLException {}

    /** Allows the next transaction to begin, independent of the settings of a script. */
    public void beforeBegin(Connection connection) throws SQLException {}

    /** Makes the transaction that has just started writable, independent of the defaults that a script has set. */
    public void makeWritable(Connection connection) throws SQLException {}

    /** Registers a statement of a script that is about to run. */
    public void beforeStatement(Statement statement) {}

    /** Returns whether a script might have changed the state in which the engine's own statements run. */
    public boolean mayDiffer() {
        return true;
    }

    /**
     * Switches to the engine's session state, for statements of the engine in an open transaction.
     *
     * @param first whether nothing else has run in the transaction
     */
    public abstract void switchToEngine(Connection connection, boolean first) throws SQLException;

    /** Switches back to the state of the script. */
    public void switchToScript(Connection connection) throws SQLException {}

    /**
     * Ends the state of the script in the open transaction, before the record is written.
     *
     * @return the statements that do so, for the round trip of the record; empty if they were executed
     */
    public abstract String endScript(Connection connection) throws SQLException;

    /**
     * Receives the statements that the result with the label {@link #LEFT} lists. They discard what a script left in
     * the session that {@link #endScript} cannot name, and run in {@link #clear}.
     */
    public void left(List<String> statements) {}

    /** Ends, outside a transaction, the state that {@link #endScript} could not. */
    public void clear(Connection connection) throws SQLException {}

    /**
     * Ends the state of a script that failed, outside a transaction, as far as the engine's own statements require it.
     */
    public abstract void recover(Connection connection) throws SQLException;

    /** Returns whether only a {@link #reset} restores the state in which a revision begins. */
    public boolean needsReset(Connection connection) throws SQLException {
        return false;
    }

    /**
     * Resets the session to the state in which a revision begins. Releases all locks of the session.
     *
     * @throws UnsupportedOperationException if the session never needs a reset
     */
    public void reset(Connection connection) throws SQLException {
        throw new UnsupportedOperationException();
    }

    /**
     * Resets the session to the captured state, after the lock of the session is released.
     *
     * @return the names of the values that still differ
     */
    public abstract List<String> restoreCaptured(Connection connection) throws SQLException;

    /** Restores the captured settings, and keeps the locks of the session. */
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
