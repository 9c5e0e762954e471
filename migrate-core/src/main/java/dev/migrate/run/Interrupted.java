package dev.migrate.run;

import dev.migrate.dialect.Dialect;
import dev.migrate.error.InterruptedRevisionException;
import dev.migrate.error.Location;
import dev.migrate.history.JournalEntry;
import dev.migrate.plan.Direction;

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

    /** Another move was asked for than the one that was interrupted. */
    public static InterruptedRevisionException elsewhere(JournalEntry left, String script) {
        String what = "The %s of revision '%s' stopped at %s, its statement %d: %s"
                .formatted(left.direction(), left.revision(), place(left, script), left.statement(), left.text());
        if (left.status() == JournalEntry.Status.FAILED) {
            return new InterruptedRevisionException(
                    left.revision(),
                    what + " The database said: " + left.error(),
                    "Correct the statement and run the %s across it again: it goes on there. %s"
                            .formatted(left.direction(), wayIn()));
        }
        return new InterruptedRevisionException(left.revision(), what, look(left));
    }

    /** Whether its statement took effect is not known. */
    static InterruptedRevisionException unknown(JournalEntry left, String script, Dialect dialect) {
        String traces = dialect.leavesTraces(left.text())
                ? " What was built concurrently and stopped is there, but invalid: drop it."
                : "";
        return new InterruptedRevisionException(
                left.revision(),
                "The %s of revision '%s' was interrupted while its statement %d ran (%s), and whether that took effect is not known: %s"
                        .formatted(
                                left.direction(), left.revision(), left.statement(), place(left, script), left.text()),
                look(left) + traces);
    }

    /** The statements that have run are not those of the script any more. */
    static InterruptedRevisionException edited(JournalEntry left, String script) {
        return new InterruptedRevisionException(
                left.revision(),
                "The %s of revision '%s' stopped at its statement %d (%s), and the statements before it, which have run, are not those of the script any more."
                        .formatted(left.direction(), left.revision(), left.statement(), place(left, script)),
                "Put the statements before it back as they were. Otherwise: " + look(left));
    }

    private static String place(JournalEntry left, String script) {
        return new Location(script, left.line()).toString();
    }

    private static String look(JournalEntry left) {
        return ("Look at the database, finish or undo the revision by hand, and 'stamp' the revisions that the database"
                        + " then has: with '%s' if it is whole, without it if nothing of it is left. %s")
                .formatted(left.revision(), wayIn());
    }

    private static String wayIn() {
        return "An application that does not start because of this starts with 'migrate.startup=none'.";
    }
}
