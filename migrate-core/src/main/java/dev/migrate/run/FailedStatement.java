package dev.migrate.run;

import dev.migrate.error.StatementFailedException;
import dev.migrate.failure.FailureKind;
import dev.migrate.sql.Statement;
import java.sql.SQLException;

/** A statement failed, and what became of its revision is yet to be found out. */
final class FailedStatement extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient StepExecution stepExecution;
    private final transient Statement statement;
    private final long number;
    private final FailureKind kind;
    private final boolean timedOut;

    /**
     * Makes the exception.
     *
     * @param number of the statement in its section, from one
     * @param timedOut whether the limit of this run has ended it
     * @param failure what the driver, or the code of the revision, threw
     */
    FailedStatement(
            StepExecution stepExecution,
            Statement statement,
            long number,
            FailureKind kind,
            boolean timedOut,
            Exception failure) {
        super(failure);
        this.stepExecution = stepExecution;
        this.statement = statement;
        this.number = number;
        this.kind = kind;
        this.timedOut = timedOut;
    }

    FailureKind kind() {
        return this.kind;
    }

    /** What the database reported, where it was the database. */
    SQLException reported() {
        for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return new SQLException(getCause());
    }

    /** The exception that users see, with what the outcome makes of it. */
    StatementFailedException with(Outcome outcome) {
        Throwable cause = getCause();
        StatementFailedException told = FailureTranslator.ofStatement(
                this.stepExecution,
                this.statement,
                this.number,
                outcome,
                this.kind,
                this.timedOut,
                cause == null ? this : cause);
        for (Throwable second : getSuppressed()) {
            told.addSuppressed(second);
        }
        return told;
    }
}
