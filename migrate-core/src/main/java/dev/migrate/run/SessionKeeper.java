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
 * Keeps what scripts do to the session within their revision: each revision begins in the state in which the run began,
 * the engine's own statements run in it too, and the pool gets back what it lent.
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
     * @param shared whether other clients get the session after each transaction
     * @param initSql what the pool runs on a new connection
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

    /** What only hints at the purpose of a pool must not stop a migration; a database that is read-only still does. */
    private static void setReadOnly(Connection connection, boolean readOnly) {
        try {
            connection.setReadOnly(readOnly);
        } catch (SQLException refused) {
            LOGGER.debug("Could not set the connection read-only to {}: {}", readOnly, refused.getMessage());
        }
    }

    /** Notes that a statement of a script is about to run. */
    void scripted(Statement statement) {
        this.scripted = true;
        this.state.scripted(statement);
    }

    /** Notes that code is about to call a method of the connection. */
    void calling(String method) throws SQLException {
        this.driver.calling(method);
    }

    /** Notes that the code has ended. */
    void called() throws SQLException {
        this.driver.writable();
    }

    /** Sets what lasts no longer than the transaction that has just begun. */
    void begun() throws SQLException {
        this.state.begun(this.connection);
    }

    /** Lets the next transaction begin. */
    void opening() throws SQLException {
        if (this.scripted) {
            this.state.opening(this.connection);
        }
    }

    /** Lets the transaction that has just begun write. */
    void writable() throws SQLException {
        if (this.scripted) {
            this.state.writable(this.connection);
        }
    }

    /** Changes to the engine's own state, in an open transaction. */
    void own(boolean first) throws SQLException {
        if (this.scripted) {
            this.state.own(this.connection, first);
        }
    }

    /** Changes back to the state of the script. */
    void script() throws SQLException {
        if (this.scripted) {
            this.state.script(this.connection);
        }
    }

    /** Ends the state of the script in the open transaction. */
    void end() throws SQLException {
        this.state.end(this.connection);
    }

    /** Ends the state of a script that failed, outside a transaction. */
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

    /** Whether only a reset, which gives up the session's locks, brings back the state in which a revision begins. */
    boolean needsReset() throws SQLException {
        return this.scripted && this.state.needsReset(this.connection);
    }

    void reset() throws SQLException {
        this.state.reset(this.connection);
    }

    /** Brings back what Java may have set on the connection, and then what that has changed in the session. */
    void restoreDriver() throws SQLException {
        if (this.driver.isSet()) {
            List<String> differing = this.driver.restore();
            this.broken |= !differing.isEmpty();
            this.state.recover(this.connection);
        }
    }

    /** Brings back the state in which a revision begins, as far as no reset is needed. */
    void clear() throws SQLException {
        if (this.scripted) {
            this.state.clear(this.connection);
        }
    }

    /** Notes that the state of the session is not known. */
    void markBroken() {
        this.broken = true;
    }

    /**
     * Gives everything the value that it had when the pool lent the connection.
     *
     * @return what still differs; none if the connection can go back to its pool
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
