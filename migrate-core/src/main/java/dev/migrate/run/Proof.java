package dev.migrate.run;

import dev.migrate.dialect.Catalogue;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Effect;
import dev.migrate.dialect.Mending;
import dev.migrate.dialect.Statement;
import dev.migrate.error.Log;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a statement took effect whose process died while it ran. */
enum Proof {

    /** It did. */
    DONE,

    /** It did not, or to run it again does the same as to have run it once. */
    NOT_DONE,

    /** Nobody knows. */
    UNKNOWN,

    /** Another session may be doing it right now. */
    AT_WORK;

    private static final Log LOGGER = Log.of(Proof.class);

    /**
     * Finds out, and takes away what the statement left half made.
     *
     * @param noted what the catalogue said before it ran, as text; none if that was not noted
     */
    static Proof of(Dialect dialect, Connection connection, Statement statement, @Nullable String noted)
            throws SQLException {
        Effect effect = dialect.effect(statement);
        if (effect == Effect.REPEATABLE) {
            return NOT_DONE;
        }
        if (effect != Effect.CATALOGUED || noted == null) {
            return UNKNOWN;
        }
        Catalogue before = Catalogue.parse(noted);
        Optional<Catalogue> after = dialect.catalogue(connection, statement);
        if (after.isEmpty()) {
            return UNKNOWN;
        }
        Mending mending = dialect.mending(connection, statement, before, after.get());
        if (!mending.atWork().isEmpty()) {
            return AT_WORK;
        }
        if (!mending.sql().isEmpty()) {
            mend(connection, statement, mending.sql());
            after = dialect.catalogue(connection, statement);
        }
        return after.map((now) -> between(dialect, before, now, statement)).orElse(UNKNOWN);
    }

    /** Who may be doing it. */
    static List<String> atWork(Dialect dialect, Connection connection, Statement statement, String noted)
            throws SQLException {
        Optional<Catalogue> after = dialect.catalogue(connection, statement);
        return after.isEmpty()
                ? List.of()
                : dialect.mending(connection, statement, Catalogue.parse(noted), after.get())
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
    static Proof between(Dialect dialect, Catalogue before, Catalogue after, Statement statement) {
        if (before.equals(after)) {
            return NOT_DONE;
        }
        return dialect.explains(statement, before, after) ? DONE : UNKNOWN;
    }
}
