package dev.migrate.run;

import dev.migrate.catalog.CatalogSnapshot;
import dev.migrate.catalog.Effect;
import dev.migrate.catalog.RecoveryActions;
import dev.migrate.dialect.Dialect;
import dev.migrate.error.Log;
import dev.migrate.sql.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a statement took effect whose process died while it ran. */
enum StatementOutcome {

    /** It did. */
    DONE,

    /** It did not, or to run it again does the same as to have run it once. */
    NOT_DONE,

    /** Nobody knows. */
    UNKNOWN,

    /** Another session may be doing it right now. */
    AT_WORK;

    private static final Log LOGGER = Log.of(StatementOutcome.class);

    /**
     * Finds out, and takes away what the statement left half made.
     *
     * @param noted what the catalogue said before it ran, as text; none if that was not noted
     */
    static StatementOutcome of(Dialect dialect, Connection connection, Statement statement, @Nullable String noted)
            throws SQLException {
        Effect effect = dialect.effect(statement);
        if (effect == Effect.IDEMPOTENT) {
            return NOT_DONE;
        }
        if (effect != Effect.VERIFIABLE || noted == null) {
            return UNKNOWN;
        }
        CatalogSnapshot before = CatalogSnapshot.parse(noted);
        Optional<CatalogSnapshot> after = dialect.snapshot(connection, statement);
        if (after.isEmpty()) {
            return UNKNOWN;
        }
        RecoveryActions recoveryActions = dialect.recoveryActions(connection, statement, before, after.get());
        if (!recoveryActions.atWork().isEmpty()) {
            return AT_WORK;
        }
        if (!recoveryActions.sql().isEmpty()) {
            mend(connection, statement, recoveryActions.sql());
            after = dialect.snapshot(connection, statement);
        }
        return after.map((now) -> between(dialect, before, now, statement)).orElse(UNKNOWN);
    }

    /** Who may be doing it. */
    static List<String> atWork(Dialect dialect, Connection connection, Statement statement, String noted)
            throws SQLException {
        Optional<CatalogSnapshot> after = dialect.snapshot(connection, statement);
        return after.isEmpty()
                ? List.of()
                : dialect.recoveryActions(connection, statement, CatalogSnapshot.parse(noted), after.get())
                        .atWork();
    }

    private static void mend(Connection connection, Statement statement, List<String> mending) throws SQLException {
        for (String sql : mending) {
            LOGGER.warn("What {} left half done is settled first: {}", statement.location(), sql);
            try (java.sql.Statement jdbc = connection.createStatement()) {
                jdbc.execute(sql);
            }
        }
    }

    /** A change counts as the statement's own only if it is just what the statement says. */
    static StatementOutcome between(
            Dialect dialect, CatalogSnapshot before, CatalogSnapshot after, Statement statement) {
        if (before.equals(after)) {
            return NOT_DONE;
        }
        return dialect.explains(statement, before, after) ? DONE : UNKNOWN;
    }
}
