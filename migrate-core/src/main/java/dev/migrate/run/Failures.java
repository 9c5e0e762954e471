package dev.migrate.run;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Effect;
import dev.migrate.dialect.Statement;
import dev.migrate.dialect.Tables;
import dev.migrate.error.DatabaseException;
import dev.migrate.error.MigrateException;
import dev.migrate.error.StatementFailedException;
import dev.migrate.plan.Direction;
import dev.migrate.plan.Step;
import dev.migrate.script.Script;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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
            Exception failure) {
        SQLException refusal = refusal(failure);
        String message = "Revision '%s' failed at %s, statement %d: %s%n%s"
                .formatted(
                        step.revision().id(),
                        statement.location(),
                        number,
                        excerpt(statement.sql()),
                        refusal == null ? "It threw " + failure : said(dialect, refusal));
        return new StatementFailedException(
                step.revision().id(),
                statement.location(),
                message,
                remedy(dialect, step, statement, number, transactional, refusal),
                applied,
                refusal == null ? failure : refusal);
    }

    /** What is refused once all statements of a revision have run, such as a deferred constraint. */
    static MigrateException ofEnd(Dialect dialect, Step step, Script script, SQLException failure) {
        String move = step.direction() == Direction.UPGRADE ? "upgrade" : "downgrade";
        return new DatabaseException(
                "database-error",
                "Revision '%s' (%s) failed after its last statement, when deferred constraints were checked and its session was restored: %s"
                        .formatted(step.revision().id(), script.location(), said(dialect, failure)),
                "The revision was rolled back. Correct the script, and %s again.".formatted(move),
                failure);
    }

    /** What the database said, where it was the database. */
    private static @Nullable SQLException refusal(Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        return (SQLException) cause;
    }

    private static String said(Dialect dialect, SQLException refusal) {
        return "%s says: %s%s"
                .formatted(
                        dialect.name(),
                        String.valueOf(refusal.getMessage()).strip(),
                        refusal.getSQLState() == null ? "" : " (SQLState " + refusal.getSQLState() + ")");
    }

    /** What the engine's own tables were refused, in words. */
    public static MigrateException ofEngine(Dialect dialect, String doing, DataAccessException failure) {
        Throwable root = failure.getRootCause();
        if (root instanceof SQLException cause && dialect.saysMissingRight(cause)) {
            return new DatabaseException(
                    "missing-rights",
                    "The database user may not %s: %s"
                            .formatted(doing, String.valueOf(cause.getMessage()).strip()),
                    "It needs the right to create tables in the schema, and to read and write those whose names begin with"
                            + " 'migrate.table-prefix'. Grant it that, or give a user that has it in 'migrate.user' and"
                            + " 'migrate.password', or name another schema in 'migrate.schema'.",
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

    /** Why a column could not be added to one of the engine's own tables. */
    public static MigrateException ofColumn(Dialect dialect, Tables.Column column, DataAccessException failure) {
        boolean right = failure.getRootCause() instanceof SQLException cause && dialect.saysMissingRight(cause);
        return new DatabaseException(
                right ? "missing-rights" : "database-error",
                "Could not add column '%s' to table '%s', which an earlier release of Migrate created: %s"
                        .formatted(
                                column.name(),
                                column.table(),
                                String.valueOf(Objects.requireNonNullElse(failure.getRootCause(), failure)
                                                .getMessage())
                                        .strip()),
                right
                        ? "Run '%s' as the owner of the table, then retry. Nothing was changed.".formatted(column.ddl())
                        : "Retry. Nothing was changed.",
                failure);
    }

    /** A failure that no further try has mended, with who is in the way. */
    static RuntimeException stillLocked(RuntimeException failure, List<String> blockers, Duration tried) {
        if (!(failure instanceof StatementFailedException statement)) {
            return failure;
        }
        return new StatementFailedException(
                statement.revision(),
                statement.location(),
                "%s%nIt was tried again for %d s.%s"
                        .formatted(statement.getMessage(), tried.toSeconds(), inTheWay(blockers)),
                "Let what is in the way end, or end it, and try again; 'migrate.lock-retry' says for how long it is tried. "
                        + statement.remedy(),
                statement.applied(),
                Objects.requireNonNullElse(statement.getCause(), statement));
    }

    /** Who is in the way, in a sentence that can follow another; nothing if nobody was seen. */
    static String inTheWay(List<String> blockers) {
        return blockers.isEmpty() ? "" : "\nIn the way may be " + String.join(";\n", blockers) + ".";
    }

    private static String remedy(
            Dialect dialect,
            Step step,
            Statement statement,
            long number,
            boolean transactional,
            @Nullable SQLException refusal) {
        String move = step.direction() == Direction.UPGRADE ? "upgrade" : "downgrade";
        if (transactional && refusal != null && dialect.saysNotInTransaction(refusal)) {
            return ("This statement cannot run inside a transaction: write '-- migrate:%s transaction=off' above its"
                            + " section, or 'transactional = false' in '@Revision'. The revision was rolled back.")
                    .formatted(move);
        }
        if (!transactional && statement.code().isEmpty() && dialect.effect(statement) == Effect.PARTIAL) {
            return ("It may have had a part of its effect. Look, undo that or finish it by hand, and say which: 'repair %1$s"
                            + " --not-done' has it run again, 'repair %1$s --done' goes on after it.")
                    .formatted(step.revision().id());
        }
        String state = transactional
                ? "The revision was rolled back whole."
                : number == 1
                        ? "Nothing of the revision was done."
                        : "The %d statement(s) before it are done and stay; the next %s goes on with this one."
                                .formatted(number - 1, move);
        if (refusal != null && dialect.saysMissingRight(refusal)) {
            return state
                    + " Grant the right, or give a user that has it in 'migrate.user', and %s again.".formatted(move);
        }
        return state + " Correct the statement, and %s again.".formatted(move);
    }

    private static String excerpt(String sql) {
        String line = sql.strip().replaceAll("\\s+", " ");
        return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "…";
    }
}
