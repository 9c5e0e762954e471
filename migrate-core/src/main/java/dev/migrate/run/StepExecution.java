package dev.migrate.run;

import dev.migrate.catalog.Effect;
import dev.migrate.dialect.Dialect;
import dev.migrate.error.Location;
import dev.migrate.error.Log;
import dev.migrate.failure.FailureKind;
import dev.migrate.history.AppliedRevision;
import dev.migrate.history.HistoryWriter;
import dev.migrate.history.LogEntry;
import dev.migrate.lock.MigrationLock;
import dev.migrate.operation.ConnectionWork;
import dev.migrate.sql.Statement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Executes the statements of one step and writes its record; the transactions are left to the {@link StepStrategy}. */
final class StepExecution {

    private static final Log LOGGER = Log.of(StepExecution.class);

    /** Maximum difference by which the clock of a server may run ahead of this one while a statement runs. */
    private static final Duration TOLERANCE = Duration.ofMillis(20);

    private final Session session;
    private final MigrationLock.Held lock;
    private final HistoryWriter historyWriter;
    private final RunSettings settings;
    private final CancellationToken cancellation;
    private final PreparedStep step;
    private final List<String> applied;
    private final long start = System.nanoTime();
    private @Nullable String failed;
    private @Nullable Location last;

    /**
     * Creates the execution.
     *
     * @param applied the revisions that this run has completed
     */
    StepExecution(
            Session session,
            MigrationLock.Held lock,
            HistoryWriter historyWriter,
            RunSettings settings,
            CancellationToken cancellation,
            PreparedStep step,
            List<String> applied) {
        this.session = session;
        this.lock = lock;
        this.historyWriter = historyWriter;
        this.settings = settings;
        this.cancellation = cancellation;
        this.step = step;
        this.applied = applied;
    }

    Session session() {
        return this.session;
    }

    Dialect dialect() {
        return this.session.dialect();
    }

    MigrationLock.Held lock() {
        return this.lock;
    }

    HistoryWriter recorder() {
        return this.historyWriter;
    }

    PreparedStep step() {
        return this.step;
    }

    /** Returns the revisions that this run has completed. */
    List<String> applied() {
        return this.applied;
    }

    /** Returns the status of the revision while the step runs outside a transaction. */
    AppliedRevision.Status status() {
        return this.step.isUpgrade() ? AppliedRevision.Status.UPGRADING : AppliedRevision.Status.DOWNGRADING;
    }

    /**
     * Executes a statement, unless the run was canceled.
     *
     * @return the number of changed rows, or null if not applicable
     * @throws FailedStatement if the statement fails
     */
    @Nullable
    Long execute(Statement statement, long number) {
        this.cancellation.throwIfCancelled();
        LOGGER.debug("{}: {}", statement.location(), statement.sql());
        this.last = statement.location();
        long started = System.nanoTime();
        try {
            return tryToExecute(statement);
        } catch (SQLException failure) {
            throw failed(statement, number, started, failure);
        } catch (RuntimeException failure) {
            if (statement.code().isEmpty()) {
                throw failure;
            }
            throw failed(statement, number, started, failure);
        }
    }

    private FailedStatement failed(Statement statement, long number, long started, Exception failure) {
        FailureKind kind = dialect().failureKind(failure);
        Duration limit = this.settings.limits().statementTimeout();
        boolean timedOut = limit != null
                && (kind == FailureKind.STATEMENT_TIMEOUT || kind == FailureKind.CANCELED)
                && System.nanoTime() - started >= limit.toNanos() - TOLERANCE.toNanos();
        return new FailedStatement(this, statement, number, kind, timedOut, failure);
    }

    private void runCode(ConnectionWork code, DatabaseWarnings warnings) throws SQLException {
        try {
            code.run(GuardedConnection.lend(
                    this.session.connection(), dialect(), timeoutSeconds(), this.session::calling, warnings));
        } finally {
            this.session.called();
        }
    }

    private @Nullable Long tryToExecute(Statement statement) throws SQLException {
        this.session.scripted(statement);
        DatabaseWarnings warnings = new DatabaseWarnings(dialect(), statement.location());
        try {
            if (statement.code().isPresent()) {
                runCode(statement.code().get(), warnings);
                return null;
            }
            return dialect().execute(this.session.connection(), statement, timeoutSeconds(), warnings::log);
        } catch (SQLException failure) {
            if (statement.code().isEmpty()) {
                this.failed = statement.sql();
            }
            throw failure;
        } catch (VirtualMachineError failure) {
            this.session.discard();
            throw failure;
        } finally {
            warnings.close();
        }
    }

    /** Returns the location of the last executed statement, or of the section if none was executed. */
    Location last() {
        return this.last == null ? this.step.section().location() : this.last;
    }

    /** Returns the effect of a statement, which decides what an interruption can leave. */
    Effect effect(Statement statement) {
        if (statement.code().isPresent()) {
            return Effect.TRANSACTIONAL;
        }
        Effect effect = dialect().effect(statement);
        try {
            return effect == Effect.TRANSACTIONAL && dialect().isNonTransactional(this.session.connection(), statement)
                    ? Effect.PARTIAL
                    : effect;
        } catch (SQLException failure) {
            throw Session.failed("Read the catalog", failure);
        }
    }

    /** Records the step as done, if all of its statements share this transaction. */
    void record(long statements) {
        long duration = millis();
        if (this.step.isUpgrade()) {
            this.historyWriter.applied(this.step.script(), this.step.change(), statements, duration);
        } else {
            this.historyWriter.undone(this.step.revision(), this.step.change());
        }
        log(this.historyWriter, statements, duration, null);
    }

    /** Records the step as done, if its statements ran outside a transaction. */
    void complete(long statements) {
        long duration = millis();
        if (this.step.isUpgrade()) {
            this.historyWriter.completed(this.step.revision(), this.step.change(), statements, duration);
        } else {
            this.historyWriter.undone(this.step.revision(), this.step.change());
        }
        log(this.historyWriter, statements, duration, null);
    }

    /** Logs a failure, possibly on another connection. */
    void logFailure(HistoryWriter on, String message) {
        log(on, 0, millis(), message);
    }

    private void log(HistoryWriter on, long statements, long duration, @Nullable String error) {
        on.log(new LogEntry(
                this.step.direction().toString(),
                this.step.revision().id(),
                this.step.revision().message(),
                this.settings.principal(),
                this.settings.tag(),
                statements,
                duration,
                error));
    }

    /** Returns the time since the start of the step, in milliseconds. */
    long millis() {
        return Duration.ofNanos(System.nanoTime() - this.start).toMillis();
    }

    /** Ends the session state of the script, in the transaction that will record the step. */
    void end() {
        try {
            this.session.end();
        } catch (SQLException failure) {
            throw new CommitFailure(failure, true);
        }
    }

    /** Returns the query timeout of the driver, in seconds; zero if the session enforces the limit. */
    private int timeoutSeconds() {
        return dialect().limitsStatements() ? 0 : this.settings.limits().statementSeconds();
    }

    /** Returns the sessions that block the statement that failed last. */
    List<String> blockers() {
        if (this.failed == null) {
            return List.of();
        }
        try {
            return dialect().blockers(this.session.connection(), this.failed);
        } catch (SQLException refused) {
            LOGGER.debug("Could not read the blocking sessions: {}", refused.getMessage());
            return List.of();
        }
    }
}
