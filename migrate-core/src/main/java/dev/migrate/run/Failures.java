package dev.migrate.run;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Statement;
import dev.migrate.error.DatabaseException;
import dev.migrate.error.MigrateException;
import dev.migrate.error.StatementFailedException;
import dev.migrate.plan.Direction;
import dev.migrate.plan.Step;
import java.sql.SQLException;
import java.util.List;
import org.springframework.dao.DataAccessException;

/** Turns what the database says into what a person can use. */
public final class Failures {

    private static final int EXCERPT = 200;

    private Failures() {}

    static StatementFailedException ofStatement(
            Dialect dialect,
            Step step,
            Statement statement,
            long number,
            boolean transactional,
            List<String> applied,
            SQLException failure) {
        String message = "Revision '%s' failed at %s, statement %d: %s%n%s says: %s%s"
                .formatted(
                        step.revision().id(),
                        statement.location(),
                        number,
                        excerpt(statement.sql()),
                        dialect.name(),
                        String.valueOf(failure.getMessage()).strip(),
                        failure.getSQLState() == null ? "" : " (SQLState " + failure.getSQLState() + ")");
        return new StatementFailedException(
                step.revision().id(),
                statement.location(),
                message,
                remedy(dialect, step, statement.sql(), number, transactional, failure),
                applied,
                failure);
    }

    /** What the engine's own tables were refused, in words. */
    public static MigrateException ofEngine(Dialect dialect, String doing, DataAccessException failure) {
        Throwable root = failure.getRootCause();
        if (root instanceof SQLException cause && dialect.saysMissingRight(cause)) {
            return new DatabaseException(
                    "missing-rights",
                    "The database user may not %s: %s"
                            .formatted(doing, String.valueOf(cause.getMessage()).strip()),
                    "Grant it the right, or give a user that has it in 'migrate.user' and 'migrate.password', or name"
                            + " another schema in 'migrate.schema'.",
                    failure);
        }
        return new DatabaseException(
                "database-error",
                "The database refused to %s: %s"
                        .formatted(
                                doing,
                                root == null
                                        ? failure.getMessage()
                                        : String.valueOf(root.getMessage()).strip()),
                "Look at what the database says; nothing was recorded that did not happen.",
                failure);
    }

    private static String remedy(
            Dialect dialect, Step step, String statement, long number, boolean transactional, SQLException failure) {
        String move = step.direction() == Direction.UPGRADE ? "upgrade" : "downgrade";
        if (transactional && dialect.saysNotInTransaction(failure)) {
            return ("This statement cannot run inside a transaction: write '-- migrate:%s transaction=off' above its"
                            + " section. The revision was rolled back.")
                    .formatted(move);
        }
        if (!transactional && dialect.leavesTraces(statement)) {
            return ("What it was building may be there, but invalid: look, and drop it. Then 'stamp' the revisions that"
                            + " the database really has, and %s again.")
                    .formatted(move);
        }
        String state = transactional
                ? "The revision was rolled back whole."
                : number == 1
                        ? "Nothing of the revision was done."
                        : "The %d statement(s) before it are done and stay; the next %s goes on with this one."
                                .formatted(number - 1, move);
        if (dialect.saysMissingRight(failure)) {
            return state
                    + " Grant the right, or give a user that has it in 'migrate.user', and %s again.".formatted(move);
        }
        return state + " Correct the statement and %s again.".formatted(move);
    }

    private static String excerpt(String sql) {
        String line = sql.strip().replaceAll("\\s+", " ");
        return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "…";
    }
}
