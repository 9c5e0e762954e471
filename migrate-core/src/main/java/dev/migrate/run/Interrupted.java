package dev.migrate.run;

import dev.migrate.dialect.Statement;
import dev.migrate.dialect.Statements;
import dev.migrate.error.InterruptedRevisionException;
import dev.migrate.error.Location;
import dev.migrate.history.JournalEntry;
import dev.migrate.plan.Direction;
import dev.migrate.script.Section;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;

/** What is told of a revision that was begun and not finished, and how to get out of it. */
public final class Interrupted {

    private Interrupted() {}

    /** Nothing is known but that it was begun: not even its first statement was about to run. */
    public static InterruptedRevisionException begun(String revision, Direction direction) {
        return new InterruptedRevisionException(
                revision,
                "The %s of revision '%s' was begun and not finished.".formatted(direction, revision),
                "Run the %s across it again. %s".formatted(direction, wayIn()));
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
            Proof proof = Proof.of(session.dialect(), session.connection(), statement, left.catalogue());
            return switch (proof) {
                case DONE -> Optional.of(true);
                case NOT_DONE -> Optional.of(false);
                case UNKNOWN -> Optional.empty();
                case AT_WORK -> throw atWork(session, left, statement);
            };
        } catch (SQLException failure) {
            throw JournaledStep.unreadable(failure);
        }
    }

    /** What looks like left half done may be what another session is doing. */
    private static InterruptedRevisionException atWork(Session session, JournalEntry left, Statement statement)
            throws SQLException {
        return new InterruptedRevisionException(
                left.revision(),
                "The %s of revision '%s' was interrupted while its statement %d ran (%s), and what it left may be what another session is at right now: %s%s"
                        .formatted(
                                left.direction(),
                                left.revision(),
                                left.statement(),
                                statement.location(),
                                left.text(),
                                Failures.inTheWay(Proof.atWork(
                                        session.dialect(),
                                        session.connection(),
                                        statement,
                                        Objects.requireNonNullElse(left.catalogue(), "")))),
                "Wait until the session that holds the lock is through with whatever it does, or end it; then run the %s again. %s"
                        .formatted(left.direction(), wayIn()));
    }

    /** Another move was asked for than the one that was interrupted. */
    public static InterruptedRevisionException elsewhere(JournalEntry left, String script) {
        String what = "The %s of revision '%s' stopped at %s, its statement %d: %s"
                .formatted(left.direction(), left.revision(), place(left, script), left.statement(), left.text());
        if (left.error() != null) {
            what += " The database said: " + left.error();
        }
        String goesOn = left.status() == JournalEntry.Status.DONE
                ? "Run the %s across it again: it goes on after that."
                : left.status() == JournalEntry.Status.FAILED
                        ? "Correct the statement and run the %s across it again: it goes on there."
                        : "Run the %s across it again: it finds out whether the statement took effect, and goes on.";
        return new InterruptedRevisionException(
                left.revision(), what, goesOn.formatted(left.direction()) + " " + whole(left) + " " + wayIn());
    }

    /** Whether its statement took effect is not known. */
    public static InterruptedRevisionException unknown(JournalEntry left, String script) {
        return new InterruptedRevisionException(
                left.revision(),
                "The %s of revision '%s' was interrupted while its statement %d ran (%s), and nothing in the database proves whether that took effect: %s%s"
                        .formatted(
                                left.direction(),
                                left.revision(),
                                left.statement(),
                                place(left, script),
                                left.text(),
                                left.error() == null ? "" : " The database said: " + left.error()),
                ("Look at the database. If the statement took effect, say 'repair %1$s --done'; if it did not, 'repair %1$s"
                                + " --not-done'; then run the %2$s again. %3$s %4$s")
                        .formatted(left.revision(), left.direction(), whole(left), wayIn()));
    }

    /** The statements that have run are not those of the script any more. */
    static InterruptedRevisionException edited(JournalEntry left, String script) {
        return new InterruptedRevisionException(
                left.revision(),
                "The %s of revision '%s' stopped at its statement %d (%s), and the statements that have run are not those of the script any more."
                        .formatted(left.direction(), left.revision(), left.statement(), place(left, script)),
                "Put them back as they were. Otherwise finish or undo the revision by hand. " + whole(left) + " "
                        + wayIn());
    }

    /** What an earlier statement made for the rest is gone with the session that ran it. */
    static InterruptedRevisionException sessionLost(JournalEntry left, Statement made) {
        return new InterruptedRevisionException(
                left.revision(),
                "The %s of revision '%s' stopped at its statement %d, and what %s made for it is gone with its session: %s"
                        .formatted(left.direction(), left.revision(), left.statement(), made.location(), made.sql()),
                "Finish or undo the revision by hand. " + whole(left) + " " + wayIn());
    }

    private static String place(JournalEntry left, String script) {
        return new Location(script, left.line()).toString();
    }

    /** How to say what a person has finished or undone by hand. */
    private static String whole(JournalEntry left) {
        return "If the revision is whole by now, say 'repair %1$s --applied'; if nothing of it is left, 'repair %1$s --not-applied'."
                .formatted(left.revision());
    }

    private static String wayIn() {
        return "An application that does not start because of this starts with 'migrate.startup=none'.";
    }
}
