package dev.migrate.run;

import dev.migrate.error.Log;
import dev.migrate.history.JournalEntry;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Statements;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Point at which an interrupted revision resumes: after the statements that are done, provided that the script still
 * begins with them.
 *
 * @param first the number of the first statement to run
 */
record Resumption(long first) {

    private static final Log LOGGER = Log.of(Resumption.class);

    /**
     * Determines the first statement to run.
     *
     * @param left the journal entry of the interrupted run
     * @param sameSession whether this session ran the statements that are done
     * @throws dev.migrate.error.InterruptedRevisionException if the revision cannot be resumed
     */
    static Resumption of(StepExecution stepExecution, Optional<JournalEntry> left, boolean sameSession) {
        if (left.isEmpty()) {
            return new Resumption(1);
        }
        JournalEntry entry = left.get();
        if (entry.direction() != stepExecution.step().direction()) {
            throw InterruptedRevisions.elsewhere(entry, stepExecution.script().location());
        }
        Past past = Past.read(stepExecution, entry);
        if (!sameSession) {
            past.renewSession(stepExecution, entry, 1, entry.statement());
        }
        long first = entry.statement() + (isDone(stepExecution, entry, past) ? 1 : 0);
        if (!sameSession) {
            past.renewSession(stepExecution, entry, entry.statement(), first);
            LOGGER.info(
                    "The {} of revision '{}' goes on with its statement {}.",
                    entry.direction(),
                    entry.revision(),
                    first);
        }
        return new Resumption(first);
    }

    private static boolean isDone(StepExecution stepExecution, JournalEntry entry, Past past) {
        return switch (entry.status()) {
            case DONE -> true;
            case FAILED -> false;
            case STARTED -> proven(stepExecution, entry, past.last());
        };
    }

    private static boolean proven(StepExecution stepExecution, JournalEntry entry, Statement statement) {
        boolean done = InterruptedRevisions.proof(stepExecution.session(), entry, statement)
                .orElseThrow(() -> InterruptedRevisions.unknown(
                        entry, stepExecution.script().location()));
        LOGGER.info(
                "Statement {} of revision '{}' was interrupted, and {}: {}",
                entry.statement(),
                entry.revision(),
                done ? "it took effect" : "it is to be run",
                statement.location());
        return done;
    }

    /**
     * The statements up to the one that the journal names, checked to be those that ran.
     *
     * @param last the statement that the journal names
     * @param settings the statements among them whose effect was limited to the previous session, by number
     */
    private record Past(Statement last, SortedMap<Long, Statement> settings) {

        static Past read(StepExecution stepExecution, JournalEntry entry) {
            StatementDigest digest = new StatementDigest();
            SortedMap<Long, Statement> settings = new TreeMap<>();
            try (Statements statements = stepExecution.section().statements()) {
                for (long number = 1; number <= entry.statement(); number++) {
                    Statement statement = statements
                            .next()
                            .orElseThrow(() -> InterruptedRevisions.edited(
                                    entry, stepExecution.script().location()));
                    String before = digest.soFar();
                    digest.add(statement.sql());
                    if (stepExecution.dialect().changesSession(statement)
                            || stepExecution.dialect().livesInSession(statement)) {
                        settings.put(number, statement);
                    }
                    if (number == entry.statement()) {
                        boolean same = entry.status() == JournalEntry.Status.FAILED
                                ? before.equals(entry.position().before())
                                : digest.soFar().equals(entry.position().through());
                        if (same) {
                            return new Past(statement, settings);
                        }
                    }
                }
            }
            throw InterruptedRevisions.edited(entry, stepExecution.script().location());
        }

        /**
         * Restores the session state in which the statements ran: the meaning of names, and so the check of the
         * catalog, depends on it.
         */
        void renewSession(StepExecution stepExecution, JournalEntry entry, long from, long to) {
            this.settings.subMap(from, to).forEach((number, setting) -> {
                if (stepExecution.dialect().livesInSession(setting)) {
                    throw InterruptedRevisions.sessionLost(entry, setting);
                }
                try {
                    stepExecution.execute(setting, number);
                } catch (FailedStatement failure) {
                    throw failure.with(Outcome.UNCHANGED);
                }
            });
        }
    }
}
