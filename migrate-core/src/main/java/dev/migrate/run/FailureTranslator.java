package dev.migrate.run;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.RecordTables;
import dev.migrate.dialect.TableNameTaken;
import dev.migrate.error.DatabaseException;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.Location;
import dev.migrate.error.MigrateException;
import dev.migrate.error.Remedy;
import dev.migrate.error.Setting;
import dev.migrate.error.StatementFailedException;
import dev.migrate.failure.FailureKind;
import dev.migrate.sql.Statement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/** Translates failures of the database into exceptions, with the texts of {@link FailureMessages}. */
public final class FailureTranslator {

    private static final int EXCERPT = 200;
    private static final String DETERMINES_STATE = "It determines from the database what was done, and resumes there.";

    private FailureTranslator() {}

    static StatementFailedException ofStatement(
            StatementExecutor executor,
            Statement statement,
            long number,
            RevisionOutcome outcome,
            FailureKind kind,
            boolean timedOut,
            Throwable failure) {
        PreparedStep step = executor.step();
        SQLException reported = reported(failure);
        String message = "Revision '%s' failed at %s, statement %d: %s%n%s"
                .formatted(
                        step.revision().id(),
                        statement.location(),
                        number,
                        excerpt(statement.sql()),
                        sentences(
                                reported == null ? "The code threw " + failure : reportOf(executor.dialect(), reported),
                                FailureMessages.diagnosis(kind, timedOut)));
        return new StatementFailedException(
                step.revision().id(),
                statement.location(),
                message,
                remedy(executor.dialect(), step, number, outcome, kind, timedOut),
                executor.applied(),
                reported == null ? failure : reported);
    }

    private static Remedy remedy(
            Dialect dialect,
            PreparedStep step,
            long number,
            RevisionOutcome outcome,
            FailureKind kind,
            boolean timedOut) {
        String revision = step.revision().id();
        Remedy state = Remedy.of(FailureMessages.state(outcome, revision, step.direction(), number));
        Remedy unchanged =
                FailureMessages.again(FailureMessages.preparation(kind, timedOut, dialect), step.direction());
        Remedy settlement = outcome == RevisionOutcome.UNKNOWN ? FailureMessages.settlement(revision) : Remedy.of("");
        if (outcome == RevisionOutcome.TO_BE_VERIFIED || !kind.isInScript()) {
            return Remedy.sentences(state, settlement, unchanged);
        }
        return Remedy.sentences(state, settlement, FailureMessages.correction(kind, revision, step.direction()));
    }

    /**
     * Returns the exception for steps that could not be committed or recorded.
     *
     * @param executor the last step
     * @param steps the steps that the transaction covers
     * @param outcome the outcome of the steps if the database answered
     */
    static MigrateException ofRecord(
            StatementExecutor executor,
            List<PreparedStep> steps,
            RevisionOutcome outcome,
            DataAccessException failure) {
        Dialect dialect = executor.dialect();
        Location location = executor.last();
        List<String> applied = executor.applied();
        PreparedStep step = steps.get(steps.size() - 1);
        FailureKind kind = dialect.failureKind(failure);
        String revisions =
                steps.stream().map((one) -> "'" + one.revision().id() + "'").collect(Collectors.joining(", "));
        String what = steps.size() == 1 ? "revision " + revisions : "the revisions " + revisions;
        String doing = failure instanceof CommitFailure ? "commit" : "record";
        String report = sentences(reportOf(dialect, failure), FailureMessages.diagnosis(kind, false));
        Remedy again = FailureMessages.again(FailureMessages.preparation(kind, false, dialect), step.direction());
        if (kind.endsSession()) {
            return new DatabaseException(
                    ErrorCode.DATABASE_UNREACHABLE,
                    "The database became unreachable while Migrate tried to %s %s (%s), so it is not known whether that happened: %s"
                            .formatted(doing, what, location, report),
                    again.then(DETERMINES_STATE),
                    failure);
        }
        String message = "Could not %s %s (%s): %s".formatted(doing, what, location, report);
        if (failure instanceof CommitFailure) {
            String state = FailureMessages.state(outcome, step.revision().id(), step.direction(), 1);
            boolean rolledBack = outcome == RevisionOutcome.ROLLED_BACK || outcome == RevisionOutcome.RUN_ROLLED_BACK;
            if (kind == FailureKind.OTHER || !rolledBack) {
                return new StatementFailedException(
                        step.revision().id(), location, message, again.then(DETERMINES_STATE), applied, failure);
            }
            Remedy remedy = kind.isInScript()
                    ? FailureMessages.correction(kind, step.revision().id(), step.direction())
                    : again;
            return new StatementFailedException(
                    step.revision().id(),
                    location,
                    message,
                    Remedy.sentences(Remedy.of(state), remedy),
                    applied,
                    Objects.requireNonNullElse(reported(failure), failure));
        }
        return ofEngine(dialect, doing + " " + what + " (" + location + ")", failure);
    }

