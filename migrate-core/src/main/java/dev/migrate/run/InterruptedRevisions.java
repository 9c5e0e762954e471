package dev.migrate.run;

import dev.migrate.error.InterruptedRevisionException;
import dev.migrate.error.Location;
import dev.migrate.failure.FailureKind;
import dev.migrate.history.JournalEntry;
import dev.migrate.plan.Direction;
import dev.migrate.script.Section;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Statements;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;

/** Exceptions and checks for revisions that were started and not finished. */
public final class InterruptedRevisions {

    private InterruptedRevisions() {}

    /** Returns the exception for a revision that was interrupted before its first statement. */
    public static InterruptedRevisionException begun(String revision, Direction direction) {
        return new InterruptedRevisionException(
                revision,
                "The %s of revision '%s' was interrupted before its first statement.".formatted(direction, revision),
                "Run the %s across it again. %s".formatted(direction, wayIn()));
    }

    /** Returns whether a section still begins with the statements that have run. */
    public static boolean fits(JournalEntry left, Section section) {
        StatementDigest digest = new StatementDigest();
        boolean ran = left.status() == JournalEntry.Status.DONE;
        try (Statements statements = section.statements()) {
            for (long number = 1; number < left.statement() + (ran ? 1 : 0); number++) {
                Optional<Statement> next = statements.next();
                if (next.isEmpty()) {
                    return false;
                }
                digest.add(next.get().sql());
            }
        }
        return digest.soFar()
                .equals(ran ? left.position().through() : left.position().before());
    }

    /** Returns the statement that the journal names, if the section still contains it and all statements before it. */
    public static Optional<Statement> statement(JournalEntry left, Section section) {
        StatementDigest digest = new StatementDigest();
        try (Statements statements = section.statements()) {
            Optional<Statement> next = statements.next();
            for (long number = 1; next.isPresent(); number++) {
                digest.add(next.get().sql());
                if (number == left.statement()) {
                    return digest.soFar().equals(left.position().through()) ? next : Optional.empty();
                }
                next = statements.next();
            }
        }
        return Optional.empty();
    }

    /**
     * Determines whether the statement took effect; empty if the database does not show it. Runs the recovery actions
     * for objects that the statement left incomplete.
     *
     * @throws InterruptedRevisionException if another session might still be working on the same object
     */
    public static Optional<Boolean> proof(Session session, JournalEntry left, Statement statement) {
        try {
            StatementOutcome statementOutcome =
                    StatementOutcome.of(session.dialect(), session.connection(), statement, left.snapshot());
            return switch (statementOutcome) {
                case DONE -> Optional.of(true);
                case NOT_DONE -> Optional.of(false);
                case UNKNOWN -> Optional.empty();
                case AT_WORK -> throw atWork(session, left, statement);
            };
        } catch (SQLException failure) {
            throw Session.failed("Read the catalog", failure);
        }
    }

    /** Returns the exception for an incomplete object that another session might still be working on. */
    private static InterruptedRevisionException atWork(Session session, JournalEntry left, Statement statement)
            throws SQLException {
        return new InterruptedRevisionException(
                left.revision(),
                "The %s of revision '%s' was interrupted while its statement %d ran (%s), and another session might be working on the same object: %s%s"
                        .formatted(
                                left.direction(),
                                left.revision(),
                                left.statement(),
                                statement.location(),
                                left.text(),
                                FailureTranslator.blocking(StatementOutcome.atWork(
                                        session.dialect(),
                                        session.connection(),
                                        statement,
                                        Objects.requireNonNullElse(left.snapshot(), "")))),
                "Wait for that session or terminate it, then run the %s again. %s"
                        .formatted(left.direction(), wayIn()));
    }

