package dev.migrate.run;

import dev.migrate.error.HistoryConflictException;
import dev.migrate.error.Log;
import dev.migrate.error.MigrateException;
import dev.migrate.failure.FailureKind;
import dev.migrate.report.MigrationReport;
import dev.migrate.report.StepReport;
import dev.migrate.sql.Statement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.util.function.SingletonSupplier;

/**
 * Runs the steps of a plan while the migration lock is held. With transactional DDL, the statements of a step share one
 * commit with the record. Otherwise, and if a script requires it, each statement runs on its own, and the journal
 * records it before it starts.
 */
public final class PlanRunner {

    private static final Log LOGGER = Log.of(PlanRunner.class);

    private final RunContext context;
    private final LockRetry lockRetry;
    private final Supplier<Set<String>> started;
    private final List<StepReport> done = new ArrayList<>();

    public PlanRunner(RunContext context) {
        this.context = context;
        this.started = SingletonSupplier.of(() -> context.session().history().started());
        this.lockRetry = new LockRetry(context);
    }

    /**
     * Runs the steps of a plan in order. Stops at the first step that fails; steps that were committed before it stay
     * applied.
     *
     * @param plan a plan with at least one step
     * @throws MigrateException if a step fails, or if the run is canceled
     */
    public MigrationReport run(PreparedPlan plan) {
        this.context.listener().runStarted(plan.plan());
        MigrationReport report;
        try {
            report = runSteps(plan);
        } catch (RuntimeException failure) {
            this.context.listener().runFailed(failure);
            throw failure;
        }
        this.context.listener().runDone(report);
        return report;
    }

    private MigrationReport runSteps(PreparedPlan plan) {
        if (this.context.session().isShared()) {
            PlanChecks.checkSessionState(plan, this.context.dialect());
        }
        plan.steps().stream()
                .filter(PreparedStep::isUpgrade)
                .forEach((step) -> this.context.historyWriter().checkRecordable(step.script()));
        int count = plan.steps().size();
        if (this.context.settings().usesSingleTransaction(this.context.dialect())) {
            runInSingleTransaction(plan);
        } else {
            for (int number = 1; number <= count; number++) {
                runStep(plan.steps(), number);
            }
        }
        return MigrationReport.executed(
                plan.plan(), this.done, plan.steps().get(count - 1).after());
    }

    private void runInSingleTransaction(PreparedPlan plan) {
        renewSession(plan.steps().get(0));
        PlanChecks.checkOneTransaction(plan, this.context.dialect());
        SingleTransactionRun run = new SingleTransactionRun(this.context, plan, (step) -> executor(step, null));
        List<SingleTransactionRun.Result> results;
        try {
            results = this.lockRetry.run(
                    run::run,
                    () -> run.last().blockers(),
                    this.context.session().isolation()::recover);
        } catch (RuntimeException failure) {
            throw failed(run.last(), plan.steps(), TransactionScope.RUN, failure);
        }
        for (int at = 0; at < results.size(); at++) {
            SingleTransactionRun.Result result = results.get(at);
            report(plan.steps().get(at), result.statements(), result.durationMs(), at + 1, results.size());
        }
    }

    /**
     * Runs a step. The record of each step also names the next one in the lock row; only the first is named separately.
     */
    private void runStep(List<PreparedStep> steps, int number) {
        this.context.cancellation().throwIfCancelled();
        PreparedStep step = steps.get(number - 1);
        int count = steps.size();
        StatementExecutor executor =
                executor(step, number < count ? steps.get(number).revision().id() : null);
        TransactionScope scope = TransactionScope.STATEMENT;
        long statements;
        try {
            renewSession(step);
            if (number == 1) {
                this.context.lock().workingOn(step.revision().id());
            }
            this.context.listener().stepStarted(step.step(), number, count);
            scope = TransactionScope.of(step.section(), this.context.dialect(), executor::effect);
            statements = scope == TransactionScope.REVISION ? runInTransaction(executor) : runWithJournal(executor);
        } catch (RuntimeException failure) {
            throw failed(executor, List.of(step), scope, failure);
        }
        report(step, statements, executor.millis(), number, count);
    }

    /** Runs a step in a transaction with its record. A retry repeats all statements in a clean session. */
    private long runInTransaction(StatementExecutor executor) {
        return this.lockRetry.run(
                () -> attemptInTransaction(executor),
                executor::blockers,
                this.context.session().isolation()::recover);
    }