    /**
     * Returns the exception for a failed access to Migrate's own tables.
     *
     * @param doing the failed action, as an infinitive without "to"
     */
    public static MigrateException ofEngine(Dialect dialect, String doing, Exception failure) {
        FailureKind kind = dialect.failureKind(failure);
        String report = sentences(reportOf(dialect, failure), FailureMessages.diagnosis(kind, false));
        if (kind.endsSession()) {
            return new DatabaseException(
                    ErrorCode.DATABASE_UNREACHABLE,
                    "The database became unreachable while Migrate tried to %s: %s".formatted(doing, report),
                    Remedy.of(
                            "%s, then run the same command again. It determines from the database what was done.",
                            FailureMessages.preparation(kind, false, dialect)),
                    failure);
        }
        if (kind == FailureKind.MISSING_RIGHT) {
            return ofMissingRight(
                    dialect,
                    doing,
                    "The database user",
                    "Grant it the privileges to create tables in the schema, and to read and write the tables of Migrate.",
                    failure);
        }
        Remedy preparation = FailureMessages.preparation(kind, false, dialect);
        return new DatabaseException(
                ErrorCode.DATABASE_ERROR,
                "Could not %s: %s".formatted(doing, report),
                Remedy.of(
                        "%s, then run the same command again. Nothing was recorded that did not happen.",
                        preparation.isEmpty() ? "Correct what the database reports" : preparation),
                failure);
    }

    /**
     * Returns the exception for an access to Migrate's own tables that the user is not allowed.
     *
     * @param user names the user, as the beginning of a sentence
     * @param grant how to grant the privileges, as a sentence
     */
    static MigrateException ofMissingRight(
            Dialect dialect, String doing, String user, String grant, Exception failure) {
        return new DatabaseException(
                ErrorCode.MISSING_RIGHTS,
                "%s is not allowed to %s: %s".formatted(user, doing, reportOf(dialect, failure)),
                Remedy.of(
                        "%s Otherwise, set %s and %s to a user that has the privileges, or set %s to another schema.",
                        grant, Setting.USER, Setting.PASSWORD, Setting.SCHEMA),
                failure);
    }

    /** Returns the exception for tables of other software that have the names of Migrate's own tables. */
    static MigrateException ofTakenNames(List<String> tables, Exception failure) {
        return new DatabaseException(
                ErrorCode.TABLE_NAME_TAKEN, TableNameTaken.message(tables), TableNameTaken.REMEDY, failure);
    }

    /** Returns the exception for a column that could not be added to one of Migrate's own tables. */
    public static MigrateException ofColumn(Dialect dialect, RecordTables.Column column, DataAccessException failure) {
        String doing = "add column '%s' to table '%s', which an earlier release of Migrate created"
                .formatted(column.name(), column.table());
        if (dialect.failureKind(failure) != FailureKind.MISSING_RIGHT) {
            return ofEngine(dialect, doing, failure);
        }
        return new DatabaseException(
                ErrorCode.MISSING_RIGHTS,
                "Could not %s: %s".formatted(doing, reportOf(dialect, failure)),
                "Run '%s' as the owner of the table, then retry. Nothing was changed.".formatted(column.ddl()),
                failure);
    }

    /**
     * Adds the blocking sessions to a failure that remained after all retries.
     *
     * @param tried the time spent on retries; zero if there was no retry
     */
    static RuntimeException stillLocked(RuntimeException failure, List<String> blockers, Duration tried) {
        if (!(failure instanceof StatementFailedException statement)) {
            return failure;
        }
        return new StatementFailedException(
                statement.revision(),
                statement.location(),
                statement.getMessage()
                        + (tried.isZero() ? "" : "\nIt was retried for %d s.".formatted(tried.toSeconds()))
                        + blocking(blockers),
                statement.remedy(),
                statement.applied(),
                Objects.requireNonNullElse(statement.getCause(), statement));
    }

    /** Lists the blocking sessions in a sentence that follows another one; empty if none was found. */
    static String blocking(List<String> blockers) {
        return blockers.isEmpty() ? "" : "\nPossibly blocking: " + String.join(";\n", blockers) + ".";
    }

    private static @Nullable SQLException reported(Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        return (SQLException) cause;
    }

    /** Returns the report of the database or its driver; the exception class if the report has no text. */
    private static String reportOf(Dialect dialect, Throwable failure) {
        if (failure instanceof CannotGetJdbcConnectionException) {
            return "the connection is closed.";
        }
        SQLException reported = reported(failure);
        if (reported == null) {
            return Objects.requireNonNullElse(
                    failure.getMessage(), failure.getClass().getName());
        }
        String text = reported.getMessage() == null || reported.getMessage().isBlank()
                ? reported.getClass().getSimpleName()
                : reported.getMessage().strip();
        return "%s reports: %s%s"
                .formatted(
                        dialect.name(),
                        text,
                        reported.getSQLState() == null ? "" : " (SQLState " + reported.getSQLState() + ")");
    }

    private static String sentences(String... sentences) {
        return Stream.of(sentences).filter((sentence) -> !sentence.isEmpty()).collect(Collectors.joining(" "));
    }

    private static String excerpt(String sql) {
        String line = sql.strip().replaceAll("\\s+", " ");
        return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "…";
    }
}
