package dev.migrate.run;

import dev.migrate.error.Log;
import dev.migrate.history.JournalEntry;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Statements;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a run that was begun before goes on: after what is known to be done, and only if that is still what the script
 * says.
 *
 * @param first the number of the first statement to run
 */
record Resumption(long first) {

    private static final Log LOGGER = Log.of(Resumption.class);

    /**
     * Finds it out, or throws {@code InterruptedRevisionException}.
     *
     * @param left what the journal says
     * @param sameSession whether this session has run the statements that are done
     */
    static Resumption of(StepExecution stepExecution, Optional<JournalEntry> left, boolean sameSession) {
        if (left.isEmpty()) {
            return new Resumption(1);
        }
        JournalEntry entry = left.get();
        if (!entry.direction().equals(stepExecution.step().direction().toString())) {
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
     * The statements up to the one that the journal names, which have to be those that ran.
     *
     * @param last that statement
     * @param settings those of them, by their numbers, that only this session's predecessor knows of
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
                                ? before.equals(entry.before())
                                : digest.soFar().equals(entry.through());
                        if (same) {
                            return new Past(statement, settings);
                        }
                    }
                }
            }
            throw InterruptedRevisions.edited(entry, stepExecution.script().location());
        }

        /** Makes this session as the one was in which they ran; what a name means is part of the proof. */
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
