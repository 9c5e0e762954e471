package dev.migrate.run;

import dev.migrate.sql.Statement;
import dev.migrate.sql.Statements;
import java.util.Optional;

/** A step whose statements share one commit with their record: both are there, or neither. */
record TransactionalStep(StepExecution execution) implements StepStrategy {

    /** Begins right after a checkpoint, when a database that writes late has nothing to write. */
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

    /** Does the same in a transaction that the caller has opened. */
    long inside() {
        long number = 0;
        try (Statements statements = this.execution.section().statements()) {
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
