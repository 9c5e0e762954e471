package dev.migrate.run;

import dev.migrate.lock.MigrationLock;
import dev.migrate.report.MigrateListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Runs all steps of a plan and their records in one transaction. */
final class SingleTransactionRun implements StepStrategy {

    private final Session session;
    private final MigrationLock.Held lock;
    private final MigrateListener listener;
    private final PreparedPlan plan;
    private final Function<PreparedStep, StepExecution> executions;
    private final List<Result> results = new ArrayList<>();
    private StepExecution last;

    SingleTransactionRun(
            Session session,
            MigrationLock.Held lock,
            MigrateListener listener,
            PreparedPlan plan,
            Function<PreparedStep, StepExecution> executions) {
        this.session = session;
        this.lock = lock;
        this.listener = listener;
        this.plan = plan;
        this.executions = executions;
        this.last = executions.apply(plan.steps().get(0));
    }

    /** The result of a step. */
    record Result(long statements, long durationMs) {}

    @Override
    public long apply() {
        this.results.clear();
        try {
            return inTransaction();
        } catch (FailedStatement failure) {
            throw failure.with(Outcome.RUN_ROLLED_BACK);
        }
    }

    private long inTransaction() {
        return this.session.inTransaction(() -> {
            for (PreparedStep step : this.plan.steps()) {
                this.listener.stepStarted(
                        step.step(), this.results.size() + 1, this.plan.steps().size());
                this.last = this.executions.apply(step);
                long statements = new TransactionalStep(this.last).inside();
                this.results.add(new Result(statements, this.last.millis()));
            }
            this.lock.confirm();
            return (long) this.results.size();
        });
    }

    /** Returns the current or last step. */
    StepExecution last() {
        return this.last;
    }

    /** Returns the results of all steps, after all are done. */
    List<Result> results() {
        return this.results;
    }
}
