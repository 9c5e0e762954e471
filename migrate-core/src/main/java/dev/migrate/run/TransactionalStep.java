package dev.migrate.run;

import dev.migrate.sql.Statement;
import dev.migrate.sql.Statements;
import java.util.Optional;

/** Runs a step whose statements share one commit with their record: both take effect, or neither. */
record TransactionalStep(StepExecution execution) implements StepStrategy {

    /**
     * Runs the step in a new transaction. A checkpoint precedes it, so that a database that defers writing has nothing
     * else to write.
     */
    @Override
    public long apply() {
        this.execution.session().checkpoint();
        try {
            return this.execution.session().inTransaction(() -> {
                long statements = inside();
                this.execution.lock().confirm();
                return statements;
            });
        } catch (FailedStatement failure) {
            throw failure.with(Outcome.ROLLED_BACK);
        }
    }

    /** Runs the step in a transaction that the caller has opened. */
    long inside() {
        long number = 0;
        try (Statements statements = this.execution.step().section().statements()) {
            for (Optional<Statement> next = statements.next(); next.isPresent(); next = statements.next()) {
                number++;
                this.execution.execute(next.get(), number);
            }
        }
        this.execution.end();
        this.execution.record(number);
        return number;
    }
}
