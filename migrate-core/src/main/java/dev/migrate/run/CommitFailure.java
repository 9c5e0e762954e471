package dev.migrate.run;

import java.sql.SQLException;
import org.springframework.dao.DataAccessException;

/** The database did not commit a transaction, or did not say that it has. */
final class CommitFailure extends DataAccessException {

    private static final long serialVersionUID = 1L;

    CommitFailure(SQLException cause) {
        super("The transaction could not be committed", cause);
    }
}