    /** Returns the exception for a request that conflicts with the interrupted upgrade or downgrade. */
    public static InterruptedRevisionException elsewhere(JournalEntry left, String script) {
        Direction direction = left.direction();
        String what = "The %s of revision '%s' stopped at %s, its statement %d: %s%s"
                .formatted(direction, left.revision(), place(left, script), left.statement(), left.text(), said(left));
        String remedy = switch (left.status()) {
            case DONE -> "Run the %s across it again. It resumes after that statement.".formatted(direction);
            case FAILED ->
                FailureTable.correction(FailureKind.OTHER, left.revision(), direction)
                        + " It resumes at that statement.";
            case STARTED ->
                "Run the %s across it again. It finds out whether the statement took effect, and resumes there."
                        .formatted(direction);
        };
        return new InterruptedRevisionException(left.revision(), what, remedy + " " + whole(left) + " " + wayIn());
    }

    /** Returns the exception for an interrupted upgrade whose script is missing. */
    public static InterruptedRevisionException unshipped(String revision, Optional<JournalEntry> left) {
        String where = left.map(
                        (entry) -> " stopped at its statement %d, and its script is not among these scripts: %s%s"
                                .formatted(entry.statement(), entry.text(), said(entry)))
                .orElse(" was interrupted before its first statement, and its script is not among these scripts.");
        return new InterruptedRevisionException(
                revision,
                "The upgrade of revision '%s'%s".formatted(revision, where),
                "Resume it with the release that has its script. Otherwise complete or revert the revision by hand. "
                        + whole(revision) + " " + wayIn());
    }

    /** Returns the exception for an interrupted statement whose effect is unknown. */
    public static InterruptedRevisionException unknown(JournalEntry left, String script) {
        Direction direction = left.direction();
        return new InterruptedRevisionException(
                left.revision(),
                "The %s of revision '%s' was interrupted while its statement %d ran (%s), and the database does not show whether the statement took effect: %s%s"
                        .formatted(
                                direction,
                                left.revision(),
                                left.statement(),
                                place(left, script),
                                left.text(),
                                said(left)),
                String.join(
                        " ",
                        FailureTable.settlement(left.revision()),
                        left.error() == null
                                ? "Then run the %s again.".formatted(direction)
                                : FailureTable.correction(FailureKind.OTHER, left.revision(), direction),
                        whole(left),
                        wayIn()));
    }

    /** Returns the exception for a script in which the statements that have run were edited. */
    public static InterruptedRevisionException edited(JournalEntry left, String script) {
        return new InterruptedRevisionException(
                left.revision(),
                "The %s of revision '%s' stopped at its statement %d (%s), and the script no longer begins with the statements that have run."
                        .formatted(left.direction(), left.revision(), left.statement(), place(left, script)),
                "Restore these statements in the script. Otherwise complete or revert the revision by hand. "
                        + whole(left) + " " + wayIn());
    }

    /** Returns the exception for an object that an earlier statement created and that was lost with its session. */
    static InterruptedRevisionException sessionLost(JournalEntry left, Statement made) {
        return new InterruptedRevisionException(
                left.revision(),
                "The %s of revision '%s' stopped at its statement %d, and what %s created for it was lost with its session: %s"
                        .formatted(left.direction(), left.revision(), left.statement(), made.location(), made.sql()),
                "Complete or revert the revision by hand. " + whole(left) + " " + wayIn());
    }

    /** Returns the recorded error without the revision and the statement, which the message already names. */
    private static String said(JournalEntry left) {
        String error = left.error();
        if (error == null) {
            return "";
        }
        int begin = error.startsWith("Revision '") ? error.indexOf(left.text()) : -1;
        String said =
                begin < 0 ? "" : error.substring(begin + left.text().length()).strip();
        return "\nIt failed: " + (said.isEmpty() ? error : said);
    }

    private static String place(JournalEntry left, String script) {
        return new Location(script, left.position().line()).toString();
    }

    /** Returns the instructions to record that a revision was completed or reverted by hand. */
    private static String whole(JournalEntry left) {
        return whole(left.revision());
    }

    private static String whole(String revision) {
        return "If the whole revision is applied, run 'repair %1$s --applied'; if nothing of it is left, run 'repair %1$s --not-applied'."
                .formatted(revision);
    }

    private static String wayIn() {
        return "If this keeps the application from starting, set 'migrate.startup=none'.";
    }
}
