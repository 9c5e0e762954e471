package dev.migrate.run;

import dev.migrate.dialect.Catalogue;
import dev.migrate.dialect.Effect;
import dev.migrate.dialect.Statement;
import dev.migrate.dialect.Statements;
import dev.migrate.error.DatabaseException;
import dev.migrate.error.Log;
import dev.migrate.error.StatementFailedException;
import dev.migrate.history.JournalEntry;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A step whose statements have no transaction in common. What can share one with its note in the journal does so. For
 * everything else the journal says before it that it is about to run, and after it that it is done; a run that finds a
 * statement begun and not done proves by the catalogue which it was, and never guesses.
 */
final class JournaledStep implements StepWork {

    private static final Log LOGGER = Log.of(JournaledStep.class);

    private final Execution execution;
    private boolean begun;

    JournaledStep(Execution execution) {
        this.execution = execution;
    }

    @Override
    public long run() {
        Session session = this.execution.session();
        String revision = this.execution.step().revision().id();
        Optional<JournalEntry> left = this.begun
                ? session.ours(() -> session.history().journal(revision))
                : session.history().journal(revision);
        Resumption resumption = Resumption.of(this.execution, left, this.begun);
        long first = resumption.first();
        if (!this.begun || left.isEmpty()) {
            fenced(() -> this.execution.recorder().begun(this.execution.script(), this.execution.status()));
        }
        this.begun = true;
        StatementDigest digest = new StatementDigest();
        long number = 0;
        try (Statements statements = this.execution.section().statements()) {
            for (Optional<Statement> next = statements.next(); next.isPresent(); next = statements.next()) {
                number++;
                String before = digest.soFar();
                digest.add(next.get().sql());
                if (number >= first) {
                    run(next.get(), number, entry(next.get(), number, before, digest.soFar()));
                }
            }
        }
        long statements = number;
        session.opening();
        session.inTransaction(() -> {
            session.writable();
            this.execution.end();
            this.execution.lock().confirm();
            this.execution.complete(statements);
            return statements;
        });
        return statements;
    }

    @Override
    public boolean startsOver() {
        return false;
    }

    private JournalEntry entry(Statement statement, long number, String before, String through) {
        return new JournalEntry(
                this.execution.step().revision().id(),
                this.execution.step().direction().toString(),
                number,
                JournalEntry.Status.STARTED,
                statement.location().line(),
                before,
                through,
                statement.sql(),
                null,
                null,
                null);
    }

    private void run(Statement statement, long number, JournalEntry entry) {
        Effect effect = this.execution.effect(statement);
        if (effect != Effect.TRANSACTIONAL) {
            alone(statement, number, entry, effect);
        } else if (!withItsNote(statement, number, entry)) {
            alone(statement, number, entry, Effect.PARTIAL);
        }
    }

    /** Says whether it could run in a transaction: if it could not, nothing was done. */
    private boolean withItsNote(Statement statement, long number, JournalEntry entry) {
        try {
            Session session = this.execution.session();
            session.opening();
            session.inTransaction(() -> {
                session.writable();
                if (mayEndTransaction(statement)) {
                    session.own(true);
                    this.execution.recorder().note(entry);
                    session.script();
                }
                Long rows = this.execution.execute(statement, number, false);
                session.own(false);
                this.execution.recorder().note(entry.done(rows));
                this.execution.lock().confirm();
                return number;
            });
            session.script();
            return true;
        } catch (StatementFailedException failure) {
            if (failure.getCause() instanceof SQLException cause
                    && this.execution.dialect().saysNotInTransaction(cause)) {
                return false;
            }
            if (mayEndTransaction(statement) && isNoted(entry)) {
                noteUnclear(entry, failure);
            } else {
                noteFailure(entry, failure);
            }
            throw failure;
        }
    }

    /** Code may have DDL run, which commits on such a product what came before it, the note that it began among that. */
    private boolean mayEndTransaction(Statement statement) {
        return statement.code().isPresent() && !this.execution.dialect().transactionalDdl();
    }

    private boolean isNoted(JournalEntry entry) {
        Session session = this.execution.session();
        return session.ours(() -> session.history().journal(entry.revision()))
                .filter((left) -> left.statement() == entry.statement() && left.status() == JournalEntry.Status.STARTED)
                .isPresent();
    }

    private void alone(Statement statement, long number, JournalEntry entry, Effect effect) {
        JournalEntry started = effect == Effect.CATALOGUED ? withCatalogue(statement, entry) : entry;
        fenced(() -> this.execution.recorder().note(started));
        Long rows;
        try {
            rows = this.execution.execute(statement, number, false);
        } catch (StatementFailedException failure) {
            if (leftNothing(statement, started, effect)) {
                noteFailure(started, failure);
            } else {
                noteUnclear(started, failure);
            }
            throw failure;
        }
        this.execution.session().checkpoint();
        fenced(() -> this.execution.recorder().note(started.done(rows)));
    }

    private JournalEntry withCatalogue(Statement statement, JournalEntry entry) {
        try {
            @Nullable
            String before = this.execution
                    .dialect()
                    .catalogue(this.execution.session().connection(), statement)
                    .map(Catalogue::text)
                    .orElse(null);
            return new JournalEntry(
                    entry.revision(),
                    entry.direction(),
                    entry.statement(),
                    entry.status(),
                    entry.line(),
                    entry.before(),
                    entry.through(),
                    entry.text(),
                    before,
                    null,
                    null);
        } catch (SQLException failure) {
            throw unreadable(failure);
        }
    }

    static DatabaseException unreadable(SQLException failure) {
        return new DatabaseException(
                "database-error",
                "The catalogue of the database cannot be read: " + failure.getMessage(),
                "Look at what the database says; the statement was not run.",
                failure);
    }

    /** Whether a statement that was refused had no effect. */
    private boolean leftNothing(Statement statement, JournalEntry started, Effect effect) {
        if (effect != Effect.CATALOGUED || started.catalogue() == null) {
            return effect != Effect.PARTIAL;
        }
        try {
            return Proof.of(
                            this.execution.dialect(),
                            this.execution.session().connection(),
                            statement,
                            started.catalogue())
                    == Proof.NOT_DONE;
        } catch (SQLException failure) {
            LOGGER.debug("What a refused statement left cannot be seen now: {}", failure.getMessage());
            return false;
        }
    }

    /** What was refused without effect need not be remembered if it is the first. */
    private void noteFailure(JournalEntry entry, StatementFailedException failure) {
        afterwards(failure, () -> {
            if (entry.statement() == 1) {
                this.execution.recorder().abandoned(this.execution.step().revision(), this.execution.status());
            } else {
                this.execution.recorder().note(entry.failed(String.valueOf(failure.getMessage())));
            }
        });
    }

    private void noteUnclear(JournalEntry entry, StatementFailedException failure) {
        afterwards(failure, () -> this.execution.recorder().note(entry.unclear(String.valueOf(failure.getMessage()))));
    }

    private void afterwards(RuntimeException failure, Runnable note) {
        try {
            fenced(note);
        } catch (RuntimeException second) {
            failure.addSuppressed(second);
        }
    }

    /** Writes what only the holder of the lock may write. */
    private void fenced(Runnable write) {
        this.execution.session().ours(() -> {
            this.execution.lock().confirm();
            write.run();
            return true;
        });
    }
}
