package dev.migrate.run;

import dev.migrate.error.InterruptedRevisionException;
import dev.migrate.history.JournalEntry;
import dev.migrate.script.Section;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Statements;
import java.sql.SQLException;
import java.util.Optional;

/** Compares the journal of an interrupted revision with its script and with the catalog. */
public final class JournalCheck {

    private JournalCheck() {}

    /** Returns whether a section still begins with the statements that have run. */
    public static boolean beginsWithExecuted(Section section, JournalEntry entry) {
        StatementDigest digest = new StatementDigest();
        boolean ran = entry.status() == JournalEntry.Status.DONE;
        try (Statements statements = section.statements()) {
            for (long number = 1; number < entry.statement() + (ran ? 1 : 0); number++) {
                Optional<Statement> next = statements.next();
                if (next.isEmpty()) {
                    return false;
                }
                digest.add(next.get().sql());
            }
        }
        return digest.soFar()
                .equals(ran ? entry.position().through() : entry.position().before());
    }

    /** Returns the statement of an entry, if the section still contains it and all statements before it. */
    public static Optional<Statement> statement(Section section, JournalEntry entry) {
        StatementDigest digest = new StatementDigest();
        try (Statements statements = section.statements()) {
            Optional<Statement> next = statements.next();
            for (long number = 1; next.isPresent(); number++) {
                digest.add(next.get().sql());
                if (number == entry.statement()) {
                    return digest.soFar().equals(entry.position().through()) ? next : Optional.empty();
                }
                next = statements.next();
            }
        }
        return Optional.empty();
    }

    /**
     * Determines whether the statement of an entry took effect; empty if the database does not show it. Runs the
     * recovery actions for objects that the statement left incomplete.
     *
     * @throws InterruptedRevisionException if another session might still be working on the same object
     */
    public static Optional<Boolean> tookEffect(Session session, JournalEntry entry, Statement statement) {
        try {
            InterruptedStatementOutcome outcome = InterruptedStatementOutcome.of(
                    session.dialect(), session.connection(), statement, entry.snapshot());
            return switch (outcome) {
                case DONE -> Optional.of(true);
                case NOT_DONE -> Optional.of(false);
                case UNKNOWN -> Optional.empty();
                case IN_PROGRESS -> throw InterruptedRevisionErrors.inProgress(session, entry, statement);
            };
        } catch (SQLException failure) {
            throw Session.failed("Read the catalog", failure);
        }
    }
}
