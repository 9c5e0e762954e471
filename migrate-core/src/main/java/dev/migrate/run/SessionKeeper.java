package dev.migrate.run;

import dev.migrate.dialect.Dialect;
import dev.migrate.error.Log;
import dev.migrate.session.SessionLimits;
import dev.migrate.session.SessionState;
import dev.migrate.sql.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Confines the session changes of scripts to their revision: each revision begins in the state in which the run began,
 * the engine's own statements run in that state too, and the pool gets the connection back unchanged.
 */
final class SessionKeeper {

    private static final Log LOGGER = Log.of(SessionKeeper.class);

    private final Connection connection;
    private final SessionState state;
    private final boolean readOnly;
    private final DriverState driver;
    private boolean scripted;
    private boolean broken;

    private SessionKeeper(Connection connection, SessionState state, boolean readOnly) {
        this.connection = connection;
        this.driver = new DriverState(connection);
        this.state = state;
        this.readOnly = readOnly;
    }

    /**
     * Captures the state of a session and sets the limits of the run.
     *
     * @param shared whether other clients get the server session after each transaction
     * @param initSql the SQL that the pool runs on a new connection
     */
    static SessionKeeper of(
            Connection connection, Dialect dialect, SessionLimits sessionLimits, boolean shared, String initSql)
            throws SQLException {
        boolean readOnly = connection.isReadOnly();
        if (readOnly) {
            setReadOnly(connection, false);
        }
        SessionState state = dialect.session(connection, sessionLimits, shared, initSql);
        state.limit(connection);
        return new SessionKeeper(connection, state, readOnly);
    }

    /**
     * Sets the read-only flag of the connection. A failure is ignored: the flag is only a hint of the pool, and a
     * read-only database still rejects writes.
     */
    private static void setReadOnly(Connection connection, boolean readOnly) {
        try {
            connection.setReadOnly(readOnly);
        } catch (SQLException refused) {
            LOGGER.debug("Could not set the connection read-only to {}: {}", readOnly, refused.getMessage());
        }
    }

    /** Registers a statement of a script that is about to run. */
    void scripted(Statement statement) {
        this.scripted = true;
        this.state.scripted(statement);
    }

    /** Registers a method of the connection that Java code is about to call. */
    void calling(String method) throws SQLException {
        this.driver.calling(method);
    }

    /** Registers the end of Java code. */
    void called() throws SQLException {
        this.driver.writable();
    }

    /** Applies the settings that last only for the transaction that has just begun. */
    void begun() throws SQLException {
        this.state.begun(this.connection);
    }

    /** Allows the next transaction to begin. */
    void opening() throws SQLException {
        if (this.scripted) {
            this.state.opening(this.connection);
        }
    }

    /** Makes the transaction that has just begun writable. */
    void writable() throws SQLException {
        if (this.scripted) {
            this.state.writable(this.connection);
        }
    }

    /** Switches to the engine's session state, in an open transaction. */
    void own(boolean first) throws SQLException {
        if (this.scripted) {
            this.state.own(this.connection, first);
        }
    }

    /** Switches back to the session state of the script. */
    void script() throws SQLException {
        if (this.scripted) {
            this.state.script(this.connection);
        }
    }

    /** Ends the session state of the script, in the open transaction. */
    void end() throws SQLException {
        this.state.end(this.connection);
    }

    /** Ends the session state of a script that failed, outside a transaction. */
    void recover() {
        if (!this.scripted) {
            return;
        }
        try {
            this.state.recover(this.connection);
        } catch (SQLException failure) {
            this.broken = true;
            LOGGER.debug("The state of the session could not be restored after a failure: {}", failure.getMessage());
        }
    }

    /**
     * Returns whether only a reset, which releases the locks of the session, can restore the state in which a revision
     * begins.
     */
    boolean needsReset() throws SQLException {
        return this.scripted && this.state.needsReset(this.connection);
    }

    void reset() throws SQLException {
        this.state.reset(this.connection);
    }

    /** Restores the properties that Java code set on the connection, and the session state that this changes. */
    void restoreDriver() throws SQLException {
        if (this.driver.isSet()) {
            List<String> differing = this.driver.restore();
            this.broken |= !differing.isEmpty();
            this.state.recover(this.connection);
        }
    }

    /** Restores the state in which a revision begins, as far as possible without a reset. */
    void clear() throws SQLException {
        if (this.scripted) {
            this.state.clear(this.connection);
        }
    }

    /** Marks the session state as unknown. */
    void markBroken() {
        this.broken = true;
    }

    /**
     * Restores the state in which the pool lent the connection.
     *
     * @return the settings that still differ; empty if the connection can return to its pool
     */
    List<String> giveBack() throws SQLException {
        if (this.broken) {
            return List.of("a state that could not be restored");
        }
        List<String> differing = new ArrayList<>(this.driver.restore());
        differing.addAll(this.state.giveBack(this.connection));
        if (this.readOnly) {
            setReadOnly(this.connection, true);
        }
        return differing;
    }
}