    /**
     * Makes one attempt. A flush to disk precedes the transaction, so that a database that defers writing has nothing else
     * to write.
     */
    private long attemptInTransaction(StatementExecutor executor) {
        this.context.session().flushToDisk();
        try {
            Optional<Statement> preceding = executor.step().section().beforeTransaction(this.context.dialect());
            preceding.ifPresent((statement) -> executor.execute(statement, 1));
            return this.context.session().inTransaction(() -> {
                ForeignKeyCheck check = ForeignKeyCheck.of(this.context.session(), preceding.isPresent());
                long statements = executor.walker().walkInTransaction(executor.step(), true);
                check.rejectNewViolations();
                return statements;
            });
        } catch (FailedStatement failure) {
            throw failure.with(RevisionOutcome.ROLLED_BACK);
        }
    }

    /** Runs a step without a common transaction. A retry resumes at the statement that failed, in the same session. */
    private long runWithJournal(StatementExecutor executor) {
        StepWalker walker = executor.walker();
        return this.lockRetry.run(() -> walker.walkWithJournal(executor.step()), executor::blockers, () -> {});
    }

    /**
     * Restores the session state in which a revision begins. If a reset releases the lock, checks that no other process
     * migrated the database in the meantime.
     */
    private void renewSession(PreparedStep step) {
        Session session = this.context.session();
        if (session.isolation().renew(this.context.lock())) {
            List<String> current = session.history().read().heads();
            if (!current.equals(step.before())) {
                throw new HistoryConflictException(
                        "Another process moved the database from %s to %s while this one reset its session."
                                .formatted(step.before(), current),
                        "Run the command again.");
            }
        }
    }

    private StatementExecutor executor(PreparedStep step, @Nullable String next) {
        return new StatementExecutor(
                this.context, step, this.done.stream().map(StepReport::revision).toList(), next, this.started);
    }

    private void report(PreparedStep step, long statements, long durationMs, int number, int count) {
        StepReport report =
                new StepReport(step.revision().id(), step.revision().message(), statements, durationMs, step.after());
        this.done.add(report);
        LOGGER.info(
                "{} '{}' ({}): {} in {} ms, step {} of {}.",
                step.isUpgrade() ? "Applied" : "Reverted",
                step.revision().id(),
                step.revision().message(),
                statements == 1 ? "one statement" : statements + " statements",
                durationMs,
                number,
                count);
        this.context.listener().stepDone(step.step(), report);
    }

    /**
     * Logs a failure, notifies the listener, and returns the exception to throw.
     *
     * @param steps the steps that the transaction covers
     */
    private RuntimeException failed(
            StatementExecutor executor, List<PreparedStep> steps, TransactionScope scope, RuntimeException failure) {
        RuntimeException translated = failure instanceof DataAccessException rejected
                ? translated(executor, steps, scope, rejected)
                : failure;
        this.context.session().isolation().recover();
        try {
            log(executor, translated);
        } catch (DataAccessException | SQLException second) {
            translated.addSuppressed(second);
        }
        this.context.listener().stepFailed(executor.step().step(), translated);
        return translated;
    }

    private MigrateException translated(
            StatementExecutor executor, List<PreparedStep> steps, TransactionScope scope, DataAccessException failure) {
        FailureKind kind = this.context.dialect().failureKind(failure);
        boolean isMissing = kind == FailureKind.MISSING_TABLE || kind == FailureKind.MISSING_SCHEMA;
        if (isMissing && !(failure instanceof CommitFailure)) {
            return this.context
                    .session()
                    .translate("record revision '" + executor.step().revision().id() + "'", failure);
        }
        boolean ofStep = failure instanceof CommitFailure commit && commit.isAtEndOfStep();
        return FailureTranslator.ofRecord(
                executor, ofStep ? List.of(executor.step()) : steps, scope.outcomeOfFailure(), failure);
    }

    private void log(StatementExecutor executor, RuntimeException failure) throws SQLException {
        String message = String.valueOf(failure.getMessage());
        if (!this.context.dialect().failureKind(failure).endsSession()) {
            executor.logFailure(this.context.historyWriter(), message);
            return;
        }
        this.context
                .session()
                .writeOnNewConnection(
                        this.context.actor(), (historyWriter) -> executor.logFailure(historyWriter, message));
    }
}
