package dev.migrate.run;

import dev.migrate.dialect.Statement;
import dev.migrate.dialect.Statements;
import dev.migrate.error.Log;
import dev.migrate.history.JournalEntry;
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
    static Resumption of(Execution execution, Optional<JournalEntry> left, boolean sameSession) {
        if (left.isEmpty()) {
            return new Resumption(1);
        }
        JournalEntry entry = left.get();
        if (!entry.direction().equals(execution.step().direction().toString())) {
            throw Interrupted.elsewhere(entry, execution.script().location());
        }
        Past past = Past.read(execution, entry);
        if (!sameSession) {
            past.renewSession(execution, entry, 1, entry.statement());
        }
        long first = entry.statement() + (isDone(execution, entry, past) ? 1 : 0);
        if (!sameSession) {
            past.renewSession(execution, entry, entry.statement(), first);
            LOGGER.info(
                    "The {} of revision '{}' goes on with its statement {}.",
                    entry.direction(),
                    entry.revision(),
                    first);
        }
        return new Resumption(first);
    }

    private static boolean isDone(Execution execution, JournalEntry entry, Past past) {
        return switch (entry.status()) {
            case DONE -> true;
            case FAILED -> false;
            case STARTED -> proven(execution, entry, past.last());
        };
    }

    private static boolean proven(Execution execution, JournalEntry entry, Statement statement) {
        boolean done = Interrupted.proof(execution.session(), entry, statement)
                .orElseThrow(() -> Interrupted.unknown(entry, execution.script().location()));
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

        static Past read(Execution execution, JournalEntry entry) {
            StatementDigest digest = new StatementDigest();
            SortedMap<Long, Statement> settings = new TreeMap<>();
            try (Statements statements = execution.section().statements()) {
                for (long number = 1; number <= entry.statement(); number++) {
                    Statement statement = statements
                            .next()
                            .orElseThrow(() ->
                                    Interrupted.edited(entry, execution.script().location()));
                    String before = digest.soFar();
                    digest.add(statement.sql());
                    if (execution.dialect().changesSession(statement)
                            || execution.dialect().livesInSession(statement)) {
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
            throw Interrupted.edited(entry, execution.script().location());
        }

        /** Makes this session as the one was in which they ran; what a name means is part of the proof. */
        void renewSession(Execution execution, JournalEntry entry, long from, long to) {
            this.settings.subMap(from, to).forEach((number, setting) -> {
                if (execution.dialect().livesInSession(setting)) {
                    throw Interrupted.sessionLost(entry, setting);
                }
                try {
                    execution.execute(setting, number);
                } catch (FailedStatement failure) {
                    throw failure.with(Outcome.UNCHANGED);
                }
            });
        }
    }
}
