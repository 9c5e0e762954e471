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
import dev.migrate.plan.Direction;
import dev.migrate.plan.Step;
import dev.migrate.script.Script;
import dev.migrate.script.Section;
import dev.migrate.sql.Statement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One step of a plan and what it is run with: it executes statements and writes the record, in whichever transaction. */
final class StepExecution {

    private static final Log LOGGER = Log.of(StepExecution.class);

    /** By how much the clock of a server may be ahead of this one while a statement runs. */
    private static final Duration TOLERANCE = Duration.ofMillis(20);

    private final Session session;
    private final MigrationLock.Held lock;
    private final HistoryWriter historyWriter;
    private final RunSettings settings;
    private final CancellationToken cancellation;
    private final Step step;
    private final Script script;
    private final List<String> applied;
    private final long start = System.nanoTime();
    private @Nullable String failed;
    private @Nullable Location last;

    /**
     * Makes it ready.
     *
     * @param applied the revisions that this run has completed
     */
    StepExecution(
            Session session,
            MigrationLock.Held lock,
            HistoryWriter historyWriter,
            RunSettings settings,
            CancellationToken cancellation,
            Step step,
            Script script,
            List<String> applied) {
        this.session = session;
        this.lock = lock;
        this.historyWriter = historyWriter;
        this.settings = settings;
        this.cancellation = cancellation;
        this.step = step;
        this.script = script;
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

    Step step() {
        return this.step;
    }

    Script script() {
        return this.script;
    }

    Section section() {
        return Transactions.section(this.step, this.script);
    }

    /** The revisions that this run has completed. */
    List<String> applied() {
        return this.applied;
    }

    /** What a run outside a transaction is in the middle of. */
    AppliedRevision.Status status() {
        return this.step.direction() == Direction.UPGRADE
                ? AppliedRevision.Status.UPGRADING
                : AppliedRevision.Status.DOWNGRADING;
    }

    /**
     * Runs a statement, unless the run is to stop before it; throws {@code FailedStatement} if it fails.
     *
     * @return how many rows it changed, where that means something
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

    /** The statement that was run last, or else the section. */
    Location last() {
        return this.last == null ? section().location() : this.last;
    }

    /** What becomes of a statement here that is interrupted. */
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

    /** Writes that the step is done, where all of its statements share this transaction. */
    void record(long statements) {
        long duration = millis();
        if (this.step.direction() == Direction.UPGRADE) {
            this.historyWriter.applied(this.script, this.step.change(), statements, duration);
        } else {
            this.historyWriter.undone(this.step.revision(), this.step.change());
        }
        log(this.historyWriter, statements, duration, null);
    }

    /** Writes that the step is done, where its statements ran outside a transaction. */
    void complete(long statements) {
        long duration = millis();
        if (this.step.direction() == Direction.UPGRADE) {
            this.historyWriter.completed(this.step.revision(), this.step.change(), statements, duration);
        } else {
            this.historyWriter.undone(this.step.revision(), this.step.change());
        }
        log(this.historyWriter, statements, duration, null);
    }

    /** Logs a failure, be it on another connection. */
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

    /** How long it has been at work. */
    long millis() {
        return Duration.ofNanos(System.nanoTime() - this.start).toMillis();
    }

    /** Ends what the script has left in its session, in the transaction that is about to record the step. */
    void end() {
        try {
            this.session.end();
        } catch (SQLException failure) {
            throw new CommitFailure(failure, true);
        }
    }

    /** The limit of the client; none where the session has one. */
    private int timeoutSeconds() {
        return dialect().limitsStatements() ? 0 : this.settings.limits().statementSeconds();
    }

    /** Who is in the way of the statement that failed last. */
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
