package dev.migrate.run;

import java.sql.SQLException;
import org.springframework.dao.DataAccessException;

/** Failure of a commit: the database rejected it, or its result is unknown. */
final class CommitFailure extends DataAccessException {

    private static final long serialVersionUID = 1L;

    private final boolean atEndOfStep;

    /**
     * Creates the exception.
     *
     * @param atEndOfStep whether the database rejected the commit right after the last statement of a step, so that
     *     the failure belongs to that step
     */
    CommitFailure(SQLException cause, boolean atEndOfStep) {
        super("The transaction could not be committed", cause);
        this.atEndOfStep = atEndOfStep;
    }

    boolean isAtEndOfStep() {
        return this.atEndOfStep;
    }
}
