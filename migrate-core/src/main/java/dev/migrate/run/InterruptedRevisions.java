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

/** What is told of a revision that was begun and not finished, and how to get out of it. */
public final class InterruptedRevisions {

    private InterruptedRevisions() {}

    /** Nothing is known but that it was begun: not even its first statement was about to run. */
    public static InterruptedRevisionException begun(String revision, Direction direction) {
        return new InterruptedRevisionException(
                revision,
                "The %s of revision '%s' was interrupted before its first statement.".formatted(direction, revision),
                "Run the %s across it again. %s".formatted(direction, wayIn()));
    }

    /** Whether the statements that have run are those with which a section begins. */
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
        return digest.soFar().equals(ran ? left.through() : left.before());
    }

    /** The statement that the journal names, if the section still has it and those before it. */
    public static Optional<Statement> statement(JournalEntry left, Section section) {
        StatementDigest digest = new StatementDigest();
        try (Statements statements = section.statements()) {
            Optional<Statement> next = statements.next();
            for (long number = 1; next.isPresent(); number++) {
                digest.add(next.get().sql());
                if (number == left.statement()) {
                    return digest.soFar().equals(left.through()) ? next : Optional.empty();
                }
                next = statements.next();
            }
        }
        return Optional.empty();
    }

    /** Whether it took effect, as far as the database proves that; what it left half made is taken away. */
    public static Optional<Boolean> proof(Session session, JournalEntry left, Statement statement) {
        try {
            StatementOutcome statementOutcome =
                    StatementOutcome.of(session.dialect(), session.connection(), statement, left.catalogue());
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

    /** What looks half done may be what another session is doing. */
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
                                        Objects.requireNonNullElse(left.catalogue(), "")))),
                "Wait for that session or terminate it, then run the %s again. %s"
                        .formatted(left.direction(), wayIn()));
    }

    /** Another move was asked for than the one that was interrupted. */
    public static InterruptedRevisionException elsewhere(JournalEntry left, String script) {
        Direction direction = direction(left);
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

    /** An upgrade was interrupted whose script this release does not have. */
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

    /** Whether its statement took effect is not known. */
    public static InterruptedRevisionException unknown(JournalEntry left, String script) {
        Direction direction = direction(left);
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

    /** The statements that have run are not those of the script any more. */
    public static InterruptedRevisionException edited(JournalEntry left, String script) {
        return new InterruptedRevisionException(
                left.revision(),
                "The %s of revision '%s' stopped at its statement %d (%s), and the script no longer begins with the statements that have run."
                        .formatted(left.direction(), left.revision(), left.statement(), place(left, script)),
                "Restore these statements in the script. Otherwise complete or revert the revision by hand. "
                        + whole(left) + " " + wayIn());
    }

    /** What an earlier statement made for the rest is gone with the session that ran it. */
    static InterruptedRevisionException sessionLost(JournalEntry left, Statement made) {
        return new InterruptedRevisionException(
                left.revision(),
                "The %s of revision '%s' stopped at its statement %d, and what %s created for it was lost with its session: %s"
                        .formatted(left.direction(), left.revision(), left.statement(), made.location(), made.sql()),
                "Complete or revert the revision by hand. " + whole(left) + " " + wayIn());
    }

    private static Direction direction(JournalEntry left) {
        return left.direction().equals(Direction.UPGRADE.toString()) ? Direction.UPGRADE : Direction.DOWNGRADE;
    }

    /** What was recorded begins with the revision and the statement, which the message names already. */
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
        return new Location(script, left.line()).toString();
    }

    /** How to record that a revision was completed or reverted by hand. */
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
