package dev.migrate.run;

import dev.migrate.catalog.CatalogSnapshot;
import dev.migrate.catalog.InterruptionEffect;
import dev.migrate.catalog.RecoveryActions;
import dev.migrate.dialect.Dialect;
import dev.migrate.error.Log;
import dev.migrate.sql.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Result of checking whether an interrupted statement took effect. */
enum InterruptedStatementOutcome {

    /** The statement took effect. */
    DONE,

    /** The statement did not take effect, or it is idempotent. */
    NOT_DONE,

    /** The database does not show whether the statement took effect. */
    UNKNOWN,

    /** Another session might still be working on the same object. */
    IN_PROGRESS;

    private static final Log LOGGER = Log.of(InterruptedStatementOutcome.class);

    /**
     * Determines the outcome, and runs the recovery actions for objects that the statement left incomplete.
     *
     * @param recorded the text of the catalog snapshot before the statement; null if none was recorded
     */
    static InterruptedStatementOutcome of(
            Dialect dialect, Connection connection, Statement statement, @Nullable String recorded)
            throws SQLException {
        InterruptionEffect effect = dialect.effect(statement);
        if (effect == InterruptionEffect.IDEMPOTENT) {
            return NOT_DONE;
        }
        if (effect != InterruptionEffect.VERIFIABLE || recorded == null) {
            return UNKNOWN;
        }
        CatalogSnapshot before = CatalogSnapshot.parse(recorded);
        Optional<CatalogSnapshot> after = dialect.snapshot(connection, statement, before);
        if (after.isEmpty()) {
            return UNKNOWN;
        }
        RecoveryActions recoveryActions = dialect.recoveryActions(connection, statement, before, after.get());
        if (!recoveryActions.activeSessions().isEmpty()) {
            return IN_PROGRESS;
        }
        if (!recoveryActions.sql().isEmpty()) {
            recover(connection, statement, recoveryActions.sql());
            after = dialect.snapshot(connection, statement, before);
        }
        return after.map((now) -> between(dialect, before, now, statement)).orElse(UNKNOWN);
    }

    /** Returns the sessions that might be working on the same object. */
    static List<String> workingSessions(Dialect dialect, Connection connection, Statement statement, String recorded)
            throws SQLException {
        CatalogSnapshot before = CatalogSnapshot.parse(recorded);
        Optional<CatalogSnapshot> after = dialect.snapshot(connection, statement, before);
        return after.isEmpty()
                ? List.of()
                : dialect.recoveryActions(connection, statement, before, after.get())
                        .activeSessions();
    }

    private static void recover(Connection connection, Statement statement, List<String> actions) throws SQLException {
        for (String sql : actions) {
            LOGGER.warn("Recovering from the interrupted statement at {}: {}", statement.location(), sql);
            try (java.sql.Statement jdbc = connection.createStatement()) {
                jdbc.execute(sql);
            }
        }
    }

    /**
     * Compares the catalog before and after the statement. A change is attributed to the statement only if it is
     * exactly the change that the statement describes.
     */
    static InterruptedStatementOutcome between(
            Dialect dialect, CatalogSnapshot before, CatalogSnapshot after, Statement statement) {
        if (before.equals(after)) {
            return NOT_DONE;
        }
        return dialect.explains(statement, before, after) ? DONE : UNKNOWN;
    }
}
