package dev.migrate.run;

import java.sql.SQLException;
import org.springframework.dao.DataAccessException;

/** The database did not commit a transaction, or did not say that it has. */
final class CommitFailure extends DataAccessException {

    private static final long serialVersionUID = 1L;

    private final boolean atEndOfStep;

    /**
     * Makes the exception.
     *
     * @param atEndOfStep whether it was refused right after the last statement of a step, so that it is of that step
     */
    CommitFailure(SQLException cause, boolean atEndOfStep) {
        super("The transaction could not be committed", cause);
        this.atEndOfStep = atEndOfStep;
    }

    boolean isAtEndOfStep() {
        return this.atEndOfStep;
    }
}
