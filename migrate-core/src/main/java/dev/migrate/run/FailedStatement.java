package dev.migrate.run;

import dev.migrate.error.StatementFailedException;
import dev.migrate.failure.FailureKind;
import dev.migrate.sql.Statement;
import java.sql.SQLException;

/** Failure of a statement, before its effect on the revision is determined. */
final class FailedStatement extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient StatementExecutor executor;
    private final transient Statement statement;
    private final long number;
    private final FailureKind kind;
    private final boolean timedOut;

    /**
     * Creates the exception.
     *
     * @param number the number of the statement in its section, from one
     * @param timedOut whether the statement timeout of this run ended it
     * @param failure the exception of the driver or of the revision's code
     */
    FailedStatement(
            StatementExecutor executor,
            Statement statement,
            long number,
            FailureKind kind,
            boolean timedOut,
            Exception failure) {
        super(failure);
        this.executor = executor;
        this.statement = statement;
        this.number = number;
        this.kind = kind;
        this.timedOut = timedOut;
    }

    FailureKind kind() {
        return this.kind;
    }

    /** Returns the first {@code SQLException} among the causes, or a new one if the code failed without one. */
    SQLException reported() {
        for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return new SQLException(getCause());
    }

    /** Returns the exception for users, with a message and remedy for this outcome. */
    StatementFailedException with(RevisionOutcome outcome) {
        Throwable cause = getCause();
        StatementFailedException exception = FailureTranslator.ofStatement(
                this.executor,
                this.statement,
                this.number,
                outcome,
                this.kind,
                this.timedOut,
                cause == null ? this : cause);
        for (Throwable second : getSuppressed()) {
            exception.addSuppressed(second);
        }
        return exception;
    }
}
