package dev.migrate.run;

import dev.migrate.error.Log;
import dev.migrate.history.JournalEntry;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Statements;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Determines the point at which an interrupted revision resumes: after the statements that are done, provided that the
 * script still begins with them.
 */
final class Resumption {

    private static final Log LOGGER = Log.of(Resumption.class);

    private Resumption() {}

    /**
     * Returns the number of the first statement to run.
     *
     * @param stored the journal entry of the interrupted run
     * @param sameSession whether this session ran the statements that are done
     * @throws dev.migrate.error.InterruptedRevisionException if the revision cannot be resumed
     */
    static long firstStatement(StatementExecutor executor, Optional<JournalEntry> stored, boolean sameSession) {
        if (stored.isEmpty()) {
            return 1;
        }
        JournalEntry entry = stored.get();
        if (entry.direction() != executor.step().direction()) {
            throw InterruptedRevisionErrors.conflicting(
                    entry, executor.step().script().location());
        }
        ExecutedStatements executed = ExecutedStatements.read(executor, entry);
        if (!sameSession) {
            executed.restoreSession(executor, entry, 1, entry.statement());
        }
        long first = entry.statement() + (isDone(executor, entry, executed) ? 1 : 0);
        if (!sameSession) {
            executed.restoreSession(executor, entry, entry.statement(), first);
            LOGGER.info("The {} of revision '{}' resumes at statement {}.", entry.direction(), entry.revision(), first);
        }
        return first;
    }

    private static boolean isDone(StatementExecutor executor, JournalEntry entry, ExecutedStatements executed) {
        return switch (entry.status()) {
            case DONE -> true;
            case FAILED -> false;
            case STARTED -> tookEffect(executor, entry, executed.last());
        };
    }

    private static boolean tookEffect(StatementExecutor executor, JournalEntry entry, Statement statement) {
        boolean done = JournalCheck.tookEffect(executor.session(), entry, statement)
                .orElseThrow(() -> InterruptedRevisionErrors.unverified(
                        entry, executor.step().script().location()));
        LOGGER.info(
                "The interrupted statement {} of revision '{}' {}: {}",
                entry.statement(),
                entry.revision(),
                done ? "took effect" : "did not take effect",
                statement.location());
        return done;
    }

    /**
     * The statements up to the one that the journal names, checked to be those that ran.
     *
     * @param last the statement that the journal names
     * @param settings the statements among them whose effect was limited to the previous session, by number
     */
    private record ExecutedStatements(Statement last, SortedMap<Long, Statement> settings) {

        static ExecutedStatements read(StatementExecutor executor, JournalEntry entry) {
            StatementDigest digest = new StatementDigest();
            SortedMap<Long, Statement> settings = new TreeMap<>();
            try (Statements statements = executor.step().section().statements()) {
                for (long number = 1; number <= entry.statement(); number++) {
                    Statement statement = statements
                            .next()
                            .orElseThrow(() -> InterruptedRevisionErrors.edited(
                                    entry, executor.step().script().location()));
                    String before = digest.soFar();
                    digest.add(statement.sql());
                    if (executor.dialect().changesSession(statement)
                            || executor.dialect().livesInSession(statement)) {
                        settings.put(number, statement);
                    }
                    if (number == entry.statement()) {
                        boolean same = entry.status() == JournalEntry.Status.FAILED
                                ? before.equals(entry.position().before())
                                : digest.soFar().equals(entry.position().through());
                        if (same) {
                            return new ExecutedStatements(statement, settings);
                        }
                    }
                }
            }
            throw InterruptedRevisionErrors.edited(
                    entry, executor.step().script().location());
        }

        /**
         * Restores the session state in which the statements ran: the meaning of names, and so the check of the
         * catalog, depends on it.
         */
        void restoreSession(StatementExecutor executor, JournalEntry entry, long from, long to) {
            this.settings.subMap(from, to).forEach((number, setting) -> {
                if (executor.dialect().livesInSession(setting)) {
                    throw InterruptedRevisionErrors.sessionLost(entry, setting);
                }
                try {
                    executor.execute(setting, number);
                } catch (FailedStatement failure) {
                    throw failure.with(RevisionOutcome.UNCHANGED);
                }
            });
        }
    }
}
