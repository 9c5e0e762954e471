package dev.migrate.run;

import dev.migrate.catalog.InterruptionEffect;
import dev.migrate.dialect.Dialect;
import dev.migrate.error.Location;
import dev.migrate.error.Log;
import dev.migrate.failure.FailureKind;
import dev.migrate.history.HistoryWriter;
import dev.migrate.operation.ConnectionWork;
import dev.migrate.sql.Statement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Executes the statements of one step on the connection of the run. Leaves the order of actions to a {@link StepWalker}. */
final class StatementExecutor {

    private static final Log LOGGER = Log.of(StatementExecutor.class);

    /** Maximum difference by which the clock of a server may run ahead of this one while a statement runs. */
    private static final Duration TOLERANCE = Duration.ofMillis(20);

    private final RunContext context;
    private final PreparedStep step;
    private final List<String> applied;
    private final @Nullable String next;
    private final Supplier<Set<String>> started;
    private final long start = System.nanoTime();
    private @Nullable String failedSql;
    private @Nullable Location last;

    /**
     * Creates the executor.
     *
     * @param applied the revisions that this run has completed
     * @param next the revision of the next step; null if this is the last one
     * @param started returns the revisions that an earlier run has started and not completed
     */
    StatementExecutor(
            RunContext context,
            PreparedStep step,
            List<String> applied,
            @Nullable String next,
            Supplier<Set<String>> started) {
        this.context = context;
        this.step = step;
        this.applied = applied;
        this.next = next;
        this.started = started;
    }

    RunContext context() {
        return this.context;
    }

    Session session() {
        return this.context.session();
    }

    Dialect dialect() {
        return this.context.dialect();
    }

    PreparedStep step() {
        return this.step;
    }

    /** Returns the revisions that this run has completed. */
    List<String> applied() {
        return this.applied;
    }

    /** Returns the revision of the next step, or null if this is the last one. */
    @Nullable
    String next() {
        return this.next;
    }

    /** Returns whether an earlier run has started the step and not completed it. */
    boolean wasStarted() {
        return this.started.get().contains(this.step.revision().id());
    }

    /** Returns a walker that runs the step on the connection. */
    StepWalker walker() {
        return new StepWalker(dialect(), this.context.settings(), new LiveStepOutput(this));
    }

    /**
     * Executes a statement.
     *
     * @return the number of changed rows, or null if not applicable
     * @throws FailedStatement if the statement fails
     */
    @Nullable
    Long execute(Statement statement, long number) {
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
        Duration limit = this.context.settings().limits().statementTimeout();
        boolean timedOut = limit != null
                && (kind == FailureKind.STATEMENT_TIMEOUT || kind == FailureKind.CANCELED)
                && System.nanoTime() - started >= limit.toNanos() - TOLERANCE.toNanos();
        return new FailedStatement(this, statement, number, kind, timedOut, failure);
    }

    private @Nullable Long tryToExecute(Statement statement) throws SQLException {
        session().isolation().beforeStatement(statement);
        DatabaseWarnings warnings = new DatabaseWarnings(dialect(), statement.location());
        try {
            if (statement.code().isPresent()) {
                runCode(statement.code().get(), warnings);
                return null;
            }
            return dialect().execute(session().connection(), statement, timeoutSeconds(), warnings::log);
        } catch (SQLException failure) {
            if (statement.code().isEmpty()) {
                this.failedSql = statement.sql();
            }
            throw failure;
        } catch (VirtualMachineError failure) {
            session().discard();
            throw failure;
        } finally {
            session().transactionCheck().executed(statement);
            warnings.close();
        }
    }

    private void runCode(ConnectionWork code, DatabaseWarnings warnings) throws SQLException {
        try {
            code.run(GuardedConnection.of(
                    session().connection(),
                    dialect(),
                    timeoutSeconds(),
                    session().isolation()::beforeCall,
                    warnings));
        } finally {
            session().isolation().afterCode();
        }
    }

    /** Returns the query timeout of the driver, in seconds; zero if the session enforces the limit. */
    private int timeoutSeconds() {
        return dialect().limitsStatements()
                ? 0
                : this.context.settings().limits().statementSeconds();
    }

    /** Returns the location of the last executed statement, or of the section if none was executed. */
    Location last() {
        return this.last == null ? this.step.section().location() : this.last;
    }

    /** Returns the effect of a statement, which decides what an interruption can leave. */
    InterruptionEffect effect(Statement statement) {
        if (statement.code().isPresent()) {
            return InterruptionEffect.TRANSACTIONAL;
        }
        InterruptionEffect effect = dialect().effect(statement);
        try {
            return effect == InterruptionEffect.TRANSACTIONAL
                            && session().transactionCheck().isNonTransactional(statement)
                    ? InterruptionEffect.PARTIAL
                    : effect;
        } catch (SQLException failure) {
            throw Session.failed("Read the catalog", failure);
        }
    }

    /** Adds a failure to the log, possibly on another connection. */
    void logFailure(HistoryWriter historyWriter, String message) {
        historyWriter.log(this.context.settings().logEntry(this.step, 0, millis(), message));
    }

    /** Returns the time since the start of the step, in milliseconds. */
    long millis() {
        return Duration.ofNanos(System.nanoTime() - this.start).toMillis();
    }

    /** Returns the sessions that block the statement that failed last. */
    List<String> blockers() {
        if (this.failedSql == null) {
            return List.of();
        }
        try {
            return dialect().blockers(session().connection(), this.failedSql);
        } catch (SQLException refused) {
            LOGGER.debug("Could not read the blocking sessions: {}", refused.getMessage());
            return List.of();
        }
    }
}
