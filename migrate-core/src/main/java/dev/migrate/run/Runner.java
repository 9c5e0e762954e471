package dev.migrate.run;

import dev.migrate.error.HistoryConflictException;
import dev.migrate.error.InterruptedRevisionException;
import dev.migrate.error.Log;
import dev.migrate.error.MigrateException;
import dev.migrate.failure.FailureKind;
import dev.migrate.history.HistoryWriter;
import dev.migrate.lock.MigrationLock;
import dev.migrate.report.Actor;
import dev.migrate.report.MigrateListener;
import dev.migrate.report.MigrationReport;
import dev.migrate.report.StepReport;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;

/**
 * Runs the steps of a plan while the migration lock is held. With transactional DDL, the statements of a step share one
 * commit with the record. Otherwise, and if a script requires it, each statement runs on its own, and the journal
 * records it before it starts.
 */
public final class Runner {

    private static final Log LOGGER = Log.of(Runner.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Session session;
    private final MigrationLock.Held lock;
    private final HistoryWriter historyWriter;
    private final Actor actor;
    private final MigrateListener listener;
    private final RunSettings settings;
    private final CancellationToken cancellation;
    private final List<StepReport> done = new ArrayList<>();

    public Runner(
            Session session,
            MigrationLock.Held lock,
            Actor actor,
            MigrateListener listener,
            RunSettings settings,
            CancellationToken cancellation) {
        this.session = session;
        this.lock = lock;
        this.historyWriter = session.recorder(actor);
        this.actor = actor;
        this.listener = listener;
        this.settings = settings;
        this.cancellation = cancellation;
    }

    /**
     * Runs the steps of a plan in order. Stops at the first step that fails; steps that were committed before it stay
     * applied.
     *
     * @throws MigrateException if a step fails, or if the run is canceled
     */
    public MigrationReport run(PreparedPlan plan) {
        this.listener.runStarted(plan.plan());
        MigrationReport report;
        try {
            report = walk(plan);
        } catch (RuntimeException failure) {
            this.listener.runFailed(failure);
            throw failure;
        }
        this.listener.runDone(report);
        return report;
    }

    private MigrationReport walk(PreparedPlan plan) {
        if (this.session.isShared()) {
            PlanChecks.checkSessionState(plan, this.session.dialect());
        }
        if (this.settings.usesSingleTransaction(this.session.dialect())) {
            runTogether(plan);
        } else {
            for (int number = 0; number < plan.steps().size(); number++) {
                runStep(plan.steps().get(number), number + 1, plan.steps().size());
            }
        }
        return new MigrationReport(
                plan.plan().direction().toString(),
                plan.plan().target(),
                List.copyOf(this.done),
                plan.steps().get(plan.steps().size() - 1).after());
    }

    private void runStep(PreparedStep step, int number, int of) {
        this.cancellation.throwIfCancelled();
        StepExecution stepExecution = execution(step);
        long statements;
        TransactionScope scope = TransactionScope.STATEMENT;
        try {
            renewSession(step);
            this.lock.workingOn(step.revision().id());
            this.listener.stepStarted(step.step(), number, of);
            scope = TransactionScope.of(step.section(), this.session.dialect(), stepExecution::effect);
            StepStrategy work = scope == TransactionScope.REVISION
                    ? new TransactionalStep(stepExecution)
                    : new JournaledStep(stepExecution);
            statements = retrying(() -> stepExecution, work);
        } catch (RuntimeException failure) {
            throw failed(stepExecution, List.of(step), scope.outcomeOfFailure(), failure);
        }
        report(step, statements, stepExecution.millis(), number, of);
    }

    /**
     * Restores the session state. If a reset releases the lock, checks that no other process migrated the database in
     * the meantime.
     */
    private void renewSession(PreparedStep step) {
        if (this.session.renew(this.lock)) {
            List<String> current = this.session.history().read().heads();
            if (!current.equals(step.before())) {
                throw new HistoryConflictException(
                        "Another process moved the database from %s to %s while this one reset its session."
                                .formatted(step.before(), current),
                        "Run the command again.");
            }
        }
    }

    private void runTogether(PreparedPlan plan) {
        renewSession(plan.steps().get(0));
        PlanChecks.checkOneTransaction(plan);
        SingleTransactionRun work =
                new SingleTransactionRun(this.session, this.lock, this.listener, plan, this::execution);
        try {
            retrying(work::last, work);
        } catch (RuntimeException failure) {
            throw failed(work.last(), plan.steps(), TransactionScope.RUN.outcomeOfFailure(), failure);
        }
        List<SingleTransactionRun.Result> results = work.results();
        for (int at = 0; at < results.size(); at++) {
            SingleTransactionRun.Result result = results.get(at);
            report(plan.steps().get(at), result.statements(), result.durationMs(), at + 1, results.size());
        }
    }

    private StepExecution execution(PreparedStep step) {
        return new StepExecution(
                this.session,
                this.lock,
                this.historyWriter,
                this.settings,
                this.cancellation,
                step,
                this.done.stream().map(StepReport::revision).toList());
    }

    /** Runs a step, and retries it with increasing pauses after a lock timeout or a conflict. */
    private long retrying(Supplier<StepExecution> execution, StepStrategy work) {
        long start = System.nanoTime();
        Duration pause = FIRST_PAUSE;
        RuntimeException before = null;
        while (true) {
            try {
                return work.apply();
            } catch (InterruptedRevisionException unproven) {
                throw before == null ? unproven : before;
            } catch (RuntimeException failure) {
                if (!this.session.dialect().failureKind(failure).isTransient()) {
                    throw failure;
                }
                List<String> blockers = execution.get().blockers();
                long spent = Duration.ofNanos(System.nanoTime() - start).toMillis();
                if (spent + pause.toMillis() > this.settings.lockRetry().toMillis()) {
                    throw FailureTranslator.stillLocked(
                            failure, blockers, before == null ? Duration.ZERO : Duration.ofMillis(spent));
                }
                LOGGER.warn(
                        "Timed out waiting for a database lock; retrying. {}",
                        failure.getMessage() + FailureTranslator.blocking(blockers));
                if (work.restarts()) {
                    this.session.recover();
                }
                this.cancellation.pause(jittered(pause));
                before = failure;
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        }
    }

    private static Duration jittered(Duration pause) {
        long half = pause.toMillis() / 2;
        return Duration.ofMillis(half + ThreadLocalRandom.current().nextLong(half + 1));
    }

    private void report(PreparedStep step, long statements, long duration, int number, int of) {
        StepReport report = new StepReport(
                step.revision().id(), step.revision().message(), statements, duration, step.after());
        this.done.add(report);
        LOGGER.info(
                "{} '{}' ({}): {} in {} ms, step {} of {}.",
                step.isUpgrade() ? "Applied" : "Reverted",
                step.revision().id(),
                step.revision().message(),
                statements == 1 ? "one statement" : statements + " statements",
                duration,
                number,
                of);
        this.listener.stepDone(step.step(), report);
    }

    /**
     * Logs a failure, notifies the listener, and returns the exception to throw.
     *
     * @param steps the steps that the transaction covers
     * @param outcome the outcome of the steps if they could not be committed
     */
    private RuntimeException failed(
            StepExecution stepExecution, List<PreparedStep> steps, Outcome outcome, RuntimeException failure) {
        RuntimeException told = failure instanceof DataAccessException refused
                ? refused(stepExecution, steps, outcome, refused)
                : failure;
        this.session.recover();
        try {
            log(stepExecution, told);
        } catch (DataAccessException | SQLException second) {
            told.addSuppressed(second);
        }
        this.listener.stepFailed(stepExecution.step().step(), told);
        return told;
    }

    private MigrateException refused(
            StepExecution stepExecution, List<PreparedStep> steps, Outcome outcome, DataAccessException failure) {
        boolean commit = failure instanceof CommitFailure;
        FailureKind kind = this.session.dialect().failureKind(failure);
        if (!commit && (kind == FailureKind.MISSING_TABLE || kind == FailureKind.MISSING_SCHEMA)) {
            return this.session.refused(
                    "record revision '" + stepExecution.step().revision().id() + "'", failure);
        }
        boolean ofStep = failure instanceof CommitFailure refused && refused.isAtEndOfStep();
        return FailureTranslator.ofRecord(
                this.session.dialect(),
                ofStep ? List.of(stepExecution.step()) : steps,
                stepExecution.last(),
                outcome,
                stepExecution.applied(),
                failure);
    }

    private void log(StepExecution stepExecution, RuntimeException failure) throws SQLException {
        String message = String.valueOf(failure.getMessage());
        if (!this.session.dialect().failureKind(failure).endsSession()) {
            stepExecution.logFailure(this.historyWriter, message);
            return;
        }
        this.session.recordElsewhere(this.actor, (historyWriter) -> stepExecution.logFailure(historyWriter, message));
    }
}
