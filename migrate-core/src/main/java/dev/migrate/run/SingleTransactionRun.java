package dev.migrate.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Runs all steps of a plan and their records in one transaction. */
final class SingleTransactionRun {

    private final RunContext context;
    private final PreparedPlan plan;
    private final Function<PreparedStep, StatementExecutor> executors;
    private StatementExecutor last;

    /**
     * Creates the run.
     *
     * @param executors returns a new executor of a step
     */
    SingleTransactionRun(RunContext context, PreparedPlan plan, Function<PreparedStep, StatementExecutor> executors) {
        this.context = context;
        this.plan = plan;
        this.executors = executors;
        this.last = executors.apply(plan.steps().get(0));
    }

    /** The result of a step. */
    record Result(long statements, long durationMs) {}

    /** Makes one attempt; returns the results of all steps. */
    List<Result> run() {
        try {
            return this.context.session().inTransaction(this::runSteps);
        } catch (FailedStatement failure) {
            throw failure.with(RevisionOutcome.RUN_ROLLED_BACK);
        }
    }

    private List<Result> runSteps() {
        List<Result> results = new ArrayList<>();
        for (PreparedStep step : this.plan.steps()) {
            this.context
                    .listener()
                    .stepStarted(
                            step.step(), results.size() + 1, this.plan.steps().size());
            this.last = this.executors.apply(step);
            long statements = this.last.walker().walkInTransaction(step, false);
            results.add(new Result(statements, this.last.millis()));
        }
        this.context.lock().confirm();
        return results;
    }

    /** Returns the current or last step. */
    StatementExecutor last() {
        return this.last;
    }
}
