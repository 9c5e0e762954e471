package dev.migrate.run;

import dev.migrate.dialect.Dialect;
import dev.migrate.error.Log;
import dev.migrate.lock.MigrationLock;
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
final class SessionIsolation {

    private static final Log LOGGER = Log.of(SessionIsolation.class);

    private final Connection connection;
    private final SessionState state;
    private final boolean readOnly;
    private final DriverState driver;
    private boolean hasRunScript;
    private boolean broken;

    private SessionIsolation(Connection connection, SessionState state, boolean readOnly) {
        this.connection = connection;
        this.driver = new DriverState(connection);
        this.state = state;
        this.readOnly = readOnly;
    }

    /** Returns the isolation of a session that runs no script: its state is never changed, and never restored. */
    static SessionIsolation none(Connection connection) {
        return new SessionIsolation(connection, SessionState.UNCHANGED, false);
    }

    /**
     * Captures the state of a session and sets the limits of the run.
     *
     * @param shared whether other clients get the server session after each transaction
     * @param initSql the SQL that the pool runs on a new connection
     */
    static SessionIsolation of(
            Connection connection, Dialect dialect, SessionLimits sessionLimits, boolean shared, String initSql)
            throws SQLException {
        boolean readOnly = connection.isReadOnly();
        if (readOnly) {
            setReadOnly(connection, false);
        }
        SessionState state = dialect.session(connection, sessionLimits, shared, initSql);
        state.applyLimits(connection);
        return new SessionIsolation(connection, state, readOnly);
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
    void beforeStatement(Statement statement) {
        this.hasRunScript = true;
        this.state.beforeStatement(statement);
    }

    /** Registers a method of the connection that Java code is about to call. */
    void beforeCall(String method) throws SQLException {
        this.driver.beforeCall(method);
    }

    /**
     * Prepares the connection for the engine's own statements after Java code. A failure must not replace that of the
     * code.
     */
    void afterCode() {
        try {
            this.driver.makeWritable();
        } catch (SQLException failure) {
            this.broken = true;
            LOGGER.debug("Could not make the connection writable after Java code: {}", failure.getMessage());
        }
    }

    /** Allows the next transaction to begin, independent of the settings of the script. */
    void beforeBegin() {
        afterScript(this.state::beforeBegin);
    }

    /** Applies the settings that last only for the transaction that has just started. */
    void afterBegin() throws SQLException {
        this.state.afterBegin(this.connection);
    }

    /** Makes the transaction that has just started writable, independent of the defaults that the script has set. */
    void makeWritable() {
        afterScript(this.state::makeWritable);
    }

    /**
     * Switches to the engine's session state in an open transaction.
     *
     * @param first whether nothing else has run in the transaction
     */
    void switchToEngine(boolean first) {
        afterScript((session) -> this.state.switchToEngine(session, first));
    }

    /** Switches back to the session state of the script. */
    void switchToScript() {
        afterScript(this.state::switchToScript);
    }

    /**
     * Ends the session state of the script, in the transaction that records its revision.
     *
     * @return the statements that do so, for the round trip of the record; empty if they were executed
     * @throws SQLException if the database rejects this
     */
    String endScript() throws SQLException {
        return this.state.endScript(this.connection);
    }

    /**
     * Discards what the session still has to discard at the end of a script.
     *
     * @param statements the statements that do so
     * @param later whether the next {@link #renew} runs them, since the transaction is committed
     */
    void discardLeft(List<String> statements, boolean later) {
        if (!statements.isEmpty()) {
            this.state.left(statements);
            if (!later) {
                change(this.state::clear);
            }
        }
    }

    /** Returns whether a script might have changed the state in which the engine's own statements run. */
    boolean mayDiffer() {
        return this.hasRunScript && this.state.mayDiffer();
    }

    /** Ends the session state of a script that failed, outside a transaction. */
    void recover() {
        if (!this.hasRunScript) {
            return;
        }
        try {
            this.state.recover(this.connection);
        } catch (SQLException failure) {
            this.broken = true;
            LOGGER.debug("Could not restore the session state after a failure: {}", failure.getMessage());
        }
    }

    /**
     * Restores the session state in which a revision begins.
     *
     * @return whether the lock was released in the meantime, so that the state of the database must be read again
     */
    boolean renew(MigrationLock.Held lock) {
        boolean[] reset = new boolean[1];
        change((session) -> {
            restoreDriver();
            reset[0] = this.hasRunScript && this.state.needsReset(session);
            if (reset[0]) {
                lock.across(() -> change(this.state::reset));
            }
            if (this.hasRunScript) {
                this.state.clear(session);
            }
        });
        return reset[0];
    }

    /** Restores the properties that Java code set on the connection, and the session state that this changes. */
    private void restoreDriver() throws SQLException {
        if (this.driver.isSet()) {
            List<String> differing = this.driver.restore();
            this.broken |= !differing.isEmpty();
            this.state.recover(this.connection);
        }
    }

    /** Marks the session state as unknown, so that the connection does not return to its pool. */
    void markBroken() {
        this.broken = true;
    }

    /**
     * Restores the state in which the connection was borrowed from the pool.
     *
     * @return the settings that still differ; empty if the connection can return to its pool
     */
    List<String> restore() throws SQLException {
        if (this.broken) {
            return List.of("state that could not be restored");
        }
        List<String> differing = new ArrayList<>(this.driver.restore());
        differing.addAll(this.state.restoreCaptured(this.connection));
        if (this.readOnly) {
            setReadOnly(this.connection, true);
        }
        return differing;
    }

    /** A change of the session state. */
    @FunctionalInterface
    private interface Change {
        void apply(Connection connection) throws SQLException;
    }

    private void afterScript(Change change) {
        if (this.hasRunScript) {
            change(change);
        }
    }

    private void change(Change change) {
        try {
            change.apply(this.connection);
        } catch (SQLException failure) {
            this.broken = true;
            throw Session.failed("Read or set the state of the session", failure);
        }
    }
}
