package dev.migrate.run;

import dev.migrate.error.Command;
import dev.migrate.error.InterruptedRevisionException;
import dev.migrate.error.Location;
import dev.migrate.error.Remedy;
import dev.migrate.failure.FailureKind;
import dev.migrate.history.JournalEntry;
import dev.migrate.plan.Direction;
import dev.migrate.sql.Statement;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;

/** Exceptions for revisions that were started and not finished. */
public final class InterruptedRevisionErrors {

    private InterruptedRevisionErrors() {}

    /** Returns the exception for a revision that was interrupted before its first statement. */
    public static InterruptedRevisionException beforeFirstStatement(String revision, Direction direction) {
        return new InterruptedRevisionException(
                revision,
                "The %s of revision '%s' was interrupted before its first statement.".formatted(direction, revision),
                Remedy.of("Run the %s across it again.", direction));
    }

    /** Returns the exception for an incomplete object that another session might still be working on. */
    static InterruptedRevisionException inProgress(Session session, JournalEntry entry, Statement statement)
            throws SQLException {
        return new InterruptedRevisionException(
                entry.revision(),
                "The %s of revision '%s' was interrupted while its statement %d ran (%s), and another session might be working on the same object: %s%s"
                        .formatted(
                                entry.direction(),
                                entry.revision(),
                                entry.statement(),
                                statement.location(),
                                entry.text(),
                                FailureTranslator.blocking(InterruptedStatementOutcome.workingSessions(
                                        session.dialect(),
                                        session.connection(),
                                        statement,
                                        Objects.requireNonNullElse(entry.snapshot(), "")))),
                Remedy.of("Wait for that session or terminate it, then run the %s again.", entry.direction()));
    }

    /** Returns the exception for a request that conflicts with the interrupted upgrade or downgrade. */
    public static InterruptedRevisionException conflicting(JournalEntry entry, String script) {
        Direction direction = entry.direction();
        String what = "The %s of revision '%s' stopped at %s, its statement %d: %s%s"
                .formatted(
                        direction,
                        entry.revision(),
                        location(entry, script),
                        entry.statement(),
                        entry.text(),
                        recordedError(entry));
        Remedy remedy = switch (entry.status()) {
            case DONE -> Remedy.of("Run the %s across it again. It resumes after that statement.", direction);
            case FAILED ->
                FailureMessages.correction(FailureKind.OTHER, entry.revision(), direction)
                        .then("It resumes at that statement.");
            case STARTED ->
                Remedy.of(
                        "Run the %s across it again. It determines whether the statement took effect, and resumes there.",
                        direction);
        };
        return new InterruptedRevisionException(entry.revision(), what, Remedy.sentences(remedy, verdict(entry)));
    }

    /** Returns the exception for an interrupted upgrade whose script is missing. */
    public static InterruptedRevisionException withoutScript(String revision, Optional<JournalEntry> stored) {
        String where = stored.map(
                        (entry) -> " stopped at its statement %d, and its script is not among these scripts: %s%s"
                                .formatted(entry.statement(), entry.text(), recordedError(entry)))
                .orElse(" was interrupted before its first statement, and its script is not among these scripts.");
        return new InterruptedRevisionException(
                revision,
                "The upgrade of revision '%s'%s".formatted(revision, where),
                Remedy.sentences(
                        Remedy.of(
                                "Resume it with the release that has its script. Otherwise complete or revert the revision by hand."),
                        verdict(revision)));
    }

    /** Returns the exception for an interrupted statement whose effect is unknown. */
    public static InterruptedRevisionException unverified(JournalEntry entry, String script) {
        Direction direction = entry.direction();
        return new InterruptedRevisionException(
                entry.revision(),
                "The %s of revision '%s' was interrupted while its statement %d ran (%s), and the database does not show whether the statement took effect: %s%s"
                        .formatted(
                                direction,
                                entry.revision(),
                                entry.statement(),
                                location(entry, script),
                                entry.text(),
                                recordedError(entry)),
                Remedy.sentences(
                        FailureMessages.settlement(entry.revision()),
                        entry.error() == null
                                ? Remedy.of("Then run the %s again.", direction)
                                : FailureMessages.correction(FailureKind.OTHER, entry.revision(), direction),
                        verdict(entry)));
    }

    /** Returns the exception for a script in which the statements that have run were edited. */
    public static InterruptedRevisionException edited(JournalEntry entry, String script) {
        return new InterruptedRevisionException(
                entry.revision(),
                "The %s of revision '%s' stopped at its statement %d (%s), and the script no longer begins with the statements that have run."
                        .formatted(entry.direction(), entry.revision(), entry.statement(), location(entry, script)),
                Remedy.sentences(
                        Remedy.of(
                                "Restore these statements in the script. Otherwise complete or revert the revision by hand."),
                        verdict(entry)));
    }

    /** Returns the exception for an object that an earlier statement created and that was lost with its session. */
    static InterruptedRevisionException sessionLost(JournalEntry entry, Statement lost) {
        return new InterruptedRevisionException(
                entry.revision(),
                "The %s of revision '%s' stopped at its statement %d, and the object that %s created was lost with its session: %s"
                        .formatted(entry.direction(), entry.revision(), entry.statement(), lost.location(), lost.sql()),
                Remedy.sentences(Remedy.of("Complete or revert the revision by hand."), verdict(entry)));
    }

    /** Returns the recorded error without the revision and the statement, which the message already names. */
    private static String recordedError(JournalEntry entry) {
        String error = entry.error();
        if (error == null) {
            return "";
        }
        int begin = error.startsWith("Revision '") ? error.indexOf(entry.text()) : -1;
        String report =
                begin < 0 ? "" : error.substring(begin + entry.text().length()).strip();
        return "\nIt failed: " + (report.isEmpty() ? error : report);
    }

    private static String location(JournalEntry entry, String script) {
        return new Location(script, entry.position().line()).toString();
    }

    /** Returns the instructions to record that a revision was completed or reverted by hand. */
    private static Remedy verdict(JournalEntry entry) {
        return verdict(entry.revision());
    }

    private static Remedy verdict(String revision) {
        return Remedy.of(
                "If the whole revision is applied, run %s; if nothing of it is left, run %s.",
                new Command("repair " + revision + " --applied"), new Command("repair " + revision + " --not-applied"));
    }
}
